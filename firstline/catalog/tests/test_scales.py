"""The scales: values move by steps and stop at the ends; severities have an order."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.catalog.rules.scales import Impact, Severity, Urgency, moved


def test_values_move_by_steps_and_stop_at_the_ends() -> None:
    assert moved(Impact.ONE, 1) is Impact.GROUP
    assert moved(Urgency.HINDERED, 5) is Urgency.STOPPED
    assert moved(Urgency.HINDERED, -1) is Urgency.GOES_ON
    assert [severity.rank for severity in Severity] == [0, 1, 2, 3]


@given(st.sampled_from(list(Impact)), st.integers(-9, 9))
def test_moving_stays_on_the_scale_and_keeps_the_direction(impact: Impact, steps: int) -> None:
    scale = list(Impact)
    gone = scale.index(moved(impact, steps)) - scale.index(impact)
    assert gone * steps >= 0
    assert abs(gone) <= abs(steps)
