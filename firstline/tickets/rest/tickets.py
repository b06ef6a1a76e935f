"""Listing, reading and logging tickets."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from ninja import Query, Router

from firstline.catalog.selectors import catch_all_nature_id, natures_of
from firstline.contacts.selectors import contact_by_public_id
from firstline.contacts.services.calls import take_over_log
from firstline.desks.models import Desk
from firstline.desks.selectors import desk_by_code
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.kernel.permissions import Scope
from firstline.kernel.texts import LINE_LIMIT
from firstline.kit.rest import Asked, act, cursor_of, page_of, read
from firstline.kit.rest.operations import now_of
from firstline.kit.rest.paging import key_of
from firstline.people.selectors.cards import get_person
from firstline.tickets.models import CHOSEN_BY_HAND, Ticket
from firstline.tickets.rest.shown import line_of, whole
from firstline.tickets.schemas import LoggedOut, NewTicket, TicketFilters, TicketOut, Tickets
from firstline.tickets.selectors.lines import Wanted, changed_ticket, messages_of, ticket_by_public_id, ticket_lines
from firstline.tickets.services import intake
from firstline.tickets.services.intake import Call, Logged, Problem
from firstline.tickets.services.need_to_know.views import note_view
from firstline.triage.selectors import suggest_nature

router = Router()
CREATED = 201
NOBODY = 0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
Sent = NewTicket
Finish = Callable[[Actor, Call, Problem, NewTicket, datetime], Logged]


@read(router, "/tickets", scope=Scope.TICKETS_READ, answers=Tickets)
def list_tickets(request: Asked, filters: Query[TicketFilters]) -> Tickets:
    """List the tickets of the desks where the person reads tickets, the newest first.

    With `updated_since` in the order of change, the oldest first: ask again from the last `updated_at`, with a minute
    of overlap, to follow what happens.
    """
    actor, wanted = request.auth, _wanted(request.auth, filters)
    following = wanted.updated_since is not None
    key = key_of(filters.cursor, *((int, int) if following else (int,)))
    rows = ticket_lines(
        actor,
        wanted,
        limit=filters.limit + 1,
        before_id=key[0] if key and not following else None,
        after=(_moment(key[0]), key[1]) if key and following else None,
    )
    shown, after = page_of(rows, filters.limit, _by_change if following else lambda row: cursor_of(row.pk))
    return Tickets(items=[line_of(row) for row in shown], next=after)


@read(router, "/tickets/{uuid:ticket}", scope=Scope.TICKETS_READ, answers=TicketOut)
def read_ticket(request: Asked, ticket: UUID) -> TicketOut:
    """Read one ticket with its conversation, notes for staff too."""
    found = ticket_by_public_id(request.auth, ticket)
    if found.is_need_to_know:
        note_view(actor=request.auth, ticket=found, how="api", now=now_of(request))
    return whole(found, messages_of(request.auth, found))


@act(router, "/tickets", scope=Scope.TICKETS_WRITE, answers=LoggedOut, status=CREATED)
def create_ticket(request: Asked, log: NewTicket) -> LoggedOut:
    """Log a call as a ticket, with what becomes of it: left in the queue, solved, forwarded, assigned, referred.

    A `callback` is promised at a time and stays in the queue.
    """
    actor, now = request.auth, now_of(request)
    desk = desk_by_code(actor, log.desk)
    call, problem = _call(actor, desk.pk, log, now), _problem(desk, log)
    logged = OUTCOMES[log.outcome](actor, call, problem, log, now)
    return LoggedOut(ticket=line_of(changed_ticket(actor, logged.ticket)), contact=logged.contact.public_id)


def _wanted(actor: Actor, filters: TicketFilters) -> Wanted:
    words = {"": None, "me": actor.account_id, "none": NOBODY}
    return Wanted(
        desk_id=desk_by_code(actor, filters.desk).pk if filters.desk else None,
        statuses=tuple(filters.status),
        assignee_id=words[filters.assignee] if filters.assignee in words else int(filters.assignee),
        group_id=filters.group,
        nature=filters.nature,
        severities=tuple(filters.severity),
        requester_id=filters.requester,
        number=filters.number,
        updated_since=filters.updated_since,
    )


def _by_change(row: Ticket) -> str:
    return cursor_of((row.updated_at - EPOCH) // MICROSECOND, row.pk)


def _moment(microseconds: int) -> datetime:
    try:
        return EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        raise Invalid("unknown_cursor", field="cursor") from None


def _call(actor: Actor, desk_id: int, log: Sent, now: datetime) -> Call:
    """Return the call as the intake takes it; for one on record its draft, which the log closes."""
    key, started_at = uuid4(), log.started_at or now
    if log.contact is not None:
        contact = contact_by_public_id(actor, log.contact)
        key = take_over_log(actor=actor, contact_id=contact.pk, now=now).pk
        started_at = contact.started_at
    return Call(
        key=key,
        desk_id=desk_id,
        started_at=started_at,
        ended_at=log.ended_at,
        person_id=log.caller.person_id,
        name_as_told="" if log.caller.person_id else log.caller.name,
        number=log.caller.number,
        channel=log.channel,
        is_unsaved=log.contact is None,
    )


def _problem(desk: Desk, log: Sent) -> Problem:
    nature_id, reason = _nature(desk, log)
    return Problem(
        text=log.problem,
        nature_id=nature_id,
        nature_reason=reason,
        tried=log.tried,
        answers={_question_id(question): answer for question, answer in log.answers.items()},
        modifier_codes=tuple(log.modifiers),
        severity=log.severity or "",
        severity_reason=log.severity_reason,
        identity_method=log.identity.method if log.identity else "",
        identity_verified=log.identity.verified if log.identity else None,
    )


def _nature(desk: Desk, log: Sent) -> tuple[int, str]:
    """Return the nature that was sent, else what the words speak for, else the catch-all, and why that one."""
    if log.nature:
        sent = next((nature.pk for nature in natures_of(desk) if nature.code == log.nature), None)
        if sent is None:
            raise Invalid("unknown_choice", field="nature")
        return sent, CHOSEN_BY_HAND
    suggested = suggest_nature(desk, log.problem)
    if suggested is None:
        return catch_all_nature_id(desk), ""
    return suggested.nature_id, ", ".join(suggested.matched_words)[:LINE_LIMIT]


def _question_id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(2**62))):
        raise Invalid("unknown_choice", field="answers")
    return int(text)


def _solved(actor: Actor, call: Call, problem: Problem, log: Sent, now: datetime) -> Logged:
    return intake.log_and_resolve(actor=actor, call=call, problem=problem, minutes=log.minutes, now=now)


def _queue(actor: Actor, call: Call, problem: Problem, _log: Sent, now: datetime) -> Logged:
    return intake.log_and_queue(actor=actor, call=call, problem=problem, now=now)


def _forward(actor: Actor, call: Call, problem: Problem, log: Sent, now: datetime) -> Logged:
    return intake.log_and_forward(actor=actor, call=call, problem=problem, tried=log.tried, now=now)


def _assign(actor: Actor, call: Call, problem: Problem, log: Sent, now: datetime) -> Logged:
    if log.assignee is None:
        raise Invalid("required", field="assignee")
    return intake.log_and_assign(actor=actor, call=call, problem=problem, user_id=log.assignee, now=now)


def _callback(actor: Actor, call: Call, problem: Problem, log: Sent, now: datetime) -> Logged:
    if log.callback_at is None:
        raise Invalid("required", field="callback_at")
    known = get_person(actor, call.person_id).extension if call.person_id and not call.number else ""
    return intake.log_and_promise_callback(
        actor=actor,
        call=call,
        problem=problem,
        promised_at=log.callback_at,
        number=log.callback_number or call.number or known,
        now=now,
    )


def _refer(actor: Actor, call: Call, problem: Problem, log: Sent, now: datetime) -> Logged:
    return intake.log_and_refer(actor=actor, call=call, problem=problem, refer_to=log.refer_to, now=now)


OUTCOMES: dict[str, Finish] = {
    "queue": _queue,
    "solved": _solved,
    "forward": _forward,
    "assign": _assign,
    "callback": _callback,
    "refer": _refer,
}
