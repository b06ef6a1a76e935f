"""The requester's pages: the own requests, one of them, and how to reach the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from firstline.front import selectors
from firstline.front.rules.hours import OpenDays
from firstline.front.views.help_files import file_lines
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.tickets.models import OPEN_STATUSES, Status, Ticket
from firstline.tickets.policies import public_messages
from firstline.tickets.rules.lifecycle import ReplyOutcome, reply_outcome
from firstline.tickets.rules.lifecycle import Status as LifeStatus
from firstline.tickets.selectors.files import with_files
from firstline.tickets.selectors.ticket_page import drafts_of
from firstline.tickets.services.composer import ANSWER


@dataclass(frozen=True)
class RequestLine:
    """One request as its requester sees it."""

    number: str
    title: str
    status: str
    status_word: str
    progress: str
    opened_at: datetime
    promised_at: datetime | None
    is_late: bool


@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """Show the own requests, open and recent, and the desk's number and hours."""
    actor, now = actor_in(request), clock.now()
    context = {
        "now": now,
        "open_requests": [_line(ticket, now) for ticket in selectors.open_requests(actor)],
        "recent_requests": [_line(ticket, now) for ticket in selectors.recent_requests(actor, now)],
        "desks": _desks(request),
    }
    return render(request, "front/help.html", context)


@require_safe
def help_request(request: HttpRequest, number: str) -> HttpResponse:
    """Show the public part of one own request."""
    return request_page(request, number)


def request_page(
    request: HttpRequest, number: str, *, typed: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of one own request, with what was typed and why it was not sent."""
    actor, now = actor_in(request), clock.now()
    ticket = selectors.own_request(actor, number)
    shown = list(with_files(public_messages(ticket)))
    outcome = reply_outcome(LifeStatus(ticket.status), ticket.closed_at or ticket.resolved_at, now)
    context = {
        "now": now,
        "line": _line(ticket, now),
        "person_in_charge": ticket.assignee,
        "messages_shown": [{"message": message, "files": file_lines(message, number)} for message in shown],
        "last_message_id": shown[-1].pk if shown else 0,
        "may_answer": outcome is not ReplyOutcome.OPENS_LINKED_TICKET,
        "is_reopening": outcome is ReplyOutcome.REOPENS,
        "typed": typed,
        "draft": drafts_of(actor, ticket).get(ANSWER),
        "desk": ticket.desk,
        "problem": problem,
        "desks": [desk for desk in _desks(request) if desk["name"] == ticket.desk.name],
    }
    return render(request, "front/request.html", context, status=status)


def _line(ticket: Ticket, now: datetime) -> RequestLine:
    is_open = ticket.status in OPEN_STATUSES
    return RequestLine(
        number=ticket.number,
        title=ticket.title,
        status=_status(ticket),
        status_word=_("Waiting for you") if _status(ticket) == "waiting_requester" else "",
        progress=_progress(ticket),
        opened_at=ticket.opened_at,
        promised_at=ticket.due_at if is_open else None,
        is_late=bool(is_open and ticket.due_at and ticket.due_at < now and ticket.status != Status.WAITING),
    )


def _status(ticket: Ticket) -> str:
    is_waiting_on = ticket.status == Status.WAITING and ticket.waiting_on
    return f"waiting_{ticket.waiting_on}" if is_waiting_on else ticket.status


def _progress(ticket: Ticket) -> str:
    if ticket.status == Status.WAITING:
        return {
            "requester": _("We wait for an answer from you. Write it below, or call us"),
            "vendor": _("We wait for another company and will go on as soon as it answers"),
            "parts": _("We wait for a part and will go on as soon as it is here"),
        }.get(ticket.waiting_on, _("We wait and will go on as soon as we can"))
    name = str(ticket.assignee) if ticket.assignee else ""
    working = _("%(name)s works on it") % {"name": name} if name else _("We work on it")
    return {
        Status.NEW: _("%(name)s will take care of it") % {"name": name}
        if name
        else _("We have it and will start soon"),
        Status.IN_PROGRESS: working,
        Status.SCHEDULED: _("A visit is booked"),
        Status.RESOLVED: _("Solved. If it is not, tell us and we take it up again"),
    }.get(Status(ticket.status), _("Closed"))


def _desks(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"name": desk.name, "extension": desk.extension, "hours": _hours(desk)}
        for desk in selectors.desks_to_ring(actor_in(request))
    ]


def _hours(desk: selectors.DeskHours) -> str:
    if desk.is_always_open:
        return _("Day and night, every day")
    return "; ".join(_days_text(days) for days in desk.days)


def _days_text(days: OpenDays) -> str:
    hours = ", ".join(
        _("%(start)s to %(end)s") % {"start": _clock_text(start), "end": _clock_text(end)} for start, end in days.hours
    )
    first, last = str(WEEKDAYS[days.first]), str(WEEKDAYS[days.last])
    if days.first == days.last:
        return _("%(day)s %(hours)s") % {"day": first, "hours": hours}
    return _("%(first)s to %(last)s, %(hours)s") % {"first": first, "last": last, "hours": hours}


def _clock_text(at: Any) -> str:
    return f"{at.hour}:{at.minute:02d}"
