"""What the call console shows beside the words that are typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, prefetch_related_objects

from firstline.calendars.selectors import compiled
from firstline.catalog.models import Nature
from firstline.catalog.rules.entitlement import Entitlement
from firstline.catalog.rules.scales import Severity
from firstline.catalog.selectors import entitlement_of, natures_of
from firstline.contacts.models import Contact
from firstline.contacts.selectors import last_callers, live_calls
from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.people.models import Person
from firstline.promises.rules import clock
from firstline.promises.selectors import targets_for
from firstline.routing.rules import standing
from firstline.routing.selectors import Stop, stops_of
from firstline.teams.selectors import StaffMember, staff_of
from firstline.tickets.models import OPEN_STATUSES
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

    natures: Sequence[Nature]
    suggested: Suggested | None
    severity: str
    nature: Nature | None = None
    is_chosen_by_person: bool = False
    questions: list[tuple[Question, str]] = field(default_factory=list)
    modifiers: list[tuple[Modifier, bool]] = field(default_factory=list)
    entitlement: Entitlement | None = None
    decision: SeverityDecision | None = None
    is_override: bool = False
    reply_by: datetime | None = None


@dataclass(frozen=True)
class Candidate:
    """A colleague who could take the call; ``fit`` as ``routing/rules/standing.py`` counts it, 0 is none."""

    member: StaffMember
    open_count: int
    fit: int
    is_free: bool


def triage_of(
    actor: Actor, desk: Desk, data: dict[str, Any], answers: dict[int, str], person: Person | None, now: datetime
) -> Triage:
    """Return the triage that follows from what has been typed (``data`` as a draft keeps it) and from who is calling.

    Who is served "as needed" or referred is promised no time, on the page as in the ticket.
    """
    natures = natures_of(desk)
    by_id = {nature.pk: nature for nature in natures}
    by_person = data.get("nature_by") == "person" and data.get("nature") in by_id
    suggested = suggest_nature(desk, str(data.get("problem", "")))
    nature = by_id.get(int(data["nature"])) if by_person else by_id.get(suggested.nature_id) if suggested else None
    if nature is None:
        return Triage(natures=natures, suggested=suggested, severity=str(data.get("severity", "")))
    asked_set_id = data.get("question_set")
    questions = questions_of(desk, nature, int(asked_set_id) if asked_set_id else None)
    known = {question.pk: answers.get(question.pk, "not_asked") for question in questions}
    modifiers = modifiers_of(desk)
    ticked = set(data.get("modifiers", ()))
    codes = tuple(row.code for row in modifiers if row.code in ticked)
    decision = judge_severity(desk, nature, questions, answers=known, modifier_codes=codes)
    chosen = str(data.get("severity", ""))
    is_chosen = data.get("severity_by") == "person" and chosen in set(Severity)
    severity = chosen if is_chosen else str(decision.severity)
    entitlement = entitlement_of(actor, desk, person, nature.service)
    target = targets_for(desk, severity, entitlement.verdict).first_reply
    return Triage(
        natures=natures,
        nature=nature,
        suggested=suggested,
        is_chosen_by_person=by_person,
        questions=[(question, known[question.pk]) for question in questions],
        modifiers=[(row, row.code in ticked) for row in modifiers if row.is_active or row.code in ticked],
        entitlement=entitlement,
        decision=decision,
        severity=severity,
        is_override=severity != decision.severity,
        reply_by=clock.start(target, compiled(desk.calendar, now), now).due_at,
    )


def candidates(actor: Actor, desk: Desk, nature: Nature | None) -> tuple[list[Candidate], Sequence[Stop]]:
    """Return who can take the call, by fit, then free, then load, and the stops of the nature. Four queries.

    Whoever has a running call is on it, whatever the line was set to.
    """
    stops = stops_of(desk, nature) if nature else ()
    members = {member.user_id: member for member in staff_of(actor, desk.pk) if member.user_id != actor.user_id}
    for user_id, since_at in live_calls(actor, list(members)).items():
        members[user_id] = replace(members[user_id], state=standing.Availability.ON_CALL.value, since_at=since_at)
    loads = open_counts(actor, list(members))
    ranked = standing.candidates(
        nature=nature.pk if nature else 0,
        level=stops[min(1, len(stops) - 1)].rank if stops else 0,
        coverage=[standing.CoverageRow(nature.pk, stop.rank, stop.group_id or 0) for stop in stops] if nature else [],
        members=[row for member in members.values() for row in _as_members(member, loads.get(member.user_id, 0))],
        needed_skills={nature.code} if nature else (),
    )
    found = [
        Candidate(members[row.member.person], row.member.open_ticket_count, row.fit, row.can_take_call)
        for row in ranked
    ]
    return found, stops


def _as_members(member: StaffMember, open_count: int) -> list[standing.Member]:
    """Return the colleague as the rule takes one: once for each group."""
    return [
        standing.Member(
            person=member.user_id,
            group=group_id,
            availability=standing.Availability(member.state),
            open_ticket_count=open_count,
            skills=member.skills,
            direct_extension=member.extension,
        )
        for group_id in sorted(member.group_ids)
    ]


def callers_with_tickets(actor: Actor, desk_id: int, now: datetime) -> list[Contact]:
    """Return today's latest logged calls of the desk, with the tickets that the actor sees. Two queries."""
    contacts = last_callers(actor, desk_id, now)
    prefetch_related_objects(contacts, Prefetch("tickets", queryset=visible_to(actor)))
    return contacts


def open_counts(actor: Actor, user_ids: list[int]) -> dict[int, int]:
    """Return user id → number of open tickets that the actor may see. One query."""
    rows = visible_to(actor).filter(assignee_id__in=user_ids, status__in=OPEN_STATUSES).order_by()
    return {user_id: n for user_id, n in rows.values_list("assignee_id").annotate(n=Count("id")) if user_id}


def open_counts_of_persons(actor: Actor, person_ids: list[int]) -> dict[int, int]:
    """Return person id → number of open tickets that the actor may see. One query."""
    rows = visible_to(actor).filter(requester_id__in=person_ids, status__in=OPEN_STATUSES).order_by()
    return {person_id: n for person_id, n in rows.values_list("requester_id").annotate(n=Count("id")) if person_id}
