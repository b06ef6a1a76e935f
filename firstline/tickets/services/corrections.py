"""Putting right what was written wrong: title, note, a reply meant for staff, the caller, the nature."""

from datetime import datetime

from firstline.catalog.models import Nature
from firstline.catalog.rules import scales
from firstline.catalog.selectors import entitlement_of
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, NotFound
from firstline.kernel.texts import clean_line, clean_text
from firstline.ledger.services import record, use_case
from firstline.people.policies import visible_to as people_visible_to
from firstline.promises.selectors import targets_for
from firstline.tickets.events import NatureChanged, NoteChanged, ReplyMadeNote, RequesterChanged, TitleChanged
from firstline.tickets.models import CHOSEN_BY_HAND, OPEN_STATUSES, Message, MessageKind, TextRevision, Ticket
from firstline.tickets.policies import can_change_message
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.services._access import locked_to_work, moved, save
from firstline.tickets.services._clocks import retarget_clocks, unmeet_first_reply
from firstline.tickets.services.assignment import forward_to_group
from firstline.triage.selectors import judge_severity

KEEP, TAKE = "keep", "take"
ANSWERS_TO_REQUESTER = (MessageKind.REPLY, MessageKind.RESOLUTION)


@use_case
def change_title(*, actor: Actor, ticket_id: int, title: str, now: datetime, version: int | None = None) -> Ticket:
    """Write the title anew; the old one is kept.

    *Needs* ticket.work. *Emits* TitleChanged unless nothing changes. *Raises* NotFound, NotAllowed, Conflict,
    RuleBroken, Invalid.
    """
    words = clean_line(title, "title")
    ticket = locked_to_work(actor, ticket_id, version=version)
    moved(ticket, Act.WORK_NOTE)
    if ticket.title == words:
        return ticket
    revision = _keep(actor, ticket, None, ticket.title, now)
    ticket.title = words
    save(ticket, "title")
    fact = TitleChanged(desk_id=ticket.desk_id, subject_id=ticket.pk, revision_id=revision.pk)
    record(fact, actor=actor, at=now)
    return ticket


@use_case
def change_note(
    *, actor: Actor, ticket_id: int, message_id: int, body: str, now: datetime, version: int | None = None
) -> Message:
    """Write a note anew; the old words are kept and stay readable for staff.

    *Needs* ticket.work, and that the note is one's own or one coordinates the desk. *Emits* NoteChanged unless nothing
    changes. *Raises* NotFound, NotAllowed, Conflict, RuleBroken, Invalid.
    """
    words = clean_text(body, "body")
    ticket, message = _message(actor, ticket_id, message_id, version)
    if message.kind != MessageKind.NOTE:
        raise NotFound
    if message.body == words:
        return message
    revision = _keep(actor, ticket, message, message.body, now)
    message.body = words
    message.save(update_fields=["body"])
    save(ticket)
    fact = NoteChanged(desk_id=ticket.desk_id, subject_id=ticket.pk, message_id=message.pk, revision_id=revision.pk)
    record(fact, actor=actor, at=now)
    return message


@use_case
def make_reply_a_note(*, actor: Actor, ticket_id: int, message_id: int, now: datetime) -> Message:
    """Take a reply that was meant for staff from the requester's eyes, with its files. A note never becomes a reply.

    Where no other answer is left, the promise of a first reply runs again. *Needs* ticket.work, and that the reply is
    one's own or one coordinates the desk. *Emits* ReplyMadeNote. *Raises* NotFound, NotAllowed, RuleBroken.
    """
    ticket, message = _message(actor, ticket_id, message_id, None)
    if message.kind != MessageKind.REPLY:
        raise NotFound
    message.kind, message.is_public, message.delivery = MessageKind.NOTE, False, ""
    message.save(update_fields=["kind", "is_public", "delivery"])
    is_owed = ticket.status in OPEN_STATUSES
    was_rung = ticket.callback_links.filter(callback__state="reached").exists()
    if is_owed and not was_rung and not ticket.messages.filter(kind__in=ANSWERS_TO_REQUESTER).exists():
        unmeet_first_reply(ticket, at=now)
    save(ticket, "due_at")
    record(ReplyMadeNote(desk_id=ticket.desk_id, subject_id=ticket.pk, message_id=message.pk), actor=actor, at=now)
    return message


