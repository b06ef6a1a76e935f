"""The suggested working order: overrides, score, reasons by tables; pins and completeness by properties."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstline.kernel.reasons import Reason
from firstline.tickets.rules.working_order import OpenCall, OrderedCall, OrderGroup, OrderWeights, score, working_order
from firstline.triage.rules.severity import Severity

NOW = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
H = timedelta(hours=1)
CRITICAL, HIGH, NORMAL, LOW = Severity.CRITICAL, Severity.HIGH, Severity.NORMAL, Severity.LOW


def call(
    ticket: int, severity: Severity = NORMAL, minutes: float | None = 15, waited: float = 1, **more: bool
) -> OpenCall:
    return OpenCall(ticket, severity, waited * H, minutes, 12 if minutes else 0, None, **more)


def order(*calls: OpenCall, pins: Mapping[int, int] | None = None) -> list[int]:
    return [row.ticket for row in working_order(calls, NOW, pins)]


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ([call(1, LOW), call(2, CRITICAL, 90), call(3, HIGH, 5)], [2, 3, 1]),
        ([call(1, HIGH, 30), call(2, NORMAL, 8)], [2, 1]),  # a quick call is taken first (5.2.11)
        ([call(1, HIGH, 12), call(2, LOW, 9)], [2, 1]),
        ([call(1, NORMAL, 30), call(2, HIGH, 30)], [2, 1]),
        ([call(1, LOW, 10), call(2, HIGH, 90)], [1, 2]),  # 1/10 before 6/90
        ([call(1, HIGH, 5), call(2, LOW, 90, waited=33)], [2, 1]),  # the age guard
        ([call(1, HIGH, 5), call(2, LOW, 90, waited=32)], [1, 2]),  # not yet
        ([call(1, LOW, 90, waited=40), call(2, LOW, 5, waited=34)], [1, 2]),
        ([call(1, CRITICAL), call(2, LOW, waited=99)], [1, 2]),
        ([call(1, NORMAL, 15, waited=1), call(2, NORMAL, 15, waited=2)], [2, 1]),  # equals: the longer wait
        ([call(2), call(1)], [1, 2]),
        ([call(1), call(2, is_reachable=True)], [2, 1]),
        ([call(1), call(2, is_same_building=True)], [2, 1]),
        ([call(1, is_same_building=True), call(2, is_reachable=True)], [2, 1]),
        ([call(1, NORMAL, None), call(2, NORMAL, 25), call(3, NORMAL, 15)], [3, 1, 2]),  # unknown counts as 20
        ([call(1, CRITICAL, is_waiting=True), call(2, LOW)], [2, 1]),
    ],
)
def test_suggested_order(calls: list[OpenCall], expected: list[int]) -> None:
    assert order(*calls) == expected


@pytest.mark.parametrize(("minutes", "first"), [(-30, 1), (0, 1), (5, 1), (6, 2)])
def test_a_promised_callback_comes_first_when_it_is_due(minutes: int, first: int) -> None:
    promised = OpenCall(1, LOW, H, 60, 9, callback_at=NOW + minutes * MINUTE)
    assert order(call(2, CRITICAL), promised)[0] == first


def test_due_callbacks_stand_by_their_promised_time() -> None:
    later = OpenCall(1, CRITICAL, H, 5, 9, callback_at=NOW + 2 * MINUTE)
    assert order(later, OpenCall(2, LOW, H, 60, 9, callback_at=NOW)) == [2, 1]


def test_score_is_weight_by_minutes_with_bonuses() -> None:
    assert score(call(1, HIGH, 12, is_reachable=True)) == pytest.approx(0.625)
    assert score(call(1, LOW, 10, is_reachable=True, is_same_building=True)) == pytest.approx(0.1 * 1.25 * 1.15)
    assert score(call(1, LOW, 0.2)) == 1.0


def test_weights_are_a_setting() -> None:
    calls = [call(1, LOW, 90, waited=9), call(2, HIGH, 5)]
    weights = OrderWeights(waited_long=8 * H)
    assert [row.ticket for row in working_order(calls, NOW, weights=weights)] == [1, 2]


def test_sections_have_their_headings_once_and_waiting_rows_no_place() -> None:
    promised = OpenCall(6, LOW, H, 60, 9, callback_at=NOW)
    rows = working_order(
        [
            call(1, CRITICAL), call(2, LOW, waited=40), call(3, NORMAL, 5), call(4, NORMAL, 6), call(5, NORMAL, 50),
            promised, call(7, is_waiting=True),
        ],
        NOW,
    )  # fmt: skip
    assert [(row.ticket, row.position, row.heading) for row in rows] == [
        (6, 0, OrderGroup.CALLBACK),
        (1, 1, OrderGroup.CRITICAL),
        (2, 2, OrderGroup.WAITED_LONG),
        (3, 3, OrderGroup.QUICK),
        (4, 4, None),
        (5, 5, OrderGroup.NEXT),
        (7, None, OrderGroup.WAITING),
    ]
    assert [row.group for row in rows][3:5] == [OrderGroup.QUICK, OrderGroup.QUICK]


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({4: 0}, [4, 1, 2, 3]),
        ({1: 3}, [2, 3, 4, 1]),
        ({4: 0, 3: 1}, [4, 3, 1, 2]),
        ({1: 2, 2: 2}, [3, 4, 1, 2]),  # both want the third place
        ({1: 9, 2: 7}, [3, 4, 2, 1]),  # beyond the end, in their own order
        ({99: 0}, [1, 2, 3, 4]),  # closed meanwhile
    ],
)
def test_the_person_wins(pins: dict[int, int], expected: list[int]) -> None:
    assert order(call(1, CRITICAL), call(2, HIGH, 5), call(3, NORMAL, 5), call(4, LOW, 5), pins=pins) == expected


def test_a_pinned_row_makes_no_section_and_a_waiting_one_keeps_its_pin_for_later() -> None:
    rows = working_order([call(1, CRITICAL), call(2, LOW, 50), call(3, is_waiting=True)], NOW, {2: 0, 3: 0})
    assert [(row.ticket, row.heading, row.is_pinned) for row in rows] == [
        (2, None, True),
        (1, OrderGroup.CRITICAL, False),
        (3, OrderGroup.WAITING, False),
    ]


def test_reasons_are_told_as_codes_and_numbers() -> None:
    everything = OpenCall(
        1, CRITICAL, 40.5 * H, 4.4, 12, callback_at=NOW - 90 * timedelta(seconds=1), is_reachable=True,
        is_same_building=True,
    )  # fmt: skip
    (row,) = working_order([everything], NOW, {1: 0})
    assert row.reasons == (
        Reason("pinned", {"position": 0}),
        Reason("callback_due", {"minutes_left": -2}),
        Reason("critical"),
        Reason("waited_long", {"hours": 40}),
        Reason("expected", {"minutes": 4, "sample_count": 12}),
        Reason("severity", {"severity": "critical"}),
        Reason("reachable"),
        Reason("same_building"),
    )
    (silent,) = working_order([call(1, LOW, None, is_waiting=True)], NOW)
    assert [reason.code for reason in silent.reasons] == ["waiting", "expected_unknown", "severity"]


CALLS = st.lists(
    st.builds(
        OpenCall,
        st.integers(1, 40),
        st.sampled_from(list(Severity)),
        st.integers(0, 60 * 60).map(lambda minutes: minutes * MINUTE),
        st.none() | st.floats(0, 500),
        st.integers(0, 50),
        st.none() | st.integers(-60, 60).map(lambda minutes: NOW + minutes * MINUTE),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    unique_by=lambda open_call: open_call.ticket,
    max_size=14,
)
PINS = st.dictionaries(st.integers(1, 40), st.integers(0, 20), max_size=6)


@settings(deadline=None)
@given(CALLS, PINS)
def test_nothing_is_lost_and_positions_run_from_the_top(calls: list[OpenCall], pins: dict[int, int]) -> None:
    rows = working_order(calls, NOW, pins)
    assert sorted(row.ticket for row in rows) == sorted(open_call.ticket for open_call in calls)
    counted = [row.position for row in rows if row.position is not None]
    assert counted == list(range(len(counted)))
    assert [row.position is None for row in rows] == sorted(row.position is None for row in rows)


@settings(deadline=None)
@given(CALLS, st.data())
def test_distinct_pins_within_the_list_are_always_honoured(calls: list[OpenCall], data: st.DataObject) -> None:
    counted = [open_call.ticket for open_call in calls if not open_call.is_waiting]
    chosen = data.draw(st.lists(st.sampled_from(counted), unique=True)) if counted else []
    places = data.draw(st.permutations(range(len(counted))))
    pins = dict(zip(chosen, places, strict=False))
    by_ticket: dict[int, OrderedCall] = {row.ticket: row for row in working_order(calls, NOW, pins)}
    assert all(by_ticket[ticket].position == place for ticket, place in pins.items())


@settings(deadline=None)
@given(CALLS, PINS)
def test_pins_move_only_the_pinned(calls: list[OpenCall], pins: dict[int, int]) -> None:
    plain = [row.ticket for row in working_order(calls, NOW) if row.ticket not in pins]
    assert [row.ticket for row in working_order(calls, NOW, pins) if row.ticket not in pins] == plain


@settings(deadline=None)
@given(CALLS)
def test_sections_follow_each_other_and_critical_is_preceded_only_by_due_callbacks(calls: list[OpenCall]) -> None:
    rows = working_order(calls, NOW)
    assert [row.group.order for row in rows] == sorted(row.group.order for row in rows)
    headings = [row.heading for row in rows if row.heading]
    assert len(headings) == len(set(headings))
    critical = {c.ticket for c in calls if c.severity is CRITICAL and not c.is_waiting}
    before = [row for row in rows if row.ticket not in critical and row.position is not None]
    for row in before:
        if any(other.ticket in critical and rows.index(other) > rows.index(row) for other in rows):
            assert row.group is OrderGroup.CALLBACK


@settings(deadline=None)
@given(CALLS, PINS, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_input(
    calls: list[OpenCall], pins: dict[int, int], dice: Random
) -> None:
    shuffled = list(calls)
    dice.shuffle(shuffled)
    assert working_order(calls, NOW, pins) == working_order(shuffled, NOW, pins)
