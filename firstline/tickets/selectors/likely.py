"""Likely answers: how tickets of the same nature were resolved, nearest words first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstline.kernel.actor import Actor
from firstline.people.rules.folding import fold
from firstline.tickets.models import Ticket
from firstline.tickets.policies import visible_to

LOOKED_AT = 200
HALF_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class LikelyAnswer:
    """A fix that worked: its words, how often among like tickets, and the ticket where it stands."""

    number: str
    title: str
    answer: str
    solved_count: int
    like_count: int
    minutes: int | None


def likely_answers(actor: Actor, nature_id: int, text: str, now: datetime, limit: int = 3) -> list[LikelyAnswer]:
    """Return what solved the nature's latest tickets, by how like ``text`` these were, all of a resolution together.

    What helped often with tickets somewhat like it comes before what helped once. At most 200 tickets of the last half
    year are looked at: one query.
    """
    rows = (
        visible_to(actor)
        .filter(nature_id=nature_id, resolved_at__gte=now - HALF_YEAR, status__in=("resolved", "closed"))
        .exclude(resolution_note="")
        .exclude(resolution_code__code="referred")
        .order_by("-resolved_at")
        .values_list("number", "title", "resolution_note", "minutes_worked")[:LOOKED_AT]
    )
    wanted = frozenset(fold(text).split())
    groups: dict[str, list[tuple[float, str, str, int | None]]] = {}
    for number, title, note, minutes in rows:
        groups.setdefault(note, []).append((_likeness(wanted, title), number, title, minutes))
    like_count = sum(1 for group in groups.values() for row in group if row[0] > 0) or sum(map(len, groups.values()))
    ranked = sorted(groups.items(), key=lambda item: (-sum(row[0] ** 2 for row in item[1]), -len(item[1])))
    return [_answer(note, group, like_count) for note, group in ranked[:limit]]


def _likeness(wanted: frozenset[str], title: str) -> float:
    words = frozenset(fold(title).split())
    return len(wanted & words) / len(wanted | words) if wanted and words else 0.0


def _answer(note: str, group: list[tuple[float, str, str, int | None]], like_count: int) -> LikelyAnswer:
    _, number, title, minutes = max(group, key=lambda row: row[0])
    return LikelyAnswer(number, title, note, len(group), like_count, minutes)


def tickets_of_person(actor: Actor, person_id: int, limit: int = 5) -> tuple[list[Ticket], int]:
    """Return a person's latest tickets that the actor sees, newest first, and how many there are. Two queries."""
    tickets = visible_to(actor).filter(requester_id=person_id).exclude(status="void")
    newest = list(tickets.select_related("assignee__person").order_by("-id")[:limit])
    return newest, len(newest) if len(newest) < limit else tickets.count()
