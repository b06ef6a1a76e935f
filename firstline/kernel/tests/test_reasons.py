"""Reasons are codes and numbers, ready for JSON; the demo's randomness is one for each stream."""

from datetime import UTC, datetime

from firstline.kernel.demo import DemoRun, no_progress
from firstline.kernel.reasons import Reason


def test_a_reason_is_ready_for_json() -> None:
    assert Reason("class_in_session", {"steps": 1}).data() == {"code": "class_in_session", "params": {"steps": 1}}
    assert Reason("default").data() == {"code": "default", "params": {}}


def test_the_same_stream_of_the_same_seed_says_the_same() -> None:
    run = DemoRun(people=0, tickets=0, seed=7, now=datetime(2026, 9, 15, tzinfo=UTC))
    assert run.random("people").random() == run.random("people").random()
    assert run.random("people").random() != run.random("tickets").random()
    run.progress("people", 1, 2)
    assert run.progress is no_progress
