"""What the call console shows beside the words that are typed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count

from firstline.calendars.selectors import compiled
from firstline.catalog.models import Nature
from firstline.catalog.rules.scales import Severity
from firstline.catalog.selectors import natures_of
from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.promises.rules import clock
from firstline.promises.selectors import targets_for
from firstline.routing.selectors import Stop, stops_of
from firstline.teams.selectors import StaffMember, staff_of
from firstline.tickets.models import OPEN_STATUSES, Ticket
from firstline.tickets.policies import visible_to
from firstline.triage.models import Modifier, Question
from firstline.triage.selectors import (
    SeverityDecision,
    Suggested,
    judge_severity,
    modifiers_of,
    questions_of,
    suggest_nature,
)


@dataclass(frozen=True)
class Triage:
    """The middle of the form: natures, the chosen one and why, questions with answers, severity and its promise."""

    natures: list[Nature]
    suggested: Suggested | None
    severity: str
    nature: Nature | None = None
    is_chosen_by_person: bool = False
    questions: list[tuple[Question, str]] = field(default_factory=list)
    modifiers: list[tuple[Modifier, bool]] = field(default_factory=list)
    decision: SeverityDecision | None = None
    is_override: bool = False
    reply_by: datetime | None = None


@dataclass(frozen=True)
class Candidate:
    """A colleague who could take the call. ``fits`` means a member of a group that covers the nature."""

    member: StaffMember
    open_count: int
    fits: bool

    @property
    def is_free(self) -> bool:
        """Whether the caller may be transferred now."""
        return self.member.state == "available" and bool(self.member.extension)


STATE_ORDER = {"available": 0, "after_call": 1, "on_call": 2, "away": 3, "off": 4}


def triage_of(desk: Desk, data: dict[str, Any], answers: dict[int, str], entitlement: str, now: datetime) -> Triage:
    """Return the triage that follows from what has been typed (``data`` as a draft keeps it)."""
    natures = natures_of(desk.pk)
    by_id = {nature.pk: nature for nature in natures}
    by_person = data.get("nature_by") == "person" and data.get("nature") in by_id
    suggested = suggest_nature(desk.pk, str(data.get("problem", "")))
    nature = by_id.get(int(data["nature"])) if by_person else by_id.get(suggested.nature_id) if suggested else None
    if nature is None:
        return Triage(natures=natures, suggested=suggested, severity=str(data.get("severity", "")))
    questions = questions_of(nature)
    known = {question.pk: answers.get(question.pk, "not_asked") for question in questions}
    modifiers = modifiers_of(desk.pk)
    ticked = set(data.get("modifiers", ()))
    codes = tuple(row.code for row in modifiers if row.code in ticked)
    decision = judge_severity(nature, answers=known, modifier_codes=codes)
    chosen = str(data.get("severity", ""))
    is_chosen = data.get("severity_by") == "person" and chosen in set(Severity)
    severity = chosen if is_chosen else str(decision.severity)
    target = targets_for(desk, severity, entitlement).first_reply
    return Triage(
        natures=natures,
        nature=nature,
        suggested=suggested,
        is_chosen_by_person=by_person,
        questions=[(question, known[question.pk]) for question in questions],
        modifiers=[(row, row.code in ticked) for row in modifiers],
        decision=decision,
        severity=severity,
        is_override=severity != decision.severity,
        reply_by=clock.start(target, compiled(desk.calendar, now), now).due_at,
    )


def candidates(actor: Actor, desk: Desk, nature: Nature | None) -> tuple[list[Candidate], list[Stop]]:
    """Return who can take the call, sorted by fit, then free, then load, and the stops of the nature. Four queries."""
    stops = stops_of(nature) if nature else []
    covering = {stop.group_id for stop in stops if stop.rank > stops[0].rank or len(stops) == 1}
    members = [member for member in staff_of(actor, desk.pk) if member.user_id != actor.user_id]
    loads = open_counts(actor, [member.user_id for member in members])
    found = [Candidate(m, loads.get(m.user_id, 0), bool(m.group_ids & covering)) for m in members]
    return sorted(found, key=_rank), stops


def _rank(candidate: Candidate) -> tuple[bool, int, int, str]:
    state = STATE_ORDER.get(candidate.member.state, 9)
    return (not candidate.fits, state, candidate.open_count, candidate.member.name)


def open_counts(actor: Actor, user_ids: list[int]) -> dict[int, int]:
    """Return user id → number of open tickets that the actor may see. One query."""
    rows = visible_to(actor).filter(assignee_id__in=user_ids, status__in=OPEN_STATUSES).order_by()
    return {user_id: n for user_id, n in rows.values_list("assignee_id").annotate(n=Count("id")) if user_id}


def open_counts_of_persons(actor: Actor, person_ids: list[int]) -> dict[int, int]:
    """Return person id → number of open tickets that the actor may see. One query."""
    rows = visible_to(actor).filter(requester_id__in=person_ids, status__in=OPEN_STATUSES).order_by()
    return {person_id: n for person_id, n in rows.values_list("requester_id").annotate(n=Count("id")) if person_id}


def recent_tickets_of_contact(actor: Actor, contact_id: int) -> list[Ticket]:
    """Return the tickets that a contact has already made: after the first problem of a call."""
    return list(visible_to(actor).filter(contacts=contact_id).order_by("id"))
