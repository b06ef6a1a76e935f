"""Who has looked at a need-to-know ticket: a page, which prints, and a file."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kit.views import get_only
from firstline.people.rules.csv_rows import safe_cell
from firstline.tickets.selectors.need_to_know.readers import reader_names
from firstline.tickets.selectors.need_to_know.views import views_of
from firstline.tickets.selectors.ticket_page import get_ticket
from firstline.tickets.views.lists import queue_url
from firstline.tickets.words.need_to_know import how_text, who_reads

SHOWN = 200
BYTE_ORDER_MARK = "\ufeff"


@get_only
def viewers(request: HttpRequest, number: str) -> HttpResponse:
    """Show who has opened the ticket, the newest first; ``?print=1`` prints it."""
    actor = actor_in(request)
    ticket = get_ticket(actor, number)
    found = views_of(actor, ticket, SHOWN + 1)
    context = {
        "ticket": ticket,
        "rows": [(view, how_text(view.how, view.file_name)) for view in found[:SHOWN]],
        "has_more": len(found) > SHOWN,
        "who_reads": who_reads(reader_names(ticket)) if ticket.is_need_to_know else "",
        "now": clock.now(),
        "print": bool(request.GET.get("print")),
        "queue_url": queue_url(request),
    }
    return render(request, "tickets/need_to_know/viewers.html", context)


@get_only
def viewers_file(request: HttpRequest, number: str) -> HttpResponse:
    """Give all of it as a file."""
    actor = actor_in(request)
    ticket = get_ticket(actor, number)
    found = views_of(actor, ticket)
    headers = {"Content-Disposition": f'attachment; filename="viewed-{ticket.number}-{clock.now():%Y-%m-%d}.csv"'}
    answer = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(answer)
    writer.writerow([_("When"), _("Who"), _("How")])
    for view in found:
        cells = (f"{localtime(view.at):%Y-%m-%d %H:%M}", view.name, how_text(view.how, view.file_name))
        writer.writerow([safe_cell(cell) for cell in cells])
    return answer
