"""The clocks of a ticket out of its facts: what they are derived from, and where their time went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.calendars.selectors import compiled, holiday_names
from firstline.ledger.selectors import unscoped_entries_of
from firstline.promises.rules.clock import ClockState, Target
from firstline.promises.rules.explain import Explanation, explain
from firstline.promises.selectors import targets_for
from firstline.tickets.models import Message, MessageKind, Ticket, TicketClock
from firstline.tickets.rules.clock_facts import (
    FIRST_REPLY,
    KINDS,
    SOLVE,
    ClockStory,
    Happening,
    Judged,
    stories,
    with_target,
)
from firstline.tickets.selectors.clocks import Promise, promise_of, state_of


@dataclass(frozen=True)
class ExplainedClock:
    """A stored promise with the life that its ticket's facts tell."""

    promise: Promise
    state: ClockState
    story: ClockStory
    explanation: Explanation

    @property
    def is_as_stored(self) -> bool:
        """Whether the facts, counted by today's calendar, give what is stored."""
        return self.explanation.state == self.state

    def fact_of(self, cause: int | None) -> Happening | None:
        """Return the fact behind an event that paused or ended the clock."""
        return None if cause is None else self.story.steps[cause].fact


def clock_stories_of(ticket: Ticket, rows: Mapping[str, TicketClock], calendar: CompiledCalendar) -> list[ClockStory]:
    """Return what the stored clocks of a ticket are derived from, with the targets that are stored. Two queries.

    ``rows`` by kind. Targets are what the desk promises now; where the stored one differs it stands for the last.
    """
    entries = unscoped_entries_of("ticket", ticket.pk).filter(subject_type="ticket")
    told = stories(
        [Happening(entry.pk, entry.verb, entry.occurred_at, entry.data) for entry in entries],
        started_at=ticket.opened_at,
        judged=Judged(ticket.severity, ticket.entitlement),
        targets_for=lambda severity, entitlement: _targets(ticket, severity, entitlement),
        explained_at=frozenset(_explained_at(ticket)),
    )
    return [with_target(told[kind], calendar, state_of(rows[kind]).target) for kind in KINDS if kind in rows]


def explained_clocks(ticket: Ticket, now: datetime) -> list[ExplainedClock]:
    """Return the promises of a ticket with where their time went, the first reply first. Three queries."""
    calendar = compiled(ticket.desk.calendar, now)
    rows = {row.kind: row for row in ticket.clocks.all()}
    found = []
    for story in clock_stories_of(ticket, rows, calendar):
        row = rows[story.kind]
        told = explain(story.target, calendar, story.started_at, story.events, now)
        found.append(ExplainedClock(promise_of(row, calendar, now), state_of(row), story, told))
    return found


def holidays_of(ticket: Ticket) -> Mapping[date, str]:
    """Return the names of the days on which the ticket's desk is closed. One query."""
    return holiday_names(ticket.desk.calendar)


def _targets(ticket: Ticket, severity: str, entitlement: str) -> Mapping[str, Target]:
    targets = targets_for(ticket.desk, severity, entitlement)
    return {FIRST_REPLY: targets.first_reply, SOLVE: targets.solve}


def _explained_at(ticket: Ticket) -> QuerySet[Message, datetime]:
    """Return when the ticket was resolved with words, which stand with it as a message."""
    return ticket.messages.filter(kind=MessageKind.RESOLUTION).values_list("written_at", flat=True)
