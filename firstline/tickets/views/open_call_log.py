"""The open call log (mock-up 02): own order, suggestion with its reasons, one call beside the list."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, NotFound
from firstline.kernel.permissions import Permission
from firstline.kit.views import (
    cheap_fragment,
    get_only,
    is_fragment,
    post_only,
    redirect_with_toast,
    render_page,
    staff_only,
)
from firstline.teams.selectors import staff_of
from firstline.tickets import forms
from firstline.tickets.models import OPEN_STATUSES, Ticket
from firstline.tickets.policies import visible_to
from firstline.tickets.selectors.call_log import ORDERS, CallLog, LogRow, call_log, gone_calls, what_happened
from firstline.tickets.selectors.likely import likely_answers
from firstline.tickets.selectors.ticket_page import possible_acts
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.need_to_know.views import PAGE_STAYS
from firstline.tickets.services.order import back_to_suggested, pin_ticket, unpin_ticket
from firstline.tickets.views.lists import and_list
from firstline.tickets.views.opened import BESIDE, note_opening

Context = dict[str, Any]
SHOWN_COUNT = 200


@get_only
def open_call_log(request: HttpRequest) -> HttpResponse:
    """Show one's own open calls, or another's to those who watch over them (``?person=``); a fragment is one call."""
    return render_page(request, "tickets/log/open_call_log.html", _context(request), fragment="tickets/log/_side.html")


def _version(request: HttpRequest) -> str:
    """Return what the list depends on, cheaply: the tickets' versions, the pins, and every five minutes the clocks."""
    actor, now = actor_in(request), clock.now()
    user_id = _person(request, actor)
    rows = visible_to(actor).filter(assignee_id=user_id, status__in=OPEN_STATUSES)
    versions = list(rows.order_by("id").values_list("id", "version", "order_pins__position"))
    return f"{user_id} {request.GET.urlencode()} {versions} {now.timestamp() // 300}"


@get_only
@cheap_fragment(_version)
def live(request: HttpRequest) -> HttpResponse:
    """Return the list alone; asked every ten seconds. ``shown``: what the page shows, to say where it went."""
    actor, sent = actor_in(request), request.GET.get("shown", "")
    shown_ids = [forms.read_id(one, "shown") for one in sent.split(",")[:SHOWN_COUNT]] if sent else []
    gone = gone_calls(actor, _person(request, actor), shown_ids)
    return render(request, "tickets/log/_rows.html", {**_context(request), "gone": gone})


def _context(request: HttpRequest) -> Context:
    actor, now = actor_in(request), clock.now()
    order = request.GET.get("order", "own")
    if order not in ORDERS:
        raise Invalid("unknown_choice", field="order")
    user_id = _person(request, actor)
    log = call_log(actor, user_id, now, order)
    selected = _selected(log, request.GET.get("sel", ""))
    is_own = user_id == actor.user_id
    return {
        "log": log,
        "order": order,
        "selected": selected,
        "now": now,
        "person_id": user_id,
        "is_own": is_own,
        "may_order": order == "own" and (is_own or bool(actor.desk_ids(Permission.TICKET_ASSIGN_OTHERS))),
        "colleagues": _colleagues(actor),
        "query": _query(request, "shown"),
        "back": _query(request, "shown", "sel", "from"),
        "list": f"{reverse('tickets:open_call_log')}?{_query(request, 'shown', 'sel', 'from')}",
        "numbers": [row.ticket.number for row in log.rows],
        **(_beside(actor, selected, now) if selected else {}),
    }


def _query(request: HttpRequest, *without: str) -> str:
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    return query.urlencode()


def _person(request: HttpRequest, actor: Actor) -> int:
    """Return whose log is asked for: one's own, or that of somebody at a desk whose orders one watches over."""
    if not actor.is_staff:
        raise NotAllowed("staff_only")
    asked = request.GET.get("person", "")
    user_id = forms.read_id(asked, "person") if asked else actor.account_id
    if user_id != actor.user_id and user_id not in dict(_colleagues(actor)):
        raise NotFound
    return user_id


def _selected(log: CallLog, number: str) -> LogRow | None:
    found = next((row for row in log.rows if row.ticket.number == number), None)
    return found or next(iter(log.rows), None)


def _beside(actor: Actor, row: LogRow, now: datetime) -> Context:
    note_opening(actor, row.ticket, BESIDE, now, within=PAGE_STAYS)
    answers = likely_answers(actor, row.ticket.nature_id, row.ticket.title, now, limit=1)
    return {"so_far": what_happened(row.ticket), "answers": answers, "may": possible_acts(actor, row.ticket)}


def _colleagues(actor: Actor) -> list[tuple[int, str]]:
    """Return whose logs the actor may look at, by name."""
    from_desks = [staff_of(actor, desk_id) for desk_id in actor.desk_ids(Permission.ORDER_READ_OTHERS)]
    return sorted({(member.user_id, member.name) for desk in from_desks for member in desk}, key=lambda item: item[1])


@post_only
def reorder(request: HttpRequest) -> HttpResponse:
    """Put one ticket at a place, by drag, key or menu: ``moved`` its id, ``place`` from 1, or "suggested"."""
    actor, now = actor_in(request), clock.now()
    user_id = _person(request, actor)
    ticket_id = forms.read_id(request.POST.get("moved", ""), "moved")
    place = request.POST.get("place", "")
    if place == "suggested":
        unpin_ticket(actor=actor, ticket_id=ticket_id, user_id=user_id, now=now)
    else:
        position = forms.read_id(place, "place") - 1
        pin_ticket(actor=actor, ticket_id=ticket_id, user_id=user_id, position=position, now=now)
    if is_fragment(request):
        return render(request, "tickets/log/_list.html", _context(request))
    return redirect(f"{reverse('tickets:open_call_log')}?{request.GET.urlencode()}")


@post_only
@staff_only
def suggested(request: HttpRequest) -> HttpResponse:
    """Go back to the suggested order."""
    count = back_to_suggested(actor=actor_in(request), now=clock.now())
    text = _("In the suggested order again") if count else _("It was in the suggested order already")
    return redirect_with_toast(request, reverse("tickets:open_call_log"), text)


@post_only
def call_back(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the work on a call by ringing back: the ticket is taken, its page says whom to ring, open at the note."""
    actor = actor_in(request)
    ticket: Ticket | None = visible_to(actor).filter(number=number).first()
    if ticket is None:
        raise NotFound
    take_ticket(actor=actor, ticket_id=ticket.pk, now=clock.now())
    return redirect(f"{reverse('tickets:ticket', args=[number])}?write=note&ring=1{and_list(request)}")
