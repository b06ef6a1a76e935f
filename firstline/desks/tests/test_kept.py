"""What was read of settings is kept until a setting changes, and never longer."""

from typing import Any

from django.db import transaction

from firstline.catalog.selectors import natures_of
from firstline.desks.models import Desk
from firstline.desks.selectors import desks_of, get_desk, kept
from firstline.kernel.actor import SYSTEM
from tests.world import World


class _ChangedOurMind(Exception):
    """Ends a transaction without keeping it."""


def _names(desk: Desk) -> list[str]:
    return [nature.name for nature in natures_of(desk)]


def test_what_is_kept_is_read_once_and_costs_nothing_after(world: World, django_assert_num_queries: Any) -> None:
    desk = get_desk(SYSTEM, world.district.pk)
    first = natures_of(desk)
    with django_assert_num_queries(1):  # the editions
        again = get_desk(SYSTEM, world.district.pk)
    with django_assert_num_queries(0):
        assert natures_of(again) is first


def test_a_change_is_seen_by_whoever_reads_the_desk_after_it(world: World) -> None:
    natures_of(get_desk(SYSTEM, world.district.pk))
    world.district.natures.filter(code="printing").update(name="Printers")
    assert "Printers" in _names(get_desk(SYSTEM, world.district.pk))


def test_a_change_that_was_taken_back_is_not_kept(world: World) -> None:
    before = _names(get_desk(SYSTEM, world.district.pk))
    try:
        with transaction.atomic():
            world.district.natures.filter(code="printing").update(name="Never")
            assert "Never" in _names(get_desk(SYSTEM, world.district.pk))
            raise _ChangedOurMind
    except _ChangedOurMind:
        pass
    assert _names(get_desk(SYSTEM, world.district.pk)) == before


def test_each_desk_keeps_its_own(world: World) -> None:
    district, police = (get_desk(SYSTEM, desk.pk) for desk in (world.district, world.police))
    assert {nature.desk_id for nature in natures_of(district)} == {district.pk}
    assert {nature.desk_id for nature in natures_of(police)} == {police.pk}


def test_a_desk_is_read_again_when_its_calendar_changes(world: World) -> None:
    desk = get_desk(SYSTEM, world.district.pk)
    calendar = desk.calendar
    calendar.name = "Summer hours"
    calendar.save()
    assert get_desk(SYSTEM, desk.pk).calendar.name == "Summer hours"


def test_a_desk_that_comes_and_one_that_goes_are_noticed(world: World) -> None:
    assert len(desks_of(SYSTEM)) == 2
    Desk.objects.filter(pk=world.police.pk).update(is_active=False)
    assert desks_of(SYSTEM) == [world.district]
    Desk.objects.filter(pk=world.police.pk).update(is_active=True)
    assert desks_of(SYSTEM) == [world.district, world.police]


def test_nothing_is_kept_under_an_edition_of_another_moment(world: World) -> None:
    old = get_desk(SYSTEM, world.district.pk)
    seen: list[str] = []

    def read(desk: Desk) -> str:
        seen.append(str(desk.settings_edition))
        return seen[-1]

    assert kept(old, read) == kept(old, read)
    world.district.natures.update(name="Other")
    assert kept(get_desk(SYSTEM, old.pk), read) != str(old.settings_edition)
    assert len(seen) == 2
