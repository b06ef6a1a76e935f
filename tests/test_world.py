"""The small world of the tests says what it promises."""

import pytest

from firstline.kernel.permissions import Permission, Role
from tests.world import small_world

pytestmark = pytest.mark.django_db


def test_the_small_world_answers_by_name() -> None:
    world = small_world()
    assert world.district.extension == "3446"
    assert world.police.is_confidential
    assert world.natures["printing"].number_key == 4
    assert world.carol.extension == "4120"
    assert world.marcus.username == "marcus"
    assert world.person("mei-ling.chow").site == world.sites["LV"]


def test_actors_hold_the_roles_of_their_desk_only() -> None:
    world = small_world()
    dana, rita, carol = world.actor("dana"), world.actor("rita"), world.actor("carol")
    assert dana.has_role(Role.COORDINATOR, world.district.pk)
    assert not dana.may(Permission.TICKET_READ, world.police.pk)
    assert rita.desk_ids(Permission.TICKET_READ) == {world.police.pk}
    assert not carol.is_staff


def test_the_small_world_is_made_once() -> None:
    assert small_world().district == small_world().district
