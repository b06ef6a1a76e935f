"""Predicted minutes: medians, shrinking, sample size, silence under five."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.tickets.rules.estimate import Estimate, EstimateBasis, predicted_minutes

ALL, NATURE, LIKE = EstimateBasis.ALL, EstimateBasis.NATURE, EstimateBasis.LIKE


@pytest.mark.parametrize(
    ("like", "nature", "everything", "expected"),
    [
        ([], [], [], Estimate(None, 0, ALL, is_shown=False)),
        ([], [], [10, 20, 90], Estimate(20, 3, ALL, is_shown=False)),
        ([], [8] * 10, [20] * 30, Estimate(12, 10, NATURE, is_shown=True)),
        ([], [8] * 4, [20] * 30, Estimate((32 + 100) / 9, 30, ALL, is_shown=False)),
        ([], [8] * 5, [20] * 30, Estimate(14, 5, NATURE, is_shown=True)),
        ([], [8] * 5, [], Estimate(8, 5, NATURE, is_shown=True)),
        ([4] * 5, [8] * 10, [20] * 30, Estimate(8, 5, LIKE, is_shown=True)),
        ([4] * 4, [8] * 10, [20] * 30, Estimate((16 + 60) / 9, 10, NATURE, is_shown=True)),
        ([], [10] * 50 + [500] * 90, [10] * 50, Estimate(10, 50, NATURE, is_shown=True)),  # the newest 50 count
    ],
)
def test_estimate_is_a_shrunk_median(
    like: list[float], nature: list[float], everything: list[float], expected: Estimate
) -> None:
    found = predicted_minutes(nature, everything, like)
    assert found.minutes == pytest.approx(expected.minutes)
    assert (found.sample_count, found.basis, found.is_shown) == (
        expected.sample_count,
        expected.basis,
        expected.is_shown,
    )


MINUTES = st.lists(st.floats(1, 500), max_size=60)


@given(MINUTES, MINUTES, MINUTES)
def test_estimate_lies_within_what_was_seen_and_is_silent_under_five(
    like: list[float], nature: list[float], everything: list[float]
) -> None:
    seen = [*like, *nature, *everything]
    found = predicted_minutes(nature, everything, like)
    assert (found.minutes is None) == (not seen)
    if found.minutes is not None:
        assert min(seen) - 1e-6 <= found.minutes <= max(seen) + 1e-6
    assert found.is_shown == (len(like) >= 5 or len(nature) >= 5)
    assert not found.is_shown or 5 <= found.sample_count <= 50
