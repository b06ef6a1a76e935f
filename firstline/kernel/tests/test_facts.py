"""Facts hold their own fields as data, and are never changed."""

import dataclasses
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest

from firstline.kernel import clock
from firstline.kernel.facts import Fact, Visibility


@dataclass(frozen=True, kw_only=True)
class LampLit(Fact):
    """Something happened that no room knows."""

    verb: ClassVar[str] = "tests.lamp_lit"
    subject_type: ClassVar[str] = "lamp"

    watts: int


LIT = LampLit(desk_id=3, subject_id=5, parent_type="room", parent_id=8, watts=40)


def test_data_are_the_facts_own_fields_only() -> None:
    assert LIT.data() == {"watts": 40}


def test_a_fact_is_seen_by_staff_unless_it_says_otherwise() -> None:
    assert LIT.visibility is Visibility.INTERNAL


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LIT.watts = 60  # type: ignore[misc]  # that it cannot is the test


def test_the_clock_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
