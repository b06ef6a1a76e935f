"""Circumstances that move severity: shown amounts, each desk its own, kept by the tickets that name them."""

from typing import Any

import pytest

from firstline.desks.selectors import get_desk
from firstline.kernel.errors import Invalid, RuleBroken
from firstline.settings.models import SettingRevision
from firstline.settings.services.changes import add_setting, remove_setting, retire_setting, undo_change
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.console import triage_of
from firstline.triage.models import Modifier
from firstline.triage.selectors import judge_severity
from firstline.triage.settings import KINDS
from tests.world import World

CODE = "circumstances"
MOVES: dict[str, Any] = {"impact_steps": 0, "urgency_steps": 0, "is_time_bound": False, "makes_critical": False}
TESTING = {"code": "parade_day", "name": "The parade is today"}


def add(world: World, desk_id: int, **fields: Any) -> SettingRevision:
    document = TESTING | MOVES | fields
    return add_setting(actor=world.actor("ellen"), code=CODE, desk_id=desk_id, document=document, now=world.now)


def shown(**moves: Any) -> str:
    return KINDS[CODE].example({"name": "Testing"} | MOVES | moves, None, None)  # type: ignore[arg-type]  # knows no time


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ({"is_time_bound": True}, "One person. Work has stopped: Normal. With “Testing” ticked: High"),
        ({"impact_steps": 1}, "One person. Work has stopped: Normal. With “Testing” ticked: High"),
        ({"urgency_steps": -2}, "One person. Work has stopped: Normal. With “Testing” ticked: Low"),
        ({"makes_critical": True}, "One person. Work has stopped: Normal. With “Testing” ticked: Critical"),
        ({"urgency_steps": 1}, "One person. Work goes on: Low. With “Testing” ticked: Normal"),
        ({}, "By itself it moves no severity; together with answers it can"),
    ],
)
def test_the_example_is_judged_as_a_call_is(moves: dict[str, Any], sentence: str) -> None:
    assert shown(**moves) == sentence


def test_what_moves_nothing_or_too_far_is_refused(world: World) -> None:
    with pytest.raises(Invalid, match="modifier_moves_nothing"):
        add(world, world.district.pk)
    with pytest.raises(Invalid, match="unknown_choice"):
        add(world, world.district.pk, impact_steps=3)


def test_each_desk_has_its_own_by_the_same_code(world: World) -> None:
    for desk in (world.district, world.desks["police"]):
        add(world, desk.pk, is_time_bound=True)
    with pytest.raises(Invalid, match="setting_taken"):
        add(world, world.district.pk, is_time_bound=True)
    note = KINDS[CODE].note
    assert note is not None
    row = Modifier(impact_steps=1, urgency_steps=-2, is_time_bound=True, makes_critical=True)
    assert note(row) == "how many are hit +1, how badly -2, cannot wait until tomorrow, always Critical"


def test_a_retired_one_is_offered_no_more_but_a_running_call_keeps_it(world: World) -> None:
    made, nature = add(world, world.district.pk, makes_critical=True), world.natures["printing"]
    retire_setting(actor=world.actor("ellen"), code=CODE, subject_id=made.subject_id, now=world.now)
    data = {"nature": nature.pk, "nature_by": "person"}
    desk = get_desk(world.actor("dana"), world.district.pk)
    for ticked in ([], ["parade_day"]):
        triage = triage_of(world.actor("dana"), desk, data | {"modifiers": ticked}, {}, None, world.now)
        assert [row.code for row, _is_ticked in triage.modifiers if row.code == "parade_day"] == ticked
    assert judge_severity(desk, nature, [], answers={}, modifier_codes=("parade_day",)).severity == "critical"


@pytest.mark.usefixtures("seeded")
def test_what_a_ticket_names_is_never_removed(world: World) -> None:
    made = add(world, world.district.pk, makes_critical=True)
    other = add(world, world.desks["police"].pk, makes_critical=True)
    Ticket.objects.filter(desk=world.district).update(modifier_codes=["parade_day"])
    ellen = world.actor("ellen")
    with pytest.raises(RuleBroken, match="setting_in_use"):
        undo_change(actor=ellen, revision_id=made.pk, now=world.now)
    remove_setting(actor=ellen, code=CODE, subject_id=other.subject_id, now=world.now)
    assert list(Modifier.objects.filter(code="parade_day").values_list("desk__code", flat=True)) == ["district"]
