"""What facts do to clocks, by tables: no database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from firstline.calendars.rules.business_time import CalendarSpec, compile_calendar
from firstline.promises.rules.clock import Target
from firstline.tickets.rules.clock_facts import ClockStory, Happening, Judged, standing, stories, with_target

OPENED = datetime(2026, 9, 15, 13, 0, tzinfo=UTC)
ALWAYS = compile_calendar(CalendarSpec("UTC", always_open=True), date(2026, 9, 1), date(2026, 9, 30))
MINUTE = timedelta(minutes=1)
HOURS = {"low": 16, "normal": 8, "high": 4, "critical": 2}
Fact = tuple[str, int, Mapping[str, Any]]
NOW = Judged("normal", "covered")


def targets_for(severity: str, entitlement: str) -> Mapping[str, Target]:
    """Promise so many hours for a solution and a quarter of them for a reply; nothing for support as needed."""
    if entitlement != "covered":
        return dict.fromkeys(("first_reply", "solve"), Target())
    return {"first_reply": Target(HOURS[severity] * 15 * MINUTE), "solve": Target(HOURS[severity] * 60 * MINUTE)}


def triaged(minute: int, severity: str, old: str = "") -> Fact:
    return "ticket_triaged", minute, {"severity": severity, "old_severity": old}


def facts(*rows: Fact) -> list[Happening]:
    """Return facts so many minutes after the opening, numbered from 1."""
    return [Happening(n, f"tickets.{verb}", OPENED + at * MINUTE, data) for n, (verb, at, data) in enumerate(rows, 1)]


def happened(kind: str, *rows: Fact, judged: Judged = NOW, explained: tuple[int, ...] = ()) -> list[str]:
    """Return what happened to a clock: "60 start", "30 pause", "45 retarget 4:00:00"."""
    explained_at = [OPENED + minute * MINUTE for minute in explained]
    found = stories(facts(*rows), started_at=OPENED, judged=judged, targets_for=targets_for, explained_at=explained_at)[
        kind
    ]
    return told_of(found)


def told_of(story: ClockStory) -> list[str]:
    """Return the start and each happening in words."""
    rows = [(0, "start", story.target), *(((e.at - OPENED) // MINUTE, e.act, e.target) for e in story.events)]
    parts = [(at, act, target.duration if target else None) for at, act, target in rows]
    return [" ".join(str(part) for part in row if part is not None) for row in parts]


WAITS: Fact = ("ticket_waiting", 10, {"waiting_on": "requester"})
WAITS_FOR_PARTS: Fact = ("ticket_waiting", 10, {"waiting_on": "parts"})
ANSWERED: Fact = ("requester_answered", 20, {"message_id": 1})
REPLY: Fact = ("reply_written", 5, {"message_id": 7})
SECOND_REPLY: Fact = ("reply_written", 6, {"message_id": 8})
NOTE_AFTER_ALL: Fact = ("reply_made_note", 9, {"message_id": 7})
RESOLVED: Fact = ("ticket_resolved", 8, {})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([triaged(0, "high"), ("work_noted", 3, {}), ("ticket_closed", 4, {})], []),
        ([triaged(0, "high"), triaged(10, "low", "high")], ["10 retarget 16:00:00"]),
        ([WAITS, ANSWERED], ["10 pause", "20 resume"]),
        ([WAITS_FOR_PARTS, ANSWERED], ["10 pause"]),
        ([WAITS, ("ticket_resumed", 15, {}), ANSWERED], ["10 pause", "15 resume"]),
        ([REPLY, NOTE_AFTER_ALL], []),
        (
            [RESOLVED, ("ticket_reopened", 30, {})],
            ["8 resume", "8 meet", "30 reopen", "30 retarget 8:00:00"],
        ),
        ([("ticket_voided", 3, {})], ["3 resume", "3 stop"]),
    ],
)  # fmt: skip
def test_facts_move_the_clock_of_the_solution(rows: list[Fact], expected: list[str]) -> None:
    assert happened("solve", *rows)[1:] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([REPLY, SECOND_REPLY], ["5 meet", "6 meet"]),
        ([REPLY, NOTE_AFTER_ALL], ["5 meet", "9 reopen"]),
        (
            [REPLY, ("ticket_waiting", 7, {"waiting_on": "parts"}), NOTE_AFTER_ALL],
            ["5 meet", "7 pause", "9 reopen", "9 pause"],
        ),
        ([REPLY, SECOND_REPLY, NOTE_AFTER_ALL], ["5 meet", "6 meet"]),
        ([REPLY, RESOLVED, NOTE_AFTER_ALL], ["5 meet", "8 resume", "8 meet"]),
        ([RESOLVED, ("ticket_reopened", 30, {})], ["8 resume", "8 meet"]),
    ],
)
def test_answers_meet_the_first_reply_and_their_want_opens_it_again(rows: list[Fact], expected: list[str]) -> None:
    assert happened("first_reply", *rows)[1:] == expected


def test_words_of_a_resolution_are_an_answer() -> None:
    told = happened("first_reply", REPLY, RESOLVED, NOTE_AFTER_ALL, explained=(8,))
    assert told[1:] == ["5 meet", "8 resume", "8 meet"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([triaged(0, "critical"), triaged(9, "low", "critical")], "0 start 2:00:00"),
        ([triaged(9, "low", "critical")], "0 start 2:00:00"),
        ([], "0 start 8:00:00"),
        ([("requester_changed", 3, {"old_entitlement": "as_needed", "entitlement": "covered"})], "0 start"),
        ([("nature_changed", 3, {"old_severity": "low", "severity": "low", "entitlement": "covered",
                                 "old_entitlement": "as_needed"})], "0 start"),
        ([("nature_changed", 3, {"old_severity": "low", "severity": "high", "entitlement": "covered"})],
         "0 start 16:00:00"),
    ],
)  # fmt: skip
def test_the_first_target_is_what_was_judged_at_first(rows: list[Fact], expected: str) -> None:
    assert happened("solve", *rows)[0] == expected


def test_what_is_promised_follows_severity_and_entitlement() -> None:
    nature = {"old_severity": "high", "severity": "low", "old_entitlement": "covered", "entitlement": "covered"}
    requester = {"old_entitlement": "covered", "entitlement": "as_needed"}
    rows = [triaged(0, "high"), ("nature_changed", 3, nature), ("requester_changed", 6, requester)]
    assert happened("solve", *rows)[1:] == ["3 retarget 16:00:00", "6 retarget"]


def test_an_act_that_was_taken_back_has_not_been() -> None:
    undone: Fact = ("act_undone", 11, {"undone_entry_id": 2, "undone_verb": "tickets.ticket_waiting"})
    told = standing(facts(triaged(0, "high"), WAITS, ("ticket_taken", 10, {}), undone, RESOLVED))
    assert [fact.entry_id for fact in told] == [1, 5]


@pytest.mark.parametrize(
    ("rows", "kept", "expected"),
    [
        ([], 8, "0 start 8:00:00"),
        ([], 5, "0 start 5:00:00"),
        ([triaged(3, "low", "normal"), WAITS], 5, "0 start 8:00:00, 3 retarget 5:00:00, 10 pause"),
        ([RESOLVED, triaged(9, "low", "normal")], 5, "0 start 5:00:00, 8 resume, 8 meet, 9 retarget 16:00:00"),
    ],
)
def test_the_stored_target_stands_for_the_last_one(rows: list[Fact], kept: int, expected: str) -> None:
    story = stories(facts(*rows), started_at=OPENED, judged=NOW, targets_for=targets_for)["solve"]
    told = with_target(story, ALWAYS, Target(kept * 60 * MINUTE))
    assert told.is_target_kept is (kept != 8)
    assert ", ".join(told_of(told)) == expected
    assert told.state(ALWAYS).target == Target(kept * 60 * MINUTE)
