"""The queue: the tickets that the actor may see, as the address asks for them; usually those that nobody has first."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone, localtime

from firstline.calendars.selectors import compiled
from firstline.desks.selectors import desks_of
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.prepared import prepared
from firstline.promises.rules.clock import ClockFace
from firstline.teams.selectors import own_group_ids
from firstline.tickets.models import OPEN_STATUSES, Ticket, TicketClock
from firstline.tickets.policies import exportable_to, visible_to
from firstline.tickets.rules.queue_query import ME, NOBODY, Owed, Query, View
from firstline.tickets.selectors.clocks import Promise, next_promise
from firstline.tickets.selectors.queue.order import Key, key_of, ordered
from firstline.tickets.selectors.settled import settle

PAGE = 50
SHOWN = (
    *("number", "title", "status", "waiting_on", "severity", "severity_rank", "due_at", "requester_name"),
    *("requester__name", "requester__extension", "requester__site__name", "assignee__person__name"),
    *("desk_id", "nature_id", "group_id", "level_id", "resolution_code_id", "version", "opened_at", "updated_at"),
    *("reader_ids", "entitlement"),
)
"""What a row shows: the joined tables have many more columns, of which each row would be made."""
COUNTED = 1000
EXPORTED_AT_ONCE = 500
NEARLY = timedelta(hours=1)
OVERLAP = timedelta(seconds=30)  # a change becomes visible when it is committed, up to this after its own time
CHANGED_SHOWN = 100


@dataclass(frozen=True)
class Row:
    """One ticket of the list with its next promised time."""

    ticket: Ticket
    promise: Promise | None
    key: Key

    @property
    def status_code(self) -> str:
        """Return the status, with whom or what it waits for."""
        ticket = self.ticket
        return f"waiting_{ticket.waiting_on}" if ticket.status == "waiting" else ticket.status

    @property
    def is_paused(self) -> bool:
        """Whether its clock stands still."""
        return self.promise is not None and self.promise.face is ClockFace.PAUSED


@dataclass(frozen=True)
class Page:
    """A page of the list. ``has_more``: the next one begins after ``rows[-1].key``."""

    rows: list[Row]
    has_more: bool


@dataclass(frozen=True)
class Counts:
    """How many open tickets each view holds, how many are late, and the newest of them."""

    all: int
    unassigned: int
    my_groups: int
    late: int
    nearly: int
    new_today: int
    waiting: int
    newest_id: int

    def of(self, view: View) -> int:
        """Return how many tickets a view holds."""
        counts = {
            View.ALL: self.all,
            View.UNASSIGNED: self.unassigned,
            View.LATE: self.nearly,
            View.NEW_TODAY: self.new_today,
            View.WAITING: self.waiting,
            View.MY_GROUPS: self.my_groups,
        }
        return counts[view]


@dataclass(frozen=True)
class Changes:
    """What happened to a list since it was made: how many came, how many left, and the rows that changed."""

    came: int
    left: int
    rows: list[Row]


def open_tickets(actor: Actor) -> QuerySet[Ticket]:
    """Return the open tickets of the desks where the actor reads tickets."""
    return visible_to(actor).filter(status__in=OPEN_STATUSES)


def queue_page(actor: Actor, query: Query, now: datetime, *, after: Key = (), limit: int = 0) -> Page:
    """Return one page of the queue. Up to three queries, and the calendars'."""
    limit = limit or PAGE
    rows = _rows(actor, ordered(chosen_tickets(actor, query, now), query, after)[: limit + 1], now, query)
    return Page(rows[:limit], has_more=len(rows) > limit)


