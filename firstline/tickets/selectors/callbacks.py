"""Callbacks that are still owed, by their time (UX.md §5.1, Callbacks)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Value

from firstline.contacts.models import Callback
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.prepared import prepared
from firstline.tickets.models import Ticket, TicketCallback
from firstline.tickets.policies import visible_to
from firstline.tickets.selectors.queue.lists import assigns_others

NOW_WITHIN = timedelta(minutes=15)
SHOWN_COUNT = 200
LATE, NOW, TODAY, LATER = "late", "now", "today", "later"
SECTIONS = (LATE, NOW, TODAY, LATER)


@dataclass(frozen=True)
class Owed:
    """One callback that is owed, with its ticket and the part of the page where it stands."""

    callback: Callback
    ticket: Ticket
    section: str


def callbacks_owed(actor: Actor, now: datetime, *, only_mine: bool) -> list[Owed]:
    """Return what is owed at the actor's desks, the earliest first, at most ``SHOWN_COUNT``. One query.

    ``only_mine``: those for oneself, of tickets that one has, or of tickets that nobody has yet.
    """
    links = _links(actor, only_mine=only_mine).select_related(
        "callback__promised_by__person",
        "callback__for_user__person",
        "callback__desk__calendar",
        "ticket__requester__site",
        "ticket__requester__room",
        "ticket__assignee__person",
        "ticket__nature",
    )
    rows = links.order_by("callback__due_at", "callback_id")[:SHOWN_COUNT]
    return [Owed(link.callback, link.ticket, _section(link.callback, now)) for link in rows]


def callback_of(actor: Actor, ticket: Ticket, callback_id: int) -> Callback:
    """Return one callback of a ticket that the actor sees. *Raises* NotFound."""
    links = TicketCallback.objects.filter(ticket__in=visible_to(actor), ticket=ticket, callback_id=callback_id)
    callback = Callback.objects.filter(ticket_link__in=links).first()
    if callback is None:
        raise NotFound
    return callback


def unscoped_callback(callback_id: int) -> Callback | None:
    """Return a callback for a reaction that tells people of it. Unscoped: notices ask who reads them."""
    return Callback.objects.filter(pk=callback_id).first()


def callbacks_version(actor: Actor, now: datetime, *, only_mine: bool) -> str:
    """Return what the list depends on, cheaply: the callbacks as they stand, and the minute."""
    rows = _links(actor, only_mine=only_mine).order_by("callback_id")
    values = list(rows.values_list("callback_id", "callback__due_at", "ticket__version"))
    return f"{values} {now.timestamp() // 60}"


def navigation_count(actor: Actor, now: datetime) -> tuple[int, bool] | None:
    """Return how many callbacks are due within minutes, or were, and whether any is late. One query."""
    counted = _due if assigns_others(actor) else _own_due
    due, late = next(iter(counted(actor, now, now + NOW_WITHIN)), (0, 0))
    return due, late > 0


@prepared
def _due(actor: Actor, now: datetime, until: datetime) -> QuerySet[TicketCallback, tuple[int, int]]:
    return _counted(_links(actor, only_mine=False), now, until)


@prepared
def _own_due(actor: Actor, now: datetime, until: datetime) -> QuerySet[TicketCallback, tuple[int, int]]:
    return _counted(_links(actor, only_mine=True), now, until)


def _counted(
    links: QuerySet[TicketCallback], now: datetime, until: datetime
) -> QuerySet[TicketCallback, tuple[int, int]]:
    near = links.filter(callback__due_at__lte=until).order_by().values(one=Value(1))
    counted = near.annotate(due=Count("pk"), late=Count("pk", filter=Q(callback__due_at__lt=now)))
    return counted.values_list("due", "late")


def _links(actor: Actor, *, only_mine: bool) -> QuerySet[TicketCallback]:
    links = TicketCallback.objects.filter(callback__state="due", ticket__in=visible_to(actor))
    links = links.exclude(ticket__status="void")
    if not only_mine:
        return links
    anybodys = Q(callback__for_user__isnull=True) & (Q(ticket__assignee_id=actor.user_id) | Q(ticket__assignee=None))
    return links.filter(Q(callback__for_user_id=actor.user_id) | anybodys)


def _section(callback: Callback, now: datetime) -> str:
    if callback.due_at < now:
        return LATE
    if callback.due_at <= now + NOW_WITHIN:
        return NOW
    zone = ZoneInfo(callback.desk.calendar.time_zone)
    return TODAY if callback.due_at.astimezone(zone).date() == now.astimezone(zone).date() else LATER
