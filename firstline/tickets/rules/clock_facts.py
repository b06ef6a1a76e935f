"""The clocks of a ticket are derived: what happened to it, as the ledger keeps it, says what happened to them.

The services move the stored clocks as they act (``services/_clocks.py``); this reads the same out of their facts, so
that a clock can be explained, checked, and counted anew by another calendar.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.promises.rules import clock
from firstline.promises.rules.clock import ClockAct, ClockEvent, Target

FIRST_REPLY, SOLVE = "first_reply", "solve"
KINDS = (FIRST_REPLY, SOLVE)
REQUESTER = "requester"
TargetsFor = Callable[[str, str], Mapping[str, Target]]
"""What is promised by kind of promise, for a severity and an entitlement."""


@dataclass(frozen=True)
class Happening:
    """One fact about a ticket: the entry's id, its verb, when, and its codes."""

    entry_id: int
    verb: str
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """What a fact did to a clock."""

    event: ClockEvent
    fact: Happening


@dataclass(frozen=True)
class ClockStory:
    """What a clock is derived from: its first target and all that happened to it after ``started_at``.

    ``is_target_kept``: the last target is the stored one, because the desk promises something else by now.
    ``is_whole``: the facts begin with the opening; else they do not tell all.
    """

    kind: str
    target: Target
    started_at: datetime
    steps: tuple[Step, ...]
    is_target_kept: bool = False
    is_whole: bool = True

    @property
    def events(self) -> list[ClockEvent]:
        """Return what happened, as the clock takes it."""
        return [step.event for step in self.steps]

    def state(self, calendar: CompiledCalendar) -> clock.ClockState:
        """Return the clock that follows from all this."""
        return clock.replay(self.target, calendar, self.started_at, self.events)


@dataclass(frozen=True)
class Judged:
    """What decides a ticket's targets."""

    severity: str
    entitlement: str


def standing(facts: Iterable[Happening]) -> list[Happening]:
    """Return the facts without the acts that were taken back: from the undone fact on, all of it was one act.

    Nobody has acted in between: then the undoing would have been refused.
    """
    found: list[Happening] = []
    for fact in facts:
        if fact.verb == "tickets.act_undone":
            found = [earlier for earlier in found if earlier.entry_id < fact.data["undone_entry_id"]]
        else:
            found.append(fact)
    return found


def stories(
    facts: Sequence[Happening],
    *,
    started_at: datetime,
    judged: Judged,
    targets_for: TargetsFor,
    explained_at: Collection[datetime] = (),
) -> dict[str, ClockStory]:
    """Return what each clock of a ticket is derived from, by kind.

    ``judged`` is what stands on the ticket now, for facts that do not tell what was before. ``explained_at``: when a
    resolution came with words, which are an answer to the requester, too.
    """
    walk = _Walk(standing(facts), judged, targets_for, explained_at)
    first = targets_for(walk.judged.severity, walk.judged.entitlement)
    steps: dict[str, list[Step]] = {kind: [] for kind in KINDS}
    for fact in walk.facts:
        for kind, event in walk.events_of(fact):
            steps[kind].append(Step(event, fact))
    is_whole = any(fact.verb == "tickets.ticket_opened" for fact in walk.facts)
    return {kind: ClockStory(kind, first[kind], started_at, tuple(steps[kind]), is_whole=is_whole) for kind in KINDS}


def with_target(story: ClockStory, calendar: CompiledCalendar, kept: Target) -> ClockStory:
    """Return the story with what was promised in fact, where the desk promises something else for it by now.

    Only the last target is known; what was promised before another severity is taken from what is promised now.
    """
    state = clock.start(story.target, calendar, story.started_at)
    last: int | None = None
    for index, event in enumerate(story.events):
        if event.act is ClockAct.RETARGET and not state.has_ended:
            last = index
        state = clock.applied(state, calendar, event)
    if state.target == kept:
        return story
    if last is None:
        return replace(story, target=kept, is_target_kept=True)
    step = story.steps[last]
    steps = (*story.steps[:last], replace(step, event=replace(step.event, target=kept)), *story.steps[last + 1 :])
    return replace(story, steps=steps, is_target_kept=True)


