"""Callbacks: what is owed, by its time; reached, no answer and when again, not needed; promising one from a ticket."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.kit.views import allow, cheap_fragment, get_only, post_only, redirect_with_toast
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_work
from firstline.tickets.selectors.callbacks import SECTIONS, callback_of, callbacks_owed, callbacks_version
from firstline.tickets.selectors.queue.lists import assigns_others, reads_tickets
from firstline.tickets.selectors.ticket_page import get_ticket
from firstline.tickets.services.promised import callbacks as services
from firstline.tickets.services.undo import act_undoably
from firstline.tickets.views import act_forms, act_steps
from firstline.tickets.views.memory import undo_of
from firstline.tickets.views.moments import read_promised_time
from firstline.tickets.views.ticket_dialogs import Dialog, show_dialog

Context = dict[str, Any]


@get_only
def callbacks(request: HttpRequest) -> HttpResponse:
    """Show what is owed: to coordinators the whole desk's, to others their own; ``?whose=`` mine or all."""
    return render(request, "tickets/callbacks/callbacks.html", _context(request))


def _version(request: HttpRequest) -> str:
    actor = actor_in(request)
    version = callbacks_version(actor, clock.now(), only_mine=_only_mine(request))
    return f"{actor.user_id} {request.GET.urlencode()} {version}"


@get_only
@cheap_fragment(_version)
def live(request: HttpRequest) -> HttpResponse:
    """Return the list alone."""
    return render(request, "tickets/callbacks/_list.html", _context(request))


def _context(request: HttpRequest) -> Context:
    actor, now, only_mine = actor_in(request), clock.now(), _only_mine(request)
    owed = callbacks_owed(actor, now, only_mine=only_mine)
    sections = [(code, [one for one in owed if one.section == code]) for code in SECTIONS]
    return {
        "sections": [(code, rows) for code, rows in sections if rows],
        "count": len(owed),
        "late_count": sum(one.section == "late" for one in owed),
        "only_mine": only_mine,
        "workable": {one.ticket.pk for one in owed if can_work(actor, one.ticket)},
        "now": now,
    }


def _only_mine(request: HttpRequest) -> bool:
    actor = actor_in(request)
    if not reads_tickets(actor):
        raise NotAllowed("staff_only")
    whose = request.GET.get("whose", "")
    return whose == "mine" or (whose != "all" and not assigns_others(actor))


@post_only
def reached(request: HttpRequest, number: str, callback_id: int) -> HttpResponse:
    """Note that the requester was reached, and go to the ticket to write what was said."""
    actor, now = actor_in(request), clock.now()
    ticket = get_ticket(actor, number)
    callback = callback_of(actor, ticket, callback_id)
    memory = act_undoably(
        actor=actor,
        ticket_id=ticket.pk,
        act=lambda at: services.callback_reached(actor=actor, ticket_id=ticket.pk, callback_id=callback.pk, now=at),
        now=now,
    )
    address = reverse("tickets:ticket", kwargs={"number": number}) + "?write=note"
    said = _("Reached. Write down what was said")
    return redirect_with_toast(request, address, said, undo=undo_of(ticket, memory, ""))


@allow("GET", "POST")
def no_answer(request: HttpRequest, number: str, callback_id: int) -> HttpResponse:
    """Ask when to try again, and note that nobody answered."""

    def run(step: act_steps.Step) -> Ticket:
        again_at = read_promised_time(
            step.data["callback_at"], "callback_at", step.ticket.desk.calendar.time_zone, step.now
        )
        return services.callback_not_answered(**step.common, callback_id=callback_id, again_at=again_at)

    dialog = Dialog(
        name="no_answer",
        act=None,
        may=_works_and_has(callback_id),
        title=lambda _ticket: _("Nobody answered"),
        button=lambda: _("Try again then"),
        make=lambda _actor, _ticket, _now, sent: act_forms.TryAgainForm(sent),
        run=run,
        done=lambda ticket: _("#%(number)s will be tried again") % {"number": ticket.number},
        can_undo=True,
    )
    return show_dialog(request, number, dialog)


@allow("GET", "POST")
def not_needed(request: HttpRequest, number: str, callback_id: int) -> HttpResponse:
    """Ask whether nobody has to ring any more, and note it."""
    dialog = Dialog(
        name="not_needed",
        act=None,
        may=_works_and_has(callback_id),
        title=lambda ticket: _("No callback needed for #%(number)s?") % {"number": ticket.number},
        button=lambda: _("It is not needed"),
        make=lambda _actor, _ticket, _now, sent: act_forms.ActForm(sent),
        run=lambda step: services.callback_not_needed(**step.common, callback_id=callback_id),
        done=lambda ticket: _("Nobody has to ring for #%(number)s") % {"number": ticket.number},
        can_undo=True,
    )
    return show_dialog(request, number, dialog)


def _works_and_has(callback_id: int) -> Callable[[Actor, Ticket], bool]:
    """Return the question whether the actor works the ticket. It raises NotFound for a callback of another ticket."""

    def may(actor: Actor, ticket: Ticket) -> bool:
        callback_of(actor, ticket, callback_id)
        return can_work(actor, ticket)

    return may


def _promise(step: act_steps.Step) -> Any:
    zone = step.ticket.desk.calendar.time_zone
    promised_at = read_promised_time(step.data["callback_at"], "callback_at", zone, step.now)
    return services.promise_on_ticket(**step.common, promised_at=promised_at, number=step.data["callback_number"])


def _promise_form(_actor: Any, ticket: Ticket, _now: Any, sent: Any) -> act_forms.ActForm:
    number = ticket.requester.extension if ticket.requester else ""
    last = ticket.contacts.order_by("-id").values_list("number", flat=True).first()
    return act_forms.PromiseForm(sent, initial={"callback_number": number or last or ""})


PROMISE = Dialog(
    name="promise_callback",
    act=None,
    may=can_work,
    title=lambda _ticket: _("Promise a callback"),
    button=lambda: _("Promise"),
    make=_promise_form,
    run=_promise,
    done=lambda ticket: _("A callback is promised for #%(number)s") % {"number": ticket.number},
)


@allow("GET", "POST")
def promise(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for time and number, and promise to ring back."""
    return show_dialog(request, number, PROMISE)