def chosen_tickets(
    actor: Actor, query: Query, now: datetime, *, among: QuerySet[Ticket] | None = None
) -> QuerySet[Ticket]:
    """Return the tickets that the query asks for, in no order; ``among`` fewer than the actor sees."""
    statuses = query.statuses or OPEN_STATUSES
    tickets = (
        (visible_to(actor) if among is None else among)
        .filter(status__in=statuses)
        .filter(_view(actor, query.view, now))
    )
    exact = {
        "nature_id": query.nature_id,
        "requester__site_id": query.site_id,
        "group_id": query.group_id,
        "severity__in": query.severities or None,
    }
    tickets = tickets.filter(**{name: value for name, value in exact.items() if value is not None})
    if query.assignee:
        tickets = tickets.filter(_assignee(actor, query.assignee))
    if query.owed:
        tickets = tickets.filter(due_at__lt=now + (NEARLY if query.owed == Owed.NEARLY else timedelta()))
    zone = get_current_timezone()
    if query.opened_from:
        tickets = tickets.filter(opened_at__gte=datetime.combine(query.opened_from, time.min, zone))
    if query.opened_to:
        tickets = tickets.filter(opened_at__lte=datetime.combine(query.opened_to, time.max, zone))
    return tickets


def export_rows(actor: Actor, query: Query, now: datetime) -> Iterator[Row]:
    """Return the rows of the whole list that the actor may take away, in its order, piece by piece.

    Up to three queries for each five hundred; nothing is held beyond a piece.
    """
    after: Key = ()
    while True:
        tickets = chosen_tickets(actor, query, now, among=exportable_to(actor))
        rows = _rows(actor, ordered(tickets, query, after)[:EXPORTED_AT_ONCE], now, query)
        yield from rows
        if len(rows) < EXPORTED_AT_ONCE:
            return
        after = rows[-1].key


def chosen_ids(actor: Actor, query: Query, now: datetime, limit: int) -> list[int]:
    """Return the ids of the list in its order, one more than ``limit`` where there are more. One query."""
    tickets = ordered(chosen_tickets(actor, query, now), query)
    return list(tickets.values_list("id", flat=True)[: limit + 1])


def chosen_count(actor: Actor, query: Query, now: datetime) -> int:
    """Return how many tickets the query finds, counted to a thousand: 1,001 means more. One query."""
    return chosen_tickets(actor, query, now).order_by()[: COUNTED + 1].count()


def queue_counts(actor: Actor, now: datetime) -> Counts:
    """Return how many tickets each view holds. Two queries."""
    groups = tuple(own_group_ids(actor.account_id))
    counts = next(iter(_counts(actor, groups, now, now + NEARLY, _midnight(now))), None)
    return Counts(*counts) if counts else Counts(0, 0, 0, 0, 0, 0, 0, 0)


@prepared
def _counts(
    actor: Actor, group_ids: tuple[int, ...], now: datetime, soon: datetime, midnight: datetime
) -> QuerySet[Ticket, tuple[int, ...]]:
    each = {
        "all": Count("pk"),
        "unassigned": Count("pk", filter=Q(assignee=None)),
        "my_groups": Count("pk", filter=Q(group_id__in=group_ids)),
        "late": Count("pk", filter=Q(due_at__lt=now)),
        "nearly": Count("pk", filter=Q(due_at__lt=soon)),
        "new_today": Count("pk", filter=Q(opened_at__gte=midnight)),
        "waiting": Count("pk", filter=Q(status="waiting")),
        "newest_id": Coalesce(Max("pk"), 0),
    }
    return open_tickets(actor).order_by().values(one=Value(1)).annotate(**each).values_list(*each)


def natures_in_queue(actor: Actor) -> list[tuple[int, str, int]]:
    """Return the natures of open tickets: id, name, how many; the most frequent first. One query."""
    return sorted(_by_nature(actor), key=lambda row: (-row[2], row[1]))


@prepared
def _by_nature(actor: Actor) -> QuerySet[Ticket, tuple[int, str, int]]:
    return open_tickets(actor).order_by().values_list("nature_id", "nature__name").annotate(n=Count("id"))


def sites_in_queue(actor: Actor) -> list[tuple[int, str, int]]:
    """Return the sites of those who asked: id, name, how many open tickets; the most frequent first. One query."""
    return sorted(_by_site(actor), key=lambda row: (-row[2], row[1]))


