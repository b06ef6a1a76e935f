"""The queue: all open tickets that the actor may see, unassigned first, then by severity and promised time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from firstline.calendars.selectors import compiled
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.promises.rules.clock import ClockFace
from firstline.teams.selectors import own_group_ids
from firstline.tickets.models import OPEN_STATUSES, Ticket
from firstline.tickets.policies import visible_to
from firstline.tickets.selectors.clocks import NEVER, Promise, next_promise

PAGE = 50
SHOWN = (
    *("number", "title", "status", "waiting_on", "severity", "severity_rank", "due_at", "requester_name"),
    *("requester__name", "requester__extension", "requester__site__name", "nature__name", "group__name"),
    *("assignee__person__name", "desk__calendar__name", "desk__calendar__version", "desk__calendar__time_zone"),
)
"""What a row shows: the joined tables have many more columns, of which each row would be made."""


class View(StrEnum):
    """Which of the open tickets."""

    ALL = "all"
    UNASSIGNED = "unassigned"
    MY_GROUPS = "my_groups"
    LATE = "late"


@dataclass(frozen=True)
class Choice:
    """What the address asks for. ``after`` is where the page before ended: see ``Row.key``."""

    view: View = View.ALL
    nature_id: int | None = None
    after: tuple[int, int, datetime, int] | None = None


@dataclass(frozen=True)
class Row:
    """One ticket of the list with its next promised time."""

    ticket: Ticket
    promise: Promise | None
    key: tuple[int, int, datetime, int]

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
    """How many open tickets each view holds, and the newest of them."""

    all: int
    unassigned: int
    my_groups: int
    late: int
    newest_id: int


def open_tickets(actor: Actor) -> QuerySet[Ticket]:
    """Return the open tickets of the desks where the actor reads tickets."""
    return visible_to(actor).filter(status__in=OPEN_STATUSES)


def queue_page(actor: Actor, choice: Choice, now: datetime) -> Page:
    """Return one page of the queue. Up to three queries, and the calendars'."""
    rank = F("severity_rank")
    tickets = (
        _chosen(open_tickets(actor), actor, choice, now)
        .annotate(
            place=Case(When(assignee=None, then=Value(0)), default=Value(1), output_field=IntegerField()),
            due=Coalesce("due_at", Value(NEVER)),
        )
        .order_by("place", rank.desc(), "due", "id")
        .select_related("requester__site", "nature", "group", "assignee__person", "desk__calendar")
        .only(*SHOWN)
        .prefetch_related("clocks")
    )
    if choice.after:
        tickets = tickets.filter(_after(*choice.after))
    found = list(tickets[: PAGE + 1])
    return Page([_row(ticket, now) for ticket in found[:PAGE]], has_more=len(found) > PAGE)


def queue_counts(actor: Actor, now: datetime) -> Counts:
    """Return how many tickets each view holds. Two queries."""
    groups = own_group_ids(actor.account_id)
    counts = open_tickets(actor).aggregate(
        all=Count("id"),
        unassigned=Count("id", filter=Q(assignee=None)),
        my_groups=Count("id", filter=Q(group_id__in=groups)),
        late=Count("id", filter=Q(due_at__lt=now)),
        newest_id=Coalesce(Max("id"), 0),
    )
    return Counts(**counts)


def natures_in_queue(actor: Actor) -> list[tuple[int, str, int]]:
    """Return the natures of open tickets: id, name, how many; the most frequent first. One query."""
    rows = open_tickets(actor).order_by().values_list("nature_id", "nature__name").annotate(n=Count("id"))
    return sorted(rows, key=lambda row: (-row[2], row[1]))


def queue_changes(actor: Actor, newest_id: int, known_count: int) -> tuple[int, int]:
    """Return how many tickets came since ``newest_id`` and how many left a list of ``known_count``. One query."""
    counts = open_tickets(actor).aggregate(all=Count("id"), new=Count("id", filter=Q(pk__gt=newest_id)))
    return counts["new"], max(0, known_count + counts["new"] - counts["all"])


def navigation_count(actor: Actor, now: datetime) -> tuple[int, bool] | None:
    """Return how many open tickets nobody has, and whether any open one is late. One query."""
    counts = open_tickets(actor).aggregate(
        unassigned=Count("id", filter=Q(assignee=None)), late=Count("id", filter=Q(due_at__lt=now))
    )
    return counts["unassigned"], counts["late"] > 0


def reads_tickets(actor: Actor) -> bool:
    """Return whether the actor reads the tickets of any desk."""
    return bool(actor.desk_ids(Permission.TICKET_READ))


def assigns_others(actor: Actor) -> bool:
    """Return whether the actor coordinates a desk: distributes tickets to others."""
    return bool(actor.desk_ids(Permission.TICKET_ASSIGN_OTHERS))


def _chosen(tickets: QuerySet[Ticket], actor: Actor, choice: Choice, now: datetime) -> QuerySet[Ticket]:
    if choice.nature_id is not None:
        tickets = tickets.filter(nature_id=choice.nature_id)
    if choice.view is View.UNASSIGNED:
        return tickets.filter(assignee=None)
    if choice.view is View.MY_GROUPS:
        return tickets.filter(group_id__in=own_group_ids(actor.account_id))
    if choice.view is View.LATE:
        return tickets.filter(due_at__lt=now)
    return tickets


def _after(place: int, rank: int, due: datetime, pk: int) -> Q:
    same_place = Q(place=place)
    same_rank = same_place & Q(severity_rank=rank)
    return (
        Q(place__gt=place)
        | (same_place & Q(severity_rank__lt=rank))
        | (same_rank & Q(due__gt=due))
        | (same_rank & Q(due=due, pk__gt=pk))
    )


def _row(ticket: Ticket, now: datetime) -> Row:
    promise = next_promise(ticket.clocks.all(), compiled(ticket.desk.calendar, now), now)
    place = 0 if ticket.assignee_id is None else 1
    return Row(ticket, promise, (place, ticket.severity_rank, ticket.due_at or NEVER, ticket.pk))
