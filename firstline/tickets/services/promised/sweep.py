"""What time alone brings about: warnings, broken promises, callbacks, waiting that is over, tickets that close.

Each pass takes what has come due, a batch at a time, locks it, marks it and records its fact in one transaction. So
whatever is killed in between, and however many workers pass at once, a fact is recorded once; people are told by its
handlers. Locked rows are left to the next pass.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from firstline.calendars.rules.business_time import end_of_next_business_day
from firstline.calendars.selectors import compiled
from firstline.contacts.models import Callback
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.ledger.services import record, use_case
from firstline.tickets.events import TicketResumed
from firstline.tickets.events.promised import CallbackMissed, CallbackNear, PromiseBroken, PromiseNear
from firstline.tickets.models import TO_TELL, Status, Ticket, TicketClock
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.services._access import moved, save
from firstline.tickets.services._ending import closed_fact, set_closed
from firstline.tickets.services._parts import end_waiting

BATCH = 200
RING_SOON, RING_MISSED = timedelta(minutes=5), timedelta(minutes=5)
"""A callback is told of so long before its time, and so long after it (S-051)."""
CLOSES_AFTER_DAYS = 5
"""Business days after which a resolved ticket closes (DOMAIN.md, Ticket)."""
OF_TICKET = ("desk__calendar", "nature__service", "level")


@use_case
def warn_of_promises(*, actor: Actor, now: datetime) -> int:
    """Record of running promises that most of their time is used. What is broken already is told as that.

    *Needs* to be the system. *Emits* PromiseNear. *Raises* NotAllowed. Returns how many.
    """
    rows = _locked(actor, _clocks().filter(warn_at__lte=now, warned_at__isnull=True).order_by("warn_at"))
    for row in rows:
        row.warned_at = now
        row.save(update_fields=["warned_at"])
        if row.due_at is not None and row.due_at >= now:
            ticket = row.ticket
            fact = PromiseNear(
                desk_id=ticket.desk_id, subject_id=ticket.pk, kind=row.kind, due_at=row.due_at.isoformat()
            )
            record(fact, actor=actor, at=now)
    return len(rows)


@use_case
def tell_of_broken_promises(*, actor: Actor, now: datetime) -> int:
    """Record of running promises that their time has passed.

    *Needs* to be the system. *Emits* PromiseBroken. *Raises* NotAllowed. Returns how many.
    """
    rows = _locked(actor, _clocks().filter(due_at__lt=now, late_told_at__isnull=True).order_by("due_at"))
    for row in rows:
        row.late_told_at = now
        row.save(update_fields=["late_told_at"])
        fact = PromiseBroken(
            desk_id=row.ticket.desk_id,
            subject_id=row.ticket_id,
            kind=row.kind,
            due_at=row.due_at.isoformat() if row.due_at else "",
            severity=row.ticket.severity,
        )
        record(fact, actor=actor, at=now)
    return len(rows)


@use_case
def remind_of_callbacks(*, actor: Actor, now: datetime) -> int:
    """Record of callbacks that they are due in a few minutes.

    *Needs* to be the system. *Emits* CallbackNear. *Raises* NotAllowed. Returns how many.
    """
    rows = _locked(actor, _callbacks().filter(due_at__lte=now + RING_SOON, reminded_at__isnull=True))
    for row in rows:
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        ticket = row.ticket_link.ticket
        if row.due_at + RING_MISSED > now:
            fact = CallbackNear(
                desk_id=ticket.desk_id, subject_id=ticket.pk, callback_id=row.pk, due_at=row.due_at.isoformat()
            )
            record(fact, actor=actor, at=now)
    return len(rows)


@use_case
def tell_of_missed_callbacks(*, actor: Actor, now: datetime) -> int:
    """Record of callbacks that their time passed some minutes ago and nobody rang.

    *Needs* to be the system. *Emits* CallbackMissed. *Raises* NotAllowed. Returns how many.
    """
    rows = _locked(actor, _callbacks().filter(due_at__lte=now - RING_MISSED, missed_at__isnull=True))
    for row in rows:
        row.missed_at = now
        row.save(update_fields=["missed_at"])
        ticket = row.ticket_link.ticket
        fact = CallbackMissed(
            desk_id=ticket.desk_id, subject_id=ticket.pk, callback_id=row.pk, due_at=row.due_at.isoformat()
        )
        record(fact, actor=actor, at=now)
    return len(rows)


@use_case
def end_waits(*, actor: Actor, now: datetime) -> int:
    """Take up again what waited until now: nothing waits for ever (S-047); clocks run on.

    *Needs* to be the system. *Emits* TicketResumed. *Raises* NotAllowed. Returns how many.
    """
    waiting = Ticket.objects.filter(status=Status.WAITING, waiting_until_at__lte=now)
    rows = _locked(actor, waiting.select_related(*OF_TICKET).order_by("waiting_until_at"))
    for ticket in rows:
        ticket.status = moved(ticket, Act.RESUME)
        end_waiting(ticket, now)
        save(ticket, "status", "waiting_on", "waiting_reason", "waiting_until_at", "due_at")
        record(TicketResumed(desk_id=ticket.desk_id, subject_id=ticket.pk), actor=actor, at=now)
    return len(rows)


@use_case
def close_resolved(*, actor: Actor, now: datetime) -> int:
    """Close what was resolved five business days ago, by the calendar of its desk, and not taken up again.

    *Needs* to be the system. *Emits* TicketClosed. *Raises* NotAllowed. Returns how many.
    """
    ripe = Ticket.objects.filter(status=Status.RESOLVED, resolved_at__lte=now - timedelta(days=CLOSES_AFTER_DAYS))
    rows = [
        ticket
        for ticket in _locked(actor, ripe.select_related(*OF_TICKET).order_by("resolved_at"))
        if _days_are_over(ticket, now)
    ]
    for ticket in rows:
        set_closed(ticket, now)
        save(ticket, "status", "closed_at")
        record(closed_fact(ticket), actor=actor, at=now)
    return len(rows)


def _days_are_over(ticket: Ticket, now: datetime) -> bool:
    calendar = compiled(ticket.desk.calendar, now)
    end = end_of_next_business_day(calendar, ticket.resolved_at or now, CLOSES_AFTER_DAYS)
    return end is None or end <= now  # without hours there are no business days to wait for


def _clocks() -> QuerySet[TicketClock]:
    return TicketClock.objects.filter(TO_TELL).select_related("ticket")


def _callbacks() -> QuerySet[Callback]:
    due = Callback.objects.filter(state="due", ticket_link__isnull=False).exclude(ticket_link__ticket__status="void")
    return due.select_related("ticket_link__ticket").order_by("due_at")


def _locked(actor: Actor, rows: QuerySet[Any]) -> list[Any]:
    """Return the next rows, locked, without those that somebody else holds. *Raises* NotAllowed."""
    if not actor.is_system:
        raise NotAllowed
    return list(rows.select_for_update(skip_locked=True, of=("self",))[:BATCH])