@prepared
def _by_site(actor: Actor) -> QuerySet[Ticket, tuple[int, str, int]]:
    rows = open_tickets(actor).filter(requester__site__isnull=False).order_by()
    return rows.values_list("requester__site_id", "requester__site__name").annotate(n=Count("id"))


def queue_changes(
    actor: Actor, query: Query, now: datetime, *, newest_id: int, known_count: int, since_at: datetime
) -> Changes:
    """Return what happened to the list since ``since_at``, when it held ``known_count`` and ``newest_id`` was new.

    Rows that changed come whether they still belong to the list or not: what stands on a page is kept right there.
    What left a list of more than a thousand is not counted. Two queries, and those of the rows.
    """
    changed = visible_to(actor).filter(updated_at__gte=since_at - OVERLAP).order_by("-updated_at")
    rows = _rows(actor, changed[:CHANGED_SHOWN], now)
    came = chosen_tickets(actor, query, now).filter(pk__gt=newest_id, updated_at__gte=since_at - OVERLAP).count()
    if known_count > COUNTED:
        return Changes(came, 0, rows)
    held = chosen_count(actor, query, now)
    return Changes(came, max(0, known_count + came - held), rows)


def navigation_count(actor: Actor, now: datetime) -> tuple[int, bool] | None:
    """Return how many open tickets nobody has, and whether any open one is late. One query."""
    unassigned, late = next(iter(_unassigned_and_late(actor, now)), (0, 0))
    return unassigned, late > 0


@prepared
def _unassigned_and_late(actor: Actor, now: datetime) -> QuerySet[Ticket, tuple[int, int]]:
    tickets = open_tickets(actor).order_by().values(one=Value(1))
    counted = tickets.annotate(
        unassigned=Count("pk", filter=Q(assignee=None)), late=Count("pk", filter=Q(due_at__lt=now))
    )
    return counted.values_list("unassigned", "late")


def reads_tickets(actor: Actor) -> bool:
    """Return whether the actor reads the tickets of any desk."""
    return bool(actor.desk_ids(Permission.TICKET_READ))


def assigns_others(actor: Actor) -> bool:
    """Return whether the actor coordinates a desk: distributes tickets to others."""
    return bool(actor.desk_ids(Permission.TICKET_ASSIGN_OTHERS))


def _view(actor: Actor, view: View, now: datetime) -> Q:
    if view is View.UNASSIGNED:
        return Q(assignee=None)
    if view is View.MY_GROUPS:
        return Q(group_id__in=own_group_ids(actor.account_id))
    if view is View.LATE:
        return Q(due_at__lt=now + NEARLY)
    if view is View.NEW_TODAY:
        return Q(opened_at__gte=_midnight(now))
    return Q(status="waiting") if view is View.WAITING else Q()


def _assignee(actor: Actor, assignee: str) -> Q:
    if assignee == NOBODY:
        return Q(assignee=None)
    return Q(assignee_id=actor.account_id if assignee == ME else int(assignee))


@prepared
def _still_owed(ticket_ids: tuple[int, ...]) -> QuerySet[TicketClock]:
    """Not read ahead by Django, which makes a queryset for each ticket first."""
    return TicketClock.objects.filter(ticket_id__in=ticket_ids, met_at=None, stopped_at=None)


def _midnight(now: datetime) -> datetime:
    return localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _rows(actor: Actor, tickets: QuerySet[Ticket], now: datetime, query: Query | None = None) -> list[Row]:
    """Return the tickets with what a row shows; with the keys of the query's order where it is given. Three queries."""
    found = list(tickets.select_related("requester__site", "assignee__person").only(*SHOWN))
    settle(found, desks_of(actor))
    owed: dict[int, list[TicketClock]] = defaultdict(list)
    for row in _still_owed(tuple(ticket.pk for ticket in found)) if found else ():
        owed[row.ticket_id].append(row)
    return [
        Row(
            ticket,
            next_promise(owed[ticket.pk], compiled(ticket.desk.calendar, now), now),
            key_of(ticket, query) if query else (),
        )
        for ticket in found
    ]
