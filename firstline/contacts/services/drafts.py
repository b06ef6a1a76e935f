"""Call drafts: every keystroke kept. Saving a draft records no fact; starting the call it belongs to does."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from firstline.contacts.events import CallStarted
from firstline.contacts.models import CallDraft, Channel, Contact, DraftRevision
from firstline.contacts.policies import can_log, had_before
from firstline.contacts.services._parts import held_draft, within_reason
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.kernel.texts import clean_line
from firstline.ledger.services import record, use_case
from firstline.people.policies import visible_to

MAX_DRAFT_CHARACTERS = 200_000


@use_case
def save_draft(
    *,
    actor: Actor,
    draft_id: UUID,
    desk_id: int,
    known_revision: int,
    data: dict[str, Any],
    started_at: datetime,
    now: datetime,
) -> CallDraft:
    """Keep the state of a call form; the first save starts the call. Its revision rises by one with every save.

    ``known_revision`` is the newest that the page knows. When another page has saved since, nothing is written and the
    error carries what stands, so that the page can merge. *Needs* call.log at the desk.
    *Emits* CallStarted with the first save, else nothing. *Raises* NotFound (another person's draft), Invalid,
    Conflict (``draft_submitted``, ``draft_passed_on`` to whoever had the call before, ``changed_elsewhere`` with
    ``revision`` and ``data``).
    """
    if not can_log(actor, desk_id):
        raise NotFound
    if sum(len(str(value)) for value in data.values()) > MAX_DRAFT_CHARACTERS:
        raise Invalid("too_long", field="problem", limit=MAX_DRAFT_CHARACTERS)
    draft = held_draft(draft_id)
    if draft is None:
        draft = _first_draft(actor, draft_id, desk_id, data, started_at, now)
        _note_caller(actor, draft.contact, data)
        return draft
    _check_draft(actor, draft, desk_id)
    if known_revision < draft.revision and data != draft.data:
        raise Conflict("changed_elsewhere", revision=draft.revision, data=draft.data)
    if data != draft.data:
        _note_caller(actor, draft.contact, data)
        DraftRevision.objects.create(draft=draft, revision=draft.revision, data=draft.data, saved_at=draft.saved_at)
        draft.revision, draft.data, draft.saved_at = draft.revision + 1, data, now
        draft.save(update_fields=["revision", "data", "saved_at"])
    return draft


def _first_draft(
    actor: Actor, draft_id: UUID, desk_id: int, data: dict[str, Any], started_at: datetime, now: datetime
) -> CallDraft:
    contact = start_call(actor=actor, desk_id=desk_id, started_at=started_at, now=now)
    return CallDraft.objects.create(
        pk=draft_id,
        desk_id=desk_id,
        owner_id=actor.account_id,
        contact=contact,
        revision=1,
        data=data,
        created_at=now,
        saved_at=now,
    )


def _note_caller(actor: Actor, contact: Contact, data: dict[str, Any]) -> None:
    """Put the caller on the contact as soon as known, so that a call without a log still says who rang."""
    person_id, told = data.get("person_id"), str(data.get("name_as_told", ""))[:200]
    if contact.logged_at is not None or (contact.person_id, contact.name_as_told) == (person_id, told):
        return
    if person_id is not None and not visible_to(actor).filter(pk=person_id).exists():
        return  # a draft may hold anything; the log refuses what the actor may not know of
    contact.person_id, contact.name_as_told = person_id, told
    contact.save(update_fields=["person_id", "name_as_told"])


def _check_owner(actor: Actor, draft: CallDraft, desk_id: int) -> None:
    """Let the owner go on. Whoever had the call before is told who has it: their page may still have words."""
    if draft.desk_id != desk_id:
        raise NotFound
    if draft.owner_id != actor.user_id:
        if had_before(actor, draft):
            raise Conflict("draft_passed_on", name=draft.owner.person.name)
        raise NotFound


def _check_draft(actor: Actor, draft: CallDraft, desk_id: int) -> None:
    _check_owner(actor, draft, desk_id)
    if draft.submitted_at is not None:
        raise Conflict("draft_submitted")


def lock_draft_to_log(*, actor: Actor, draft_id: UUID, desk_id: int) -> CallDraft | None:
    """Return the actor's draft, locked for its log, also when it is submitted already; None when it was never saved.

    In the transaction of the log. *Needs* call.log at the desk. *Emits* nothing.
    *Raises* NotFound, Conflict (``draft_passed_on``).
    """
    draft = held_draft(draft_id)
    if draft is not None:
        _check_owner(actor, draft, desk_id)
    return draft


@use_case
def add_problem(*, actor: Actor, contact_id: int, draft_id: UUID, now: datetime) -> CallDraft:
    """Begin a second problem of the same call: a new draft of the same contact, with the same caller. Safe to repeat.

    *Needs* call.log, and to own the call. *Emits* nothing: the second log will. *Raises* NotFound, Conflict.
    """
    contact = Contact.objects.filter(pk=contact_id, owner_id=actor.account_id).first()
    if contact is None or not can_log(actor, contact.desk_id):
        raise NotFound
    earlier = held_draft(draft_id)
    if earlier is not None:
        _check_draft(actor, earlier, contact.desk_id)
        return earlier
    return CallDraft.objects.create(
        pk=draft_id,
        desk_id=contact.desk_id,
        owner_id=actor.account_id,
        contact=contact,
        data={"person_id": contact.person_id, "name_as_told": contact.name_as_told},
        created_at=now,
        saved_at=now,
    )


@use_case
def start_call(
    *, actor: Actor, desk_id: int, started_at: datetime, now: datetime, channel: str = Channel.PHONE
) -> Contact:
    """Open a contact that the actor answers. ``started_at`` may lie up to seven days back (S-028), never ahead.

    *Needs* call.log at the desk. *Emits* CallStarted. *Raises* NotFound, Invalid.
    """
    if not can_log(actor, desk_id):
        raise NotFound
    if channel not in Channel.values:
        raise Invalid("unknown_choice", field="channel")
    contact = Contact.objects.create(
        desk_id=desk_id,
        channel=channel,
        answered_by_id=actor.user_id,
        owner_id=actor.account_id,
        started_at=within_reason(started_at, now),
    )
    fact = CallStarted(desk_id=desk_id, subject_id=contact.pk, channel=channel)
    record(fact, actor=actor, at=contact.started_at)
    return contact


@use_case
def note_call(
    *,
    actor: Actor,
    desk_id: int,
    channel: str,
    person_id: int | None,
    name_as_told: str,
    started_at: datetime,
    now: datetime,
) -> Contact:
    """Open a contact that the actor answered, with the caller as far as known: what a phone system tells.

    *Needs* call.log at the desk. *Emits* CallStarted.
    *Raises* NotFound, Invalid (``unknown_choice`` for a person whom the actor may not know of).
    """
    told = clean_line(name_as_told, "name_as_told", required=False)
    if person_id is not None and not visible_to(actor).filter(pk=person_id, is_active=True).exists():
        raise Invalid("unknown_choice", field="person_id")
    contact = start_call(actor=actor, desk_id=desk_id, started_at=started_at, channel=channel, now=now)
    contact.person_id, contact.name_as_told = person_id, "" if person_id else told
    contact.save(update_fields=["person_id", "name_as_told"])
    return contact


@use_case
def discard_old_drafts(*, actor: Actor, now: datetime) -> int:
    """Delete older states after 24 hours and logged drafts after 30 days; return how many drafts went.

    *Needs* to be the system: its own housekeeping. *Emits* nothing: no record of a call is touched.
    *Raises* NotAllowed.
    """
    if not actor.is_system:
        raise NotAllowed
    DraftRevision.objects.filter(saved_at__lt=now - timedelta(hours=24)).delete()
    _, counts = CallDraft.objects.filter(submitted_at__lt=now - timedelta(days=30)).delete()
    return counts.get("contacts.CallDraft", 0)
