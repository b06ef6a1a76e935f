"""Who should get a problem, best first. Pure: it takes the routing table and the people as they are now.

Ids are those of the rooms below (natures, levels, groups, people). ``level`` is the rank of a level: 1, 2, 3.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from firstline.kernel.reasons import Reason


class Availability(StrEnum):
    """What a person's line says (UX.md §4), the freest first."""

    AVAILABLE = "available"
    AFTER_CALL = "after_call"
    ON_CALL = "on_call"
    AWAY = "away"
    OFF = "off"

    @property
    def order(self) -> int:
        """Return the place in the order of freedom: 0 is free now."""
        return list(Availability).index(self)


@dataclass(frozen=True)
class CoverageRow:
    """One row of the routing table: this group takes this nature at this level."""

    nature: int
    level: int
    group: int


@dataclass(frozen=True)
class Member:
    """A person in a group, as of now. A person in two groups is two members."""

    person: int
    group: int
    availability: Availability
    open_ticket_count: int = 0
    skills: frozenset[str] = frozenset()
    direct_extension: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody who can take it, with how well: 3 the group for this nature and level, and skilled; 0 none of it.

    ``can_take_call``: free now, with an extension of their own to transfer a live caller to.
    """

    member: Member
    fit: int
    can_take_call: bool
    reasons: tuple[Reason, ...]


def candidates(
    nature: int,
    level: int,
    coverage: Sequence[CoverageRow],
    members: Sequence[Member],
    needed_skills: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """List who can take it, best first: by fit, then free, then load (UX.md §5.1), then id so that it is stable.

    Fit: 2 for the group that covers the nature at this level (or at the next covered one above), 1 for a group that
    covers it at another level, and 1 more for a needed skill. A person in several groups appears once, at the best.

    Reasons: ``covers_nature`` (group, level) · ``covers_nature_elsewhere`` (group) · ``has_skill`` (skill).
    """
    row = _row_from(nature, level, coverage)
    groups = {row.group for row in coverage if row.nature == nature}
    listed = [_candidate(member, row, groups, needed_skills) for member in members]
    listed.sort(key=_standing)
    best: dict[int, Candidate] = {}
    for candidate in listed:
        best.setdefault(candidate.member.person, candidate)
    return tuple(best.values())


def _row_from(nature: int, level: int, coverage: Sequence[CoverageRow]) -> CoverageRow | None:
    """Return the row of the lowest level, at or above the given one, that covers the nature."""
    rows = [row for row in coverage if row.nature == nature and row.level >= level]
    return min(rows, key=lambda row: (row.level, row.group)) if rows else None


def _candidate(
    member: Member, row: CoverageRow | None, groups: Collection[int], needed_skills: Collection[str]
) -> Candidate:
    fit, reasons = 0, []
    if row is not None and member.group == row.group:
        fit = 2
        reasons.append(Reason("covers_nature", {"group": row.group, "level": row.level}))
    elif member.group in groups:
        fit = 1
        reasons.append(Reason("covers_nature_elsewhere", {"group": member.group}))
    skills = sorted(member.skills & set(needed_skills))
    reasons.extend(Reason("has_skill", {"skill": skill}) for skill in skills)
    can_take_call = member.availability is Availability.AVAILABLE and bool(member.direct_extension)
    return Candidate(member, fit + bool(skills), can_take_call, tuple(reasons))


def _standing(candidate: Candidate) -> tuple[int, int, int, int, int]:
    member = candidate.member
    return (-candidate.fit, member.availability.order, member.open_ticket_count, member.person, member.group)
