"""A short run of bench/working_order.py: the goal of SCIENCE.md §3 against first come on the same arrivals."""

from bench.working_order import ORDERS, compared


def test_the_suggested_order_beats_first_come_on_the_same_arrivals() -> None:
    names = ("first come, first served", "Firstline")
    results = compared(runs=1, orders={name: ORDERS[name] for name in names})
    base, ours = (results[name] for name in names)
    assert ours.late_share <= 0.45 * base.late_share
    assert ours.weighted_flow <= 0.60 * base.weighted_flow
    assert ours.late_critical_share <= 0.40 * base.late_critical_share
    assert ours.longest_wait <= 2400
