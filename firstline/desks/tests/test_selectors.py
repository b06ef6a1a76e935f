"""Desks: which ones an actor may know of."""

import pytest

from firstline.desks.selectors import desks_of, get_desk
from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import NotFound
from tests.world import World


def test_staff_know_the_desks_where_they_work(world: World) -> None:
    dana = world.actor("dana")
    assert list(desks_of(dana)) == [world.district]
    assert get_desk(dana, world.district.pk) == world.district
    for desk_id in (world.police.pk, 0):
        with pytest.raises(NotFound):
            get_desk(dana, desk_id)


def test_a_desk_that_was_given_up_is_nobodys(world: World) -> None:
    world.district.is_active = False
    world.district.save()
    assert list(desks_of(SYSTEM)) == [world.police]
    with pytest.raises(NotFound):
        get_desk(world.actor("dana"), world.district.pk)
