"""Where a call goes: the coverage of a nature, level by level."""

from dataclasses import dataclass

from firstline.catalog.models import Nature
from firstline.desks.models import Desk
from firstline.desks.selectors import kept
from firstline.routing.models import Coverage
from firstline.teams.models import Level, SupportGroup


@dataclass(frozen=True)
class Stop:
    """A level and the group that covers a nature there; ``group_id`` None when nobody does."""

    level_id: int
    rank: int
    level_name: str
    group_id: int | None
    group_name: str


def stops_of(desk: Desk, nature: Nature) -> tuple[Stop, ...]:
    """Return the levels that cover a nature of the desk, lowest first. Kept, else one query."""
    return kept(desk, _stops_by_nature).get(nature.pk, ())


def _stops_by_nature(desk: Desk) -> dict[int, tuple[Stop, ...]]:
    rows = Coverage.objects.filter(nature__desk=desk, group__is_active=True).select_related("level", "group")
    found: dict[int, tuple[Stop, ...]] = {}
    for row in rows.order_by("level__rank"):
        stop = Stop(row.level_id, row.level.rank, row.level.name, row.group_id, row.group.name)
        found[row.nature_id] = (*found.get(row.nature_id, ()), stop)
    return found


def first_stop(desk: Desk, nature: Nature) -> Stop:
    """Return where a new ticket of this nature begins; without coverage, the desk's lowest level and no group."""
    stops = stops_of(desk, nature)
    return stops[0] if stops else kept(desk, _lowest_level)


def _lowest_level(desk: Desk) -> Stop:
    level = Level.objects.filter(desk=desk).order_by("rank")[:1].get()
    return Stop(level.pk, level.rank, level.name, None, "")


def next_stop(desk: Desk, nature: Nature, rank: int) -> Stop | None:
    """Return the next level above ``rank`` that covers the nature, or None: then it is the director's."""
    return next((stop for stop in stops_of(desk, nature) if stop.rank > rank), None)


def stop_of_group(desk: Desk, nature: Nature, group: SupportGroup, current: Level) -> Stop:
    """Return the level at which the group covers the nature; a group that does not keeps the present level."""
    covering = next((stop for stop in stops_of(desk, nature) if stop.group_id == group.pk), None)
    return covering or Stop(current.pk, current.rank, current.name, group.pk, group.name)


def coverage_document(desk_id: int) -> dict[str, int] | None:
    """Return the filled cells of a desk's table, ``n<nature>_l<level>`` to the group's id; None for no such desk.

    Only active natures stand in the table.
    """
    if not Desk.objects.filter(pk=desk_id).exists():
        return None
    found = Coverage.objects.filter(desk_id=desk_id, nature__is_active=True).order_by("nature_id", "level_id")
    return {f"n{row.nature_id}_l{row.level_id}": row.group_id for row in found}
