"""The ticket beside the list: what one needs to decide what becomes of it."""

from django.http import HttpRequest, HttpResponse

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kit.views import get_only, render_page
from firstline.tickets.selectors import lines, ticket_page
from firstline.tickets.views.opened import BESIDE, open_ticket

SHOWN = 3


@get_only
def beside(request: HttpRequest, number: str) -> HttpResponse:
    """Show a ticket's head and its newest words."""
    actor, now = actor_in(request), clock.now()
    ticket = open_ticket(actor, number, now, how=BESIDE)
    messages = lines.messages_of(actor, ticket)
    context = {
        "ticket": ticket,
        "now": now,
        "first": messages[0] if messages else None,
        "newest": messages[1:][-SHOWN:],
        "promises": [p for p in ticket_page.promises_of(ticket, now) if p.met_at is None and p.due_at],
        "requester": ticket_page.requester_of(actor, ticket),
        "status_code": f"waiting_{ticket.waiting_on}" if ticket.status == "waiting" else ticket.status,
    }
    return render_page(request, "tickets/queue/beside.html", context, fragment="tickets/queue/_beside.html")
