"""What was read of settings is kept until a setting changes, and never longer; from tables that renew the edition."""

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from firstline.catalog.selectors import natures_of
from firstline.desks.models import Desk
from firstline.desks.selectors import desks_of, get_desk, kept
from firstline.kernel.actor import SYSTEM
from firstline.tickets.models import Ticket
from tests.architecture.house import Source, nothing, sources
from tests.world import World

RENEWING = """
SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE proname IN ('desks_renew_edition', 'desks_renew_own_edition')
"""
TABLES = re.compile(r'(?:FROM|JOIN) "(\w+)"')


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


def readers(source: Source) -> Iterator[str]:
    """Return the names that a file hands to ``kept``."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "kept":
            name = node.args[1]
            assert isinstance(name, ast.Name), f"{source.path}: kept() takes a function by its name"
            yield name.id


def read_tables(read: Callable[[Desk], Any], desk: Desk) -> set[str]:
    """Return the tables that a reader asks."""
    with CaptureQueriesContext(connection) as asked:
        read(desk)
    return {table for query in asked.captured_queries for table in TABLES.findall(query["sql"])}


def renewing_tables() -> set[str]:
    """Return the tables whose changes renew the edition."""
    with connection.cursor() as cursor:
        cursor.execute(RENEWING)
        return {table for (table,) in cursor.fetchall()}


def test_what_is_kept_is_read_from_tables_that_renew_the_edition(world: World) -> None:
    renewing, found, missing = renewing_tables(), 0, []
    for source in sources():
        for name in () if source.is_test else readers(source):
            read = getattr(importlib.import_module(source.module), name)
            found += 1
            others = read_tables(read, world.district) - renewing
            missing += [f"{source.module}.{name}: {table} does not renew the edition" for table in others]
    assert found > 5
    nothing(missing)


def test_a_table_without_the_trigger_would_be_found(world: World) -> None:
    def read(desk: Desk) -> Any:
        return list(desk.natures.all()), list(Ticket.objects.all())

    assert read_tables(read, world.district) - renewing_tables() == {"tickets_ticket"}


@pytest.mark.parametrize("line", ["kept(desk, _names)", "x = kept(desk, _names).get(1)"])
def test_readers_are_found(line: str) -> None:
    assert list(readers(Source("firstline/x/selectors.py", line))) == ["_names"]
