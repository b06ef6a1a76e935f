"""Slots are filled at start-up, once, and then closed."""

import pytest

from firstline.kernel import registry
from firstline.kernel.registry import RegistryFrozen, Slot


def test_items_keep_the_order_in_which_they_came() -> None:
    slot: Slot[int] = Slot("NUMBERS")
    slot.add("two", 2)
    slot.add("one", 1)
    assert list(slot) == [2, 1]
    assert list(slot.items()) == [("two", 2), ("one", 1)]
    assert slot.get("one") == 1
    assert slot.get("three") is None


def test_a_code_is_taken_once() -> None:
    slot: Slot[int] = Slot("NUMBERS")
    slot.add("one", 1)
    with pytest.raises(RegistryFrozen, match="NUMBERS: one"):
        slot.add("one", 11)
    assert list(slot) == [1]


def test_a_frozen_slot_takes_nothing_more() -> None:
    slot: Slot[int] = Slot("NUMBERS")
    slot.freeze()
    with pytest.raises(RegistryFrozen, match="NUMBERS: late"):
        slot.add("late", 1)


def test_all_slots_are_frozen_together() -> None:
    own = [value for value in vars(registry).values() if isinstance(value, Slot)]
    assert sorted(slot.name for slot in registry.SLOTS) == sorted(slot.name for slot in own)


def test_freezing_everything_closes_each_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    slots: tuple[Slot[int], ...] = (Slot("A"), Slot("B"))
    monkeypatch.setattr(registry, "SLOTS", slots)
    registry.freeze_all()
    for slot in slots:
        with pytest.raises(RegistryFrozen):
            slot.add("late", 1)