class _Walk:
    """Going through the facts of one ticket, knowing what held before each."""

    def __init__(
        self, facts: list[Happening], judged: Judged, targets_for: TargetsFor, explained_at: Collection[datetime]
    ) -> None:
        self.facts, self.targets_for, self.explained_at = facts, targets_for, explained_at
        self.judged = Judged(
            _first(facts, ("old_severity", "severity"), judged.severity),
            _first(facts, ("old_entitlement", "entitlement"), judged.entitlement),
        )
        self.waiting_on, self.is_done = "", False
        self.answers: set[int | datetime] = set()

    def events_of(self, fact: Happening) -> Iterator[tuple[str, ClockEvent]]:
        """Return what a fact does to which clock."""
        act = _ACTS.get(fact.verb)
        for kinds, done in act(self, fact) if act else ():
            targets = self.targets_for(self.judged.severity, self.judged.entitlement)
            for kind in kinds:
                target = targets[kind] if done is ClockAct.RETARGET else None
                yield kind, ClockEvent(done, fact.at, target)


_Effect = tuple[tuple[str, ...], ClockAct]


def _first(facts: list[Happening], names: tuple[str, ...], otherwise: str) -> str:
    """Return what held at the beginning: the first fact about it tells what was before, or is the beginning itself."""
    for fact in facts:
        told = [fact.data[name] for name in names if fact.data.get(name)]
        if told:
            return str(told[0])
    return otherwise


def _judged_again(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    is_first = fact.verb == "tickets.ticket_triaged" and not fact.data.get("old_severity")
    walk.judged = Judged(
        fact.data.get("severity", walk.judged.severity), fact.data.get("entitlement", walk.judged.entitlement)
    )
    if not is_first:
        yield KINDS, ClockAct.RETARGET


def _waiting(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    walk.waiting_on = fact.data["waiting_on"]
    yield KINDS, ClockAct.PAUSE


def _going_on(walk: _Walk, _fact: Happening) -> Iterator[_Effect]:
    walk.waiting_on = ""
    yield KINDS, ClockAct.RESUME


def _requester_answered(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    """End waiting for the requester: the own words do, and that has no fact of its own."""
    if walk.waiting_on == REQUESTER:
        yield from _going_on(walk, fact)


def _replied(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    walk.answers.add(fact.data["message_id"])
    yield (FIRST_REPLY,), ClockAct.MEET


def _rung(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    """Take being reached by telephone for an answer."""
    if fact.data["outcome"] == "reached":
        walk.answers.add(fact.at)
        yield (FIRST_REPLY,), ClockAct.MEET


def _unreplied(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    walk.answers.discard(fact.data["message_id"])
    if not walk.answers and not walk.is_done:
        yield (FIRST_REPLY,), ClockAct.REOPEN
        if walk.waiting_on:
            yield (FIRST_REPLY,), ClockAct.PAUSE


def _resolved(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    if fact.at in walk.explained_at:
        walk.answers.add(fact.at)
    yield from _going_on(walk, fact)
    walk.is_done = True
    yield KINDS, ClockAct.MEET


def _voided(walk: _Walk, fact: Happening) -> Iterator[_Effect]:
    yield from _going_on(walk, fact)
    walk.is_done = True
    yield KINDS, ClockAct.STOP


def _reopened(walk: _Walk, _fact: Happening) -> Iterator[_Effect]:
    """Count on towards the solution, by what is promised for the severity that it has by now."""
    walk.is_done = False
    yield (SOLVE,), ClockAct.REOPEN
    yield (SOLVE,), ClockAct.RETARGET


_ACTS: Mapping[str, Callable[[_Walk, Happening], Iterator[_Effect]]] = {
    "tickets.ticket_triaged": _judged_again,
    "tickets.requester_changed": _judged_again,
    "tickets.nature_changed": _judged_again,
    "tickets.ticket_waiting": _waiting,
    "tickets.ticket_resumed": _going_on,
    "tickets.requester_answered": _requester_answered,
    "tickets.reply_written": _replied,
    "tickets.callback_tried": _rung,
    "tickets.reply_made_note": _unreplied,
    "tickets.ticket_resolved": _resolved,
    "tickets.ticket_voided": _voided,
    "tickets.ticket_reopened": _reopened,
}
"""What is not here moves no clock: who has it, where it went, notes, and closing what is resolved."""
