"""The life of a ticket: every pair of status and act, written by hand."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from firstline.tickets.rules.lifecycle import (
    OPEN_STATUSES,
    Act,
    ActRefused,
    ClockEffect,
    ReplyOutcome,
    Status,
    WaitingOn,
    clock_effect,
    is_possible,
    reply_outcome,
    step,
)

# act: status after it in new, in_progress, waiting, scheduled, resolved, closed, void; or the code of the refusal.
BY_HAND = """
take            | in_progress   | in_progress   | waiting       | scheduled     | reopen_first     | reopen_first   | ticket_is_void
assign          | new           | in_progress   | waiting       | scheduled     | reopen_first     | reopen_first   | ticket_is_void
classify        | new           | in_progress   | waiting       | scheduled     | resolved         | reopen_first   | ticket_is_void
reply           | in_progress   | in_progress   | waiting       | scheduled     | resolved         | reopen_first   | ticket_is_void
work_note       | in_progress   | in_progress   | waiting       | scheduled     | resolved         | closed         | ticket_is_void
requester_reply | new           | in_progress   | waiting       | scheduled     | in_progress      | in_progress    | ticket_is_void
forward         | new           | in_progress   | waiting       | scheduled     | reopen_first     | reopen_first   | ticket_is_void
escalate        | new           | in_progress   | waiting       | scheduled     | resolved         | closed         | ticket_is_void
wait            | waiting       | waiting       | waiting       | waiting       | reopen_first     | reopen_first   | ticket_is_void
resume          | not_waiting   | not_waiting   | in_progress   | in_progress   | reopen_first     | reopen_first   | ticket_is_void
schedule        | scheduled     | scheduled     | scheduled     | scheduled     | reopen_first     | reopen_first   | ticket_is_void
resolve         | resolved      | resolved      | resolved      | resolved      | already_resolved | already_resolved | ticket_is_void
log_and_resolve | closed        | only_when_new | only_when_new | only_when_new | only_when_new    | only_when_new  | ticket_is_void
close           | resolve_first | resolve_first | resolve_first | resolve_first | closed           | already_closed | ticket_is_void
reopen          | not_resolved  | not_resolved  | not_resolved  | not_resolved  | in_progress      | in_progress    | ticket_is_void
void            | void          | void          | void          | void          | void             | void           | ticket_is_void
"""  # noqa: E501 - a table is read by its columns
TABLE = [
    (status, cells[0], expected)
    for cells in ([cell.strip() for cell in line.split("|")] for line in BY_HAND.strip().splitlines())
    for status, expected in zip(list(Status), cells[1:], strict=True)
]
STATUSES = {status.value for status in Status}
NOW = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)


def test_the_table_by_hand_is_whole() -> None:
    assert {(status, act) for status, act, _ in TABLE} == set(itertools.product(list(Status), list(Act)))


@pytest.mark.parametrize(("status", "act", "expected"), TABLE)
def test_every_pair_of_status_and_act(status: Status, act: str, expected: str) -> None:
    if expected in STATUSES:
        assert step(status, Act(act)).after == expected
        assert is_possible(status, Act(act))
        return
    with pytest.raises(ActRefused) as caught:
        step(status, Act(act))
    assert caught.value.code == expected
    assert caught.value.params == {"status": status.value, "act": act}
    assert not is_possible(status, Act(act))


@pytest.mark.parametrize(
    ("waiting_on", "after", "clock"),
    [
        (WaitingOn.REQUESTER, Status.IN_PROGRESS, ClockEffect.RESUME),
        (WaitingOn.VENDOR, Status.WAITING, ClockEffect.NONE),
        (WaitingOn.PARTS, Status.WAITING, ClockEffect.NONE),
        (None, Status.WAITING, ClockEffect.NONE),
    ],
)
def test_a_reply_ends_only_waiting_on_the_requester(
    waiting_on: WaitingOn | None, after: Status, clock: ClockEffect
) -> None:
    done = step(Status.WAITING, Act.REQUESTER_REPLY, waiting_on)
    assert (done.after, done.clock) == (after, clock)


def test_forwarding_empties_the_assignee_and_keeps_the_status() -> None:
    for status in OPEN_STATUSES:
        forwarded = step(status, Act.FORWARD)
        assert (forwarded.after, forwarded.clears_assignee) == (status, True)
    assert not step(Status.NEW, Act.ASSIGN).clears_assignee


def test_reopening_is_counted_however_it_comes_about() -> None:
    reopening = {
        (status, act)
        for status, act in itertools.product(list(Status), list(Act))
        if is_possible(status, act) and step(status, act).is_reopening
    }
    assert reopening == {
        (Status.RESOLVED, Act.REOPEN),
        (Status.RESOLVED, Act.REQUESTER_REPLY),
        (Status.CLOSED, Act.REOPEN),
        (Status.CLOSED, Act.REQUESTER_REPLY),
    }


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ("new", "in_progress", "none"),
        ("in_progress", "waiting", "pause"),
        ("waiting", "waiting", "none"),
        ("waiting", "in_progress", "resume"),
        ("waiting", "scheduled", "resume"),
        ("scheduled", "waiting", "pause"),
        ("in_progress", "scheduled", "none"),
        ("waiting", "resolved", "meet"),
        ("new", "closed", "meet"),
        ("resolved", "closed", "none"),
        ("resolved", "in_progress", "reopen"),
        ("closed", "in_progress", "reopen"),
        ("in_progress", "void", "stop"),
        ("closed", "void", "stop"),
    ],
)
def test_clock_follows_the_status(before: str, after: str, effect: str) -> None:
    assert clock_effect(Status(before), Status(after)) == effect


@pytest.mark.parametrize(
    ("status", "days", "outcome"),
    [
        (Status.WAITING, None, ReplyOutcome.CONTINUES),
        (Status.RESOLVED, 3, ReplyOutcome.REOPENS),
        (Status.CLOSED, 14, ReplyOutcome.REOPENS),
        (Status.CLOSED, 15, ReplyOutcome.OPENS_LINKED_TICKET),
        (Status.RESOLVED, None, ReplyOutcome.OPENS_LINKED_TICKET),
        (Status.VOID, 1, ReplyOutcome.OPENS_LINKED_TICKET),
    ],
)
def test_a_reply_reopens_within_fourteen_days(status: Status, days: int | None, outcome: ReplyOutcome) -> None:
    ended_at = None if days is None else NOW - timedelta(days=days)
    assert reply_outcome(status, ended_at, NOW) is outcome