@use_case
def change_requester(
    *, actor: Actor, ticket_id: int, person_id: int, now: datetime, version: int | None = None
) -> Ticket:
    """Put the right person in place of the wrong caller; what they are entitled to is judged anew, and promised anew.

    *Needs* ticket.work. *Emits* RequesterChanged unless nothing changes. *Raises* NotFound, NotAllowed, Conflict,
    RuleBroken, Invalid (``unknown_choice`` for a person whom the actor may not know of).
    """
    ticket = locked_to_work(actor, ticket_id, version=version)
    moved(ticket, Act.CLASSIFY)
    person = people_visible_to(actor).filter(pk=person_id, is_active=True).first()
    if person is None:
        raise Invalid("unknown_choice", field="person")
    if ticket.requester_id == person.pk:
        return ticket
    old_id, old_entitlement = ticket.requester_id, ticket.entitlement
    ticket.messages.filter(kind=MessageKind.REQUEST, author=None).update(author_person=person, author_name=person.name)
    ticket.requester, ticket.requester_name = person, ""
    _judge_entitlement(actor, ticket, ticket.nature)
    ticket.identity_method, ticket.identity_verified = "", None
    retarget_clocks(ticket, targets_for(ticket.desk, ticket.severity, ticket.entitlement), at=now)
    save(
        ticket, "requester_id", "requester_name", "entitlement", "entitlement_clause", "identity_method",
        "identity_verified", "due_at",
    )  # fmt: skip
    fact = RequesterChanged(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        old_requester_id=old_id,
        requester_id=person.pk,
        old_entitlement=old_entitlement,
        entitlement=ticket.entitlement,
    )
    record(fact, actor=actor, at=now)
    return ticket


@use_case
def change_nature(
    *,
    actor: Actor,
    ticket_id: int,
    nature_id: int,
    severity: str,
    group_id: int | None,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """Put the right nature in place of the wrong one; the entitlement to its service is judged anew.

    ``severity``: ``keep``, or ``take`` what the nature's defaults give; clocks keep what has elapsed and take the new
    targets. ``group_id``: forward there, None to stay. *Needs* ticket.work. *Emits* NatureChanged, TicketForwarded.
    *Raises* NotFound, NotAllowed, Conflict, RuleBroken, Invalid.
    """
    if severity not in (KEEP, TAKE):
        raise Invalid("unknown_choice", field="severity")
    ticket = locked_to_work(actor, ticket_id, version=version)
    moved(ticket, Act.CLASSIFY)
    nature = Nature.objects.select_related("service").filter(pk=nature_id, desk=ticket.desk, is_active=True).first()
    if nature is None:
        raise Invalid("unknown_choice", field="nature")
    if nature.pk == ticket.nature_id:
        raise Invalid("same_nature", field="nature")
    _reclassify(actor, ticket, nature, severity, now)
    if group_id is not None and group_id != ticket.group_id:
        return forward_to_group(actor=actor, ticket_id=ticket.pk, group_id=group_id, tried=ticket.tried, now=now)
    return ticket


def _reclassify(actor: Actor, ticket: Ticket, nature: Nature, severity: str, now: datetime) -> None:
    old_id, old_severity, old_entitlement = ticket.nature_id, ticket.severity, ticket.entitlement
    decision = judge_severity(ticket.desk, nature, [], answers={}, modifier_codes=tuple(ticket.modifier_codes))
    ticket.nature, ticket.nature_reason = nature, CHOSEN_BY_HAND
    if severity == TAKE:
        ticket.severity, ticket.severity_reason = str(decision.severity), ""
        ticket.severity_rank = scales.Severity(decision.severity).rank
        ticket.impact, ticket.urgency = str(decision.impact), str(decision.urgency)
        ticket.severity_reasons = [item.data() for item in decision.reasons]
    _judge_entitlement(actor, ticket, nature)
    retarget_clocks(ticket, targets_for(ticket.desk, ticket.severity, ticket.entitlement), at=now)
    save(
        ticket, "nature_id", "nature_reason", "severity", "severity_rank", "severity_reason", "severity_reasons",
        "impact", "urgency", "entitlement", "entitlement_clause", "due_at",
    )  # fmt: skip
    fact = NatureChanged(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        old_nature_id=old_id,
        nature_id=nature.pk,
        old_severity=old_severity,
        severity=ticket.severity,
        suggested=str(decision.severity),
        entitlement=ticket.entitlement,
        old_entitlement=old_entitlement,
    )
    record(fact, actor=actor, at=now)


def _judge_entitlement(actor: Actor, ticket: Ticket, nature: Nature) -> None:
    coverage = entitlement_of(actor, ticket.desk, ticket.requester, nature.service)
    ticket.entitlement, ticket.entitlement_clause = coverage.verdict, coverage.clause_number


def _message(actor: Actor, ticket_id: int, message_id: int, version: int | None) -> tuple[Ticket, Message]:
    ticket = locked_to_work(actor, ticket_id, version=version)
    moved(ticket, Act.WORK_NOTE)
    message = ticket.messages.filter(pk=message_id).first()
    if message is None:
        raise NotFound
    if not can_change_message(actor, ticket, message):
        raise NotAllowed
    return ticket, message


def _keep(actor: Actor, ticket: Ticket, message: Message | None, old_text: str, now: datetime) -> TextRevision:
    return TextRevision.objects.create(
        ticket=ticket, message=message, old_text=old_text, changed_by_name=actor.name, changed_at=now
    )
