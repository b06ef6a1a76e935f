"""A specialist's open call log: own open tickets in the order in which to take them (S-044 to S-046)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q

from firstline.calendars.rules import business_time
from firstline.calendars.selectors import compiled
from firstline.catalog.rules.scales import Severity
from firstline.contacts.models import Contact
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.kernel.permissions import Permission
from firstline.ledger.models import Entry
from firstline.ledger.selectors import unscoped_entries_of
from firstline.tickets.models import OPEN_STATUSES, Message, OrderPin, Status, Ticket, TicketCallback
from firstline.tickets.policies import visible_to
from firstline.tickets.rules.estimate import Estimate
from firstline.tickets.rules.working_order import OpenCall, OrderedCall, working_order
from firstline.tickets.selectors.clocks import Promise, next_promise
from firstline.tickets.selectors.estimates import estimates_of

REACHABLE_WITHIN = timedelta(minutes=45)
ORDERS = ("own", "deadline", "oldest")


@dataclass(frozen=True)
class LogRow:
    """One open ticket with its place, what it is expected to take, and how long the caller has waited."""

    ticket: Ticket
    call: OrderedCall
    estimate: Estimate | None
    waited: timedelta
    promise: Promise | None

    @property
    def minutes(self) -> int | None:
        """Return the expected minutes where the sample is large enough to be shown."""
        shown = self.estimate is not None and self.estimate.is_shown and self.estimate.minutes is not None
        return round(self.estimate.minutes) if shown and self.estimate and self.estimate.minutes else None


@dataclass(frozen=True)
class CallLog:
    """The whole log. ``work_minutes`` adds up what is expected, waiting tickets left out."""

    rows: list[LogRow]
    pinned_count: int
    counted: int
    work_minutes: int


def call_log(actor: Actor, user_id: int, now: datetime, order: str = "own") -> CallLog:
    """Return the open tickets of a person: one's own, or another's for those who may watch over it.

    Seven queries, however many tickets. *Raises* NotAllowed.
    """
    tickets = list(_open_tickets(actor, user_id))
    pins = dict(OrderPin.objects.filter(user_id=user_id).values_list("ticket_id", "position"))
    estimates = estimates_of({ticket.nature_id for ticket in tickets})
    at_site = _site_of_work(tickets)
    calls = [_as_call(ticket, estimates.get(ticket.nature_id), at_site, now) for ticket in tickets]
    by_id = {ticket.pk: ticket for ticket in tickets}
    waited = {call.ticket: call.waited for call in calls}
    rows = [_row(by_id[row.ticket], row, estimates, waited[row.ticket], now) for row in working_order(calls, now, pins)]
    counted = [row for row in rows if row.call.position is not None]
    return CallLog(
        rows=sorted(rows, key=lambda row: _key(row, order)),
        pinned_count=sum(row.call.is_pinned for row in rows),
        counted=len(counted),
        work_minutes=sum(row.minutes or 20 for row in counted),
    )


def _row(ticket: Ticket, call: OrderedCall, estimates: dict[int, Estimate], waited: timedelta, now: datetime) -> LogRow:
    promise = next_promise(ticket.clocks.all(), compiled(ticket.desk.calendar, now), now)
    return LogRow(ticket, call, estimates.get(ticket.nature_id), waited, promise)


def may_see_log_of(actor: Actor, user_id: int) -> bool:
    """Return whether the actor may look at this person's log: one's own, or at a desk where one watches over orders."""
    return user_id == actor.user_id or bool(actor.desk_ids(Permission.ORDER_READ_OTHERS))


def _open_tickets(actor: Actor, user_id: int) -> list[Ticket]:
    if not may_see_log_of(actor, user_id):
        raise NotAllowed
    tickets = visible_to(actor).filter(assignee_id=user_id, status__in=OPEN_STATUSES)
    if user_id != actor.user_id:
        tickets = tickets.filter(desk_id__in=actor.desk_ids(Permission.ORDER_READ_OTHERS))
    due = TicketCallback.objects.filter(callback__state="due").select_related("callback")
    return list(
        tickets.select_related("requester__site", "requester__room", "nature", "desk__calendar", "level")
        .prefetch_related(
            "clocks", Prefetch("callback_links", due), Prefetch("contacts", Contact.objects.order_by("id"))
        )
        .order_by("id")
    )


def _as_call(ticket: Ticket, estimate: Estimate | None, at_site: int | None, now: datetime) -> OpenCall:
    calendar = compiled(ticket.desk.calendar, now)
    callbacks = [link.callback.promised_at for link in ticket.callback_links.all()]
    contacts = list(ticket.contacts.all())
    last_at = max((contact.started_at for contact in contacts), default=ticket.opened_at)
    return OpenCall(
        ticket=ticket.pk,
        severity=Severity(ticket.severity),
        waited=business_time.elapsed(calendar, min(ticket.opened_at, now), now),
        expected_minutes=estimate.minutes if estimate else None,
        sample_count=estimate.sample_count if estimate else 0,
        callback_at=min(callbacks, default=None),
        is_reachable=now - last_at <= REACHABLE_WITHIN,
        is_same_building=at_site is not None and ticket.requester is not None and ticket.requester.site_id == at_site,
        is_waiting=ticket.status in (Status.WAITING, Status.SCHEDULED),
    )


def _site_of_work(tickets: list[Ticket]) -> int | None:
    """Return the site where most tickets in progress are: going there, others on the way come cheaper."""
    sites = [t.requester.site_id for t in tickets if t.status == Status.IN_PROGRESS and t.requester]
    counts = {site: sites.count(site) for site in sites if site is not None}
    best = max(counts, key=lambda site: counts[site], default=None)
    return best if best is not None and counts[best] > 1 else None


def _key(row: LogRow, order: str) -> tuple[bool, float]:
    waits = row.call.position is None
    if order == "deadline":
        return (waits, row.ticket.due_at.timestamp() if row.ticket.due_at else float("inf"))
    if order == "oldest":
        return (waits, row.ticket.opened_at.timestamp())
    return (waits, float(row.call.position or 0))


GONE_BY = {
    "tickets.ticket_closed": "closed",
    "tickets.ticket_resolved": "closed",
    "tickets.ticket_voided": "voided",
    "tickets.ticket_forwarded": "forwarded",
    "tickets.ticket_assigned": "given",
}


@dataclass(frozen=True)
class GoneCall:
    """A call that a page still shows and that has left the log: who did what, when."""

    ticket_id: int
    what: str
    by_name: str
    at: datetime


def gone_calls(actor: Actor, user_id: int, shown_ids: list[int]) -> list[GoneCall]:
    """Return which of the shown calls left a person's log by somebody else's act. One query where none has left."""
    shown = visible_to(actor).filter(pk__in=shown_ids)
    left = shown.exclude(assignee_id=user_id, status__in=OPEN_STATUSES).order_by("id")
    found = [_gone(actor, ticket_id) for ticket_id in left.values_list("id", flat=True)]
    return [gone for gone in found if gone]


def _gone(actor: Actor, ticket_id: int) -> GoneCall | None:
    entry = unscoped_entries_of("ticket", ticket_id).filter(verb__in=GONE_BY).last()
    if entry is None or entry.actor_id == actor.user_id:
        return None
    what = GONE_BY[entry.verb]
    if what == "given" and entry.data["assignee_id"] == entry.actor_id:
        what = "taken"
    return GoneCall(ticket_id, what, entry.actor_name, entry.occurred_at)


@dataclass(frozen=True)
class SoFar:
    """What has happened on a ticket, for the pane beside the log: the latest words and facts."""

    messages: list[Message]
    entries: list[Entry]


def what_happened(ticket: Ticket, limit: int = 6) -> SoFar:
    """Return the latest messages of a ticket that the caller of this has read through its scope. Two queries."""
    messages = list(ticket.messages.filter(~Q(body="")).order_by("-id")[:limit])
    entries = list(unscoped_entries_of("ticket", ticket.pk).order_by("-id")[:limit])
    return SoFar(messages[::-1], entries[::-1])
