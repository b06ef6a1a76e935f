"""The state of one's own line, and who can be given work."""

from datetime import timedelta

import pytest

from firstline.kernel.actor import SYSTEM, VISITOR
from firstline.kernel.errors import Invalid, NotAllowed, NotFound
from firstline.ledger.models import Entry
from firstline.teams.models import SupportGroup
from firstline.teams.selectors import availability_of, can_work_at, get_group, own_group_ids, staff_of
from firstline.teams.services import set_availability
from tests.world import World

pytestmark = pytest.mark.django_db


def states() -> list[tuple[str, str]]:
    """Return old and new state of every change in the ledger."""
    entries = Entry.objects.filter(verb="teams.availability_set").order_by("id")
    return [(entry.data["old_state"], entry.data["new_state"]) for entry in entries]


def test_a_new_state_is_kept_with_its_time_and_recorded(world: World) -> None:
    marcus = world.actor("marcus")
    set_availability(actor=marcus, state="off", now=world.now)
    before = len(states())
    row = set_availability(actor=marcus, state="away", note="At North High " * 20, now=world.now)
    assert (row.state, row.since_at, len(row.note)) == ("away", world.now, 80)
    assert states()[before:] == [("off", "away")]
    assert availability_of(world.users["marcus"].pk) is not None


def test_the_same_state_again_is_no_news(world: World) -> None:
    marcus = world.actor("marcus")
    set_availability(actor=marcus, state="available", now=world.now)
    before = len(states())
    row = set_availability(actor=marcus, state="available", now=world.now + timedelta(hours=1))
    assert row.since_at <= world.now
    assert len(states()) == before


def test_a_state_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        set_availability(actor=world.actor("marcus"), state="asleep", now=world.now)
    assert (refused.value.code, refused.value.field) == ("unknown_choice", "state")


def test_only_staff_have_a_line(world: World) -> None:
    for nobody in (VISITOR, SYSTEM):
        with pytest.raises(NotAllowed):
            set_availability(actor=nobody, state="away", now=world.now)


def test_staff_see_the_people_of_their_own_desk(world: World) -> None:
    dana = world.actor("dana")
    assert "Marcus" in " ".join(member.name for member in staff_of(dana, world.district.pk))
    assert list(staff_of(dana, world.police.pk)) == []


def test_work_is_given_to_those_who_work_at_the_desk(world: World) -> None:
    marcus, rita = world.users["marcus"].pk, world.users["rita"].pk
    assert can_work_at(marcus, world.district.pk)
    assert not can_work_at(marcus, world.police.pk)
    assert not can_work_at(rita, world.district.pk)


def test_groups_of_another_desk_are_not_found(world: World) -> None:
    dana = world.actor("dana")
    own = SupportGroup.objects.filter(desk=world.district).first()
    other = SupportGroup.objects.filter(desk=world.police).first()
    assert own is not None
    assert other is not None
    assert get_group(dana, own.pk) == own
    with pytest.raises(NotFound):
        get_group(dana, other.pk)
    assert isinstance(list(own_group_ids(world.users["marcus"].pk)), list)
