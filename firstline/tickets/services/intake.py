"""From a call to a ticket: one screen, one request, one transaction. ``log_and_resolve`` is the exemplar of a use case.

Each function logs the contact and opens the ticket; they differ in what becomes of it. The draft's id is the
idempotency key: the same submit twice makes one ticket.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from firstline.contacts.models import CallDraft, Channel, Contact, Outcome
from firstline.contacts.policies import can_log
from firstline.contacts.services.callbacks import promise_callback
from firstline.contacts.services.calls import Told, log_contact, log_unsaved_call
from firstline.contacts.services.drafts import lock_draft_to_log
from firstline.desks.selectors import get_desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotFound
from firstline.kernel.texts import clean_line
from firstline.ledger.services import use_case
from firstline.people.selectors.cards import get_person
from firstline.teams.selectors import can_work_at
from firstline.tickets.models import SubmittedDraft, Ticket, TicketCallback
from firstline.tickets.rules.resolution_codes import ON_THE_CALL, REFERRED
from firstline.tickets.services._ending import Ending
from firstline.tickets.services._opening import Caller, Problem, open_ticket
from firstline.tickets.services.assignment import assign_ticket, forward_up

__all__ = [
    "Call",
    "Logged",
    "Problem",
    "log_and_assign",
    "log_and_forward",
    "log_and_promise_callback",
    "log_and_queue",
    "log_and_refer",
    "log_and_resolve",
]


@dataclass(frozen=True)
class Call:
    """The call as the form tells it. ``key`` is the draft's id. ``ended_at`` None means: ends with the log.

    ``began_at`` and ``answered_by_id`` correct what was recorded, for a call logged afterwards or for a colleague.
    ``is_unsaved``: the key was made for this log, so no draft of it can be there.
    """

    key: UUID
    desk_id: int
    started_at: datetime
    person_id: int | None = None
    name_as_told: str = ""
    number: str = ""
    channel: str = Channel.PHONE
    ended_at: datetime | None = None
    began_at: datetime | None = None
    answered_by_id: int | None = None
    is_unsaved: bool = False


@dataclass(frozen=True)
class Logged:
    """What a submit made. ``is_repeat`` means that an earlier submit with the same key had made it already."""

    ticket: Ticket
    contact: Contact
    is_repeat: bool = False


@use_case
def log_and_resolve(*, actor: Actor, call: Call, problem: Problem, minutes: int | None, now: datetime) -> Logged:
    """Log a call that was solved while talking: the ticket is opened, resolved and closed in one transaction.

    *Needs* call.log and ticket.work at the desk. *Emits* ContactLogged, TicketOpened, TicketTriaged, TicketResolved,
    TicketClosed. *Raises* NotFound, Invalid, RuleBroken (``identity_not_verified``), Conflict.
    """
    return _open(actor, call, problem, Outcome.SOLVED, now, solved=(ON_THE_CALL, problem.tried, minutes))


@use_case
def log_and_queue(*, actor: Actor, call: Call, problem: Problem, now: datetime) -> Logged:
    """Log a call and leave the ticket in the queue of its nature's first group.

    *Needs* call.log. *Emits* ContactLogged, TicketOpened, TicketTriaged. *Raises* NotFound, Invalid, Conflict.
    """
    return _open(actor, call, problem, Outcome.QUEUED, now)


@use_case
def log_and_forward(*, actor: Actor, call: Call, problem: Problem, tried: str, now: datetime) -> Logged:
    """Log a call and forward the ticket to the next level that covers its nature; what was tried goes along.

    *Needs* call.log and ticket.work. *Emits* ContactLogged, TicketOpened, TicketTriaged, TicketForwarded or
    TicketEscalated. *Raises* NotFound, Invalid (``tried`` empty), Conflict.
    """
    opened = _open(actor, call, problem, Outcome.FORWARDED, now, also=("up", tried))
    if opened.is_repeat:
        return opened
    ticket = forward_up(actor=actor, ticket_id=opened.ticket.pk, tried=tried, now=now)
    return Logged(ticket, opened.contact)


@use_case
def log_and_assign(*, actor: Actor, call: Call, problem: Problem, user_id: int, now: datetime) -> Logged:
    """Log a call and give the ticket to a person by the nature of the call (5.2.9).

    *Needs* call.log, and ticket.assign_others unless it is oneself. *Emits* ContactLogged, TicketOpened,
    TicketTriaged, TicketAssigned. *Raises* NotFound, NotAllowed, Invalid, Conflict.
    """
    opened = _open(actor, call, problem, Outcome.FORWARDED, now, also=("to", user_id))
    if opened.is_repeat:
        return opened
    ticket = assign_ticket(actor=actor, ticket_id=opened.ticket.pk, user_id=user_id, now=now)
    return Logged(ticket, opened.contact)


@use_case
def log_and_promise_callback(
    *, actor: Actor, call: Call, problem: Problem, promised_at: datetime, number: str, now: datetime
) -> Logged:
    """Log a call and promise to ring back at a time; the ticket waits in the queue of its nature.

    *Needs* call.log. *Emits* ContactLogged, TicketOpened, TicketTriaged, CallbackPromised.
    *Raises* NotFound, Invalid, Conflict.
    """
    opened = _open(actor, call, problem, Outcome.CALLBACK, now)
    if opened.is_repeat:
        return opened
    callback = promise_callback(
        actor=actor,
        contact=opened.contact,
        person=opened.ticket.requester,
        number=number,
        promised_at=promised_at,
        reason=opened.ticket.title,
        for_user_id=None,
        now=now,
    )
    TicketCallback.objects.create(callback=callback, ticket=opened.ticket)
    return opened


@use_case
def log_and_refer(*, actor: Actor, call: Call, problem: Problem, refer_to: str, now: datetime) -> Logged:
    """Log a call that belongs elsewhere (S-037): the referral is a closed ticket, so that volumes stay true.

    *Needs* call.log and ticket.work. *Emits* ContactLogged, TicketOpened, TicketTriaged, TicketResolved,
    TicketClosed. *Raises* NotFound, Invalid (``refer_to`` empty), Conflict.
    """
    whom = clean_line(refer_to, "refer_to")
    return _open(actor, call, problem, Outcome.REFERRED, now, also=(whom,), solved=(REFERRED, whom, None))


def _open(
    actor: Actor,
    call: Call,
    problem: Problem,
    outcome: Outcome,
    now: datetime,
    also: tuple[str | int, ...] = (),
    solved: tuple[str, str, int | None] | None = None,
) -> Logged:
    """Lock the draft, answer a repeat with what stands, else log the contact and open the ticket.

    ``also`` is what else was decided with the outcome: a repeat says the same. ``solved`` ends the ticket with the
    call: a resolution code, what helped, and the minutes, None for as long as the call took.
    """
    if not can_log(actor, call.desk_id):
        raise NotFound
    desk = get_desk(actor, call.desk_id)
    draft = None if call.is_unsaved else lock_draft_to_log(actor=actor, draft_id=call.key, desk_id=desk.pk)
    digest = _digest(call, problem, outcome, also)
    is_waiting = draft is not None and draft.submitted_at is None
    if not (call.is_unsaved or is_waiting):  # a draft is deleted in time, what was made of it is remembered
        earlier = SubmittedDraft.objects.select_related("ticket", "contact").filter(pk=call.key).first()
        if earlier is not None:
            return _repeat(actor, earlier, digest)
    caller = _caller(actor, call)
    if call.answered_by_id is not None and not can_work_at(call.answered_by_id, desk.pk):
        raise Invalid("unknown_choice", field="answered_by")
    told = Told(
        person_id=call.person_id,
        name_as_told=caller.name_as_told,
        channel=call.channel,
        number=call.number,
        ended_at=call.ended_at,
        began_at=call.began_at,
        answered_by_id=call.answered_by_id,
    )
    draft, contact = _log(actor, draft, call, outcome, told, now)
    ending = _ending(solved, contact, now)
    ticket = open_ticket(
        actor=actor, desk=desk, contact=contact, caller=caller, problem=problem, ending=ending, now=now
    )
    SubmittedDraft.objects.create(
        key=call.key,
        draft=draft,
        actor_id=actor.account_id,
        body_digest=digest,
        contact=contact,
        ticket=ticket,
        created_at=now,
    )
    return Logged(ticket, contact)


def _log(
    actor: Actor, draft: CallDraft | None, call: Call, outcome: Outcome, told: Told, now: datetime
) -> tuple[CallDraft, Contact]:
    if draft is not None:
        return draft, log_contact(actor=actor, draft=draft, outcome=outcome, told=told, now=now)
    draft = log_unsaved_call(
        actor=actor,
        draft_id=call.key,
        desk_id=call.desk_id,
        started_at=call.started_at,
        outcome=outcome,
        told=told,
        now=now,
    )
    return draft, draft.contact


def _digest(call: Call, problem: Problem, outcome: Outcome, also: tuple[str | int, ...]) -> str:
    """Return what two submits of one call have in common; when it began is known from its draft.

    The time of a callback is left out: "in 20 minutes" is another moment when the same form comes again.
    """
    told = replace(call, started_at=datetime.min)  # noqa: DTZ901 - stands for "whatever was sent"
    return hashlib.sha256(repr((told, problem, outcome, also)).encode()).hexdigest()


def _repeat(actor: Actor, earlier: SubmittedDraft, digest: str) -> Logged:
    if earlier.actor_id != actor.account_id:
        raise NotFound
    if earlier.body_digest != digest or earlier.ticket is None:
        raise Invalid("key_reused", number=earlier.ticket.number if earlier.ticket else "")
    return Logged(earlier.ticket, earlier.contact, is_repeat=True)


def _caller(actor: Actor, call: Call) -> Caller:
    if call.person_id is None:
        return Caller(None, clean_line(call.name_as_told, "caller"))
    return Caller(get_person(actor, call.person_id))


def _ending(solved: tuple[str, str, int | None] | None, contact: Contact, now: datetime) -> Ending | None:
    if solved is None:
        return None
    code, note, minutes = solved
    return Ending(code, note, _minutes(contact, now) if minutes is None else minutes)


def _minutes(contact: Contact, now: datetime) -> int:
    """Return the minutes worked of a call: from its start to its end, at least one."""
    return max(1, round(((contact.ended_at or now) - contact.started_at).total_seconds() / 60))
