"""Live calls: ending, transferring, logging, declaring that no ticket is needed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from firstline.contacts.events import (
    CallEnded,
    CallStarted,
    CallTransferred,
    ContactLogged,
    LogUndone,
)
from firstline.contacts.models import CallDraft, Channel, Contact, ContactLeg, Outcome
from firstline.contacts.policies import can_log
from firstline.contacts.selectors import get_draft
from firstline.contacts.services._parts import held_drafts_of, locked_contact, within_reason
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.kernel.permissions import Permission
from firstline.kernel.texts import clean_line
from firstline.ledger.services import record, use_case


@use_case
def end_call(*, actor: Actor, contact_id: int, now: datetime, ended_at: datetime | None = None) -> Contact:
    """Free the line. A call that has ended already stays as it is.

    *Needs* call.log. *Emits* CallEnded. *Raises* NotFound, Invalid (ended before it began).
    """
    contact = locked_contact(actor, contact_id)
    if contact.ended_at is not None:
        return contact
    moment = within_reason(ended_at or now, now)
    if moment < contact.started_at:
        raise Invalid("ended_before_start", field="ended_at")
    contact.ended_at = moment
    contact.save(update_fields=["ended_at"])
    record(CallEnded(desk_id=contact.desk_id, subject_id=contact.pk), actor=actor, at=moment)
    return contact


@use_case
def hand_over(*, actor: Actor, draft_id: UUID, to_user_id: int, to_extension: str, now: datetime) -> Contact:
    """Pass the call and its draft to a colleague at an extension; the colleague now owes the log (S-028).

    Whether the colleague is free is asked by ``tickets.services.transfer``, which knows the teams.
    *Needs* call.log. *Emits* CallTransferred. *Raises* NotFound, Conflict (``draft_submitted``, ``call_passed_on``).
    """
    CallDraft.objects.select_for_update().filter(pk=draft_id).first()  # of two presses the second one waits here
    draft = get_draft(actor, draft_id)
    contact = locked_contact(actor, draft.contact_id)
    ContactLeg.objects.create(
        contact=contact,
        from_user_id=actor.account_id,
        to_user_id=to_user_id,
        to_extension=to_extension,
        transferred_at=now,
    )
    contact.owner_id = to_user_id
    contact.outcome = Outcome.TRANSFERRED
    contact.save(update_fields=["owner_id", "outcome"])
    draft.owner_id, draft.handed_by_id = to_user_id, actor.user_id
    draft.save(update_fields=["owner_id", "handed_by_id"])
    fact = CallTransferred(
        desk_id=contact.desk_id,
        subject_id=contact.pk,
        from_user_id=actor.account_id or 0,
        to_user_id=to_user_id,
        to_extension=to_extension,
        draft_id=str(draft.pk),
    )
    record(fact, actor=actor, at=now)
    return contact


@dataclass(frozen=True)
class Told:
    """Who called and how, as the log tells it.

    ``began_at`` and ``answered_by_id`` are given only where they differ from what was recorded: a call logged after it
    ended, or for a colleague (S-028). ``ended_at`` None means: the call ends with its log.
    """

    person_id: int | None
    name_as_told: str
    channel: str = Channel.PHONE
    number: str = ""
    ended_at: datetime | None = None
    began_at: datetime | None = None
    answered_by_id: int | None = None


@use_case
def log_contact(*, actor: Actor, draft: CallDraft, outcome: str, told: Told, now: datetime) -> Contact:
    """Give the draft's contact its log and close the draft. The outcome is how it ended; a transfer stays as a leg.

    A second problem of the same call leaves the first log as it is.
    *Needs* call.log. *Emits* ContactLogged. *Raises* NotFound, NotAllowed, Invalid.
    """
    contact = locked_contact(actor, draft.contact_id)
    draft.submitted_at = now
    draft.save(update_fields=["submitted_at"])
    return contact if contact.logged_at is not None else _log(actor, contact, outcome, told, now)


@use_case
def log_unsaved_call(
    *, actor: Actor, draft_id: UUID, desk_id: int, started_at: datetime, outcome: str, told: Told, now: datetime
) -> CallDraft:
    """Log a call whose draft was never saved: the submit came before the first save, or a program sends the whole.

    Returns the draft, submitted, with its contact. ``started_at`` may lie up to seven days back (S-028), never ahead.
    *Needs* call.log at the desk. *Emits* CallStarted, ContactLogged. *Raises* NotFound, Invalid.
    """
    if not can_log(actor, desk_id):
        raise NotFound
    started_at = within_reason(started_at, now)
    contact = Contact(desk_id=desk_id, answered_by_id=actor.user_id, owner_id=actor.account_id, started_at=started_at)
    _tell(actor, contact, outcome, told, now)
    contact.save(force_insert=True)
    started = CallStarted(desk_id=desk_id, subject_id=contact.pk, channel=contact.channel)
    record(started, actor=actor, at=started_at)
    record(_logged(contact), actor=actor, at=now)
    return CallDraft.objects.create(
        pk=draft_id,
        desk_id=desk_id,
        owner_id=actor.account_id,
        contact=contact,
        revision=1,
        data={},
        created_at=now,
        saved_at=now,
        submitted_at=now,
    )


def _log(actor: Actor, contact: Contact, outcome: str, told: Told, now: datetime) -> Contact:
    _tell(actor, contact, outcome, told, now)
    contact.save()
    record(_logged(contact), actor=actor, at=now)
    return contact


def _tell(actor: Actor, contact: Contact, outcome: str, told: Told, now: datetime) -> None:
    """Set what the log tells, without writing it. *Raises* Invalid."""
    if told.channel not in Channel.values:
        raise Invalid("unknown_choice", field="channel")
    contact.person_id, contact.name_as_told = told.person_id, told.name_as_told
    contact.channel = told.channel
    contact.number = clean_line(told.number, "number", limit=40, required=False)
    if told.began_at is not None:
        contact.started_at = within_reason(told.began_at, now)
    if told.answered_by_id is not None:
        contact.answered_by_id = told.answered_by_id
    ended_at = told.ended_at or contact.ended_at
    if ended_at is not None and ended_at < contact.started_at:
        raise Invalid("ended_before_start", field="ended_time")
    if told.ended_at is not None or contact.ended_at is None:
        contact.ended_at = max(within_reason(told.ended_at or now, now), contact.started_at)
    contact.outcome = outcome
    contact.logged_by_id, contact.logged_at = actor.user_id, now


def _logged(contact: Contact) -> ContactLogged:
    return ContactLogged(
        desk_id=contact.desk_id,
        subject_id=contact.pk,
        outcome=contact.outcome,
        channel=contact.channel,
        person_id=contact.person_id,
    )


@use_case
def unlog_contact(
    *, actor: Actor, draft: CallDraft, new_draft_id: UUID, callback_ids: Collection[int], now: datetime
) -> CallDraft:
    """Take back a log: the contact waits for another, in a new draft with the same words.

    A contact with tickets of other drafts keeps its log. ``callback_ids`` were promised with this one and are not owed.
    *Needs* call.log. *Emits* LogUndone. *Raises* NotFound.
    """
    contact = locked_contact(actor, draft.contact_id)
    contact.callbacks.filter(pk__in=callback_ids, state="due").update(state="not_needed")
    others = contact.drafts.filter(submitted_at__isnull=False).exclude(pk=draft.pk)
    if not others.exists():
        old_outcome, contact.outcome = contact.outcome, Outcome.NONE
        contact.logged_at = contact.logged_by = None
        contact.save(update_fields=["outcome", "logged_at", "logged_by"])
        fact = LogUndone(desk_id=contact.desk_id, subject_id=contact.pk, old_outcome=old_outcome)
        record(fact, actor=actor, at=now)
    return CallDraft.objects.create(
        pk=new_draft_id,
        desk_id=draft.desk_id,
        owner_id=actor.account_id,
        contact=contact,
        revision=1,
        data=draft.data,
        created_at=now,
        saved_at=now,
    )


@use_case
def declare_no_ticket(*, actor: Actor, contact_id: int, reason: str, now: datetime) -> Contact:
    """Say that a call needs no ticket, and why (wrong number, hung up). Its drafts are closed with it.

    *Needs* call.log; the coordinator may do it for others. *Emits* ContactLogged.
    *Raises* NotFound, NotAllowed, Conflict (``already_logged``), Invalid (``required``).
    """
    words = clean_line(reason, "reason")
    drafts = held_drafts_of(contact_id)
    contact = locked_contact(actor, contact_id)
    if contact.logged_at is not None:
        raise Conflict("already_logged")
    others = not {contact.owner_id, contact.answered_by_id} & {actor.user_id}
    if others and not actor.may(Permission.TICKET_ASSIGN_OTHERS, contact.desk_id):
        raise NotAllowed
    contact.no_ticket_reason = words
    contact.save(update_fields=["no_ticket_reason"])
    CallDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).update(submitted_at=now)
    told = Told(contact.person_id, contact.name_as_told, contact.channel, contact.number)
    return _log(actor, contact, Outcome.NO_TICKET, told, now)


@use_case
def take_over_log(*, actor: Actor, contact_id: int, now: datetime) -> CallDraft:
    """Log a call in place of the colleague who answered it (S-028): its drafts, or a new one, become the actor's.

    A call with two problems has a draft of each; the first one is returned.
    *Needs* call.log, and to be its owner or a coordinator. *Emits* nothing: the log itself will say who logged it.
    *Raises* NotFound, NotAllowed, Conflict (``already_logged``).
    """
    drafts = held_drafts_of(contact_id)
    contact = locked_contact(actor, contact_id)
    if contact.logged_at is not None:
        raise Conflict("already_logged")
    if contact.owner_id != actor.user_id and not actor.may(Permission.TICKET_ASSIGN_OTHERS, contact.desk_id):
        raise NotAllowed
    contact.owner_id = actor.user_id
    contact.save(update_fields=["owner_id"])
    if not drafts:
        return CallDraft.objects.create(
            desk_id=contact.desk_id, owner_id=actor.account_id, contact=contact, created_at=now, saved_at=now
        )
    for draft in drafts:
        draft.owner_id = actor.account_id
        draft.save(update_fields=["owner_id"])
    return drafts[0]
