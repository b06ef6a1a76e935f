"""What people keep of the queue: columns, saved views, and the list as a file."""

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, RuleBroken
from firstline.kit.views import Undo, allow, get_only, post_only, redirect_with_toast, render_page
from firstline.kit.words import sentence_of
from firstline.people.rules.csv_rows import safe_cell
from firstline.tickets.forms import read_id
from firstline.tickets.policies import can_change_view
from firstline.tickets.rules.queue_query import Query
from firstline.tickets.selectors.queue.keeps import columns_of, saved_views, shareable_desks
from firstline.tickets.selectors.queue.lists import export_rows
from firstline.tickets.services.queue import keeps as keeping
from firstline.tickets.views.lists import queue_url
from firstline.tickets.views.queue.cells import head_cells, row_cells
from firstline.tickets.views.queue.page import query_of, staff_actor
from firstline.tickets.words.queue import COLUMNS

BYTE_ORDER_MARK = "\ufeff"
UNPROCESSABLE = 422


class _Echo:
    """A file that gives back what is written to it, for ``csv``."""

    def write(self, text: str) -> str:
        return text


@get_only
def export(request: HttpRequest) -> HttpResponse:
    """Give the whole list as a file: the columns, the filters and the order of the page."""
    actor, now = staff_actor(request), clock.now()
    query, codes = query_of(request), columns_of(actor)
    keeping.note_export(actor=actor, columns=codes, query=query, now=now)
    name = f"queue-{localtime(now):%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = _lines(actor, query, codes, now)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)  # type: ignore[return-value]  # both are answers


def _lines(actor: Actor, query: Query, codes: tuple[str, ...], now: datetime) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(head_cells(codes))
    for row in export_rows(actor, query, now):
        yield writer.writerow([safe_cell(cell) for cell in row_cells(row, codes)])


@allow("GET", "POST")
def columns(request: HttpRequest) -> HttpResponse:
    """Show which columns there are, or choose some."""
    actor = staff_actor(request)
    if request.method == "POST":
        codes = request.POST.getlist("columns")
        keeping.choose_columns(actor=actor, codes=codes, now=clock.now())
        return redirect_with_toast(request, queue_url(request), _("Columns changed"))
    chosen = columns_of(actor)
    others = [code for code in COLUMNS if code not in chosen]
    context = {
        "columns": [(code, COLUMNS[code], code in chosen) for code in [*chosen, *others]],
        "back": queue_url(request),
    }
    return render_page(
        request, "tickets/queue/keep/columns.html", context, fragment="tickets/queue/keep/_columns_dialog.html"
    )


@allow("GET", "POST")
def views(request: HttpRequest) -> HttpResponse:
    """Show the saved views with what may be done with them, or save the list as it is."""
    actor = staff_actor(request)
    if request.method != "POST":
        return _views_page(request, actor, urlencode(query_of(request).params()))
    name, query, desk = (request.POST.get(field, "") for field in ("name", "query", "desk"))
    try:
        desk_id = read_id(desk, "desk") if desk else None
        view = keeping.save_view(actor=actor, name=name, query=query, desk_id=desk_id, now=clock.now())
    except (Invalid, RuleBroken) as error:
        return _views_page(request, actor, query, problem=sentence_of(error), name=name, status=UNPROCESSABLE)
    to = reverse("tickets:queue") + (f"?{view.query}" if view.query else "")
    return redirect_with_toast(request, to, _("Saved as %(name)s") % {"name": view.name})


def _views_page(
    request: HttpRequest, actor: Actor, query: str, *, problem: Any = "", name: str = "", status: int = 200
) -> HttpResponse:
    base = reverse("tickets:queue")
    context = {
        "query": query,
        "saved": [
            {
                "view": view,
                "url": f"{base}?{view.query}",
                "may_change": can_change_view(actor, view),
            }
            for view in saved_views(actor)
        ],
        "desks": shareable_desks(actor),
        "problem": problem,
        "name": name,
        "back": queue_url(request),
    }
    fragment = "tickets/queue/keep/_views_dialog.html"
    return render_page(request, "tickets/queue/keep/views.html", context, fragment=fragment, status=status)


@post_only
def rename(request: HttpRequest, view_id: int) -> HttpResponse:
    """Give a saved view another name."""
    view = keeping.rename_view(
        actor=actor_in(request), view_id=view_id, name=request.POST.get("name", ""), now=clock.now()
    )
    return redirect_with_toast(request, queue_url(request), _("It is called %(name)s now") % {"name": view.name})


@post_only
def delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Delete a saved view; the message offers it back."""
    view = keeping.delete_view(actor=actor_in(request), view_id=view_id, now=clock.now())
    undo = Undo(reverse("tickets:restore_view", args=[view.pk]))
    said = _("%(name)s is deleted") % {"name": view.name}
    return redirect_with_toast(request, queue_url(request), said, undo=undo)


@post_only
def restore(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take the deletion of a saved view back."""
    view = keeping.restore_view(actor=actor_in(request), view_id=view_id, now=clock.now())
    return redirect_with_toast(request, queue_url(request), _("%(name)s is back") % {"name": view.name})
