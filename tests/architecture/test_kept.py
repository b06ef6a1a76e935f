"""What is kept between requests reads only tables whose changes renew the edition by which it is kept."""

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.desks.models import Desk
from firstline.tickets.models import Ticket
from tests.architecture.house import Source, nothing, sources
from tests.world import World

RENEWING = """
SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE proname IN ('desks_renew_edition', 'desks_renew_own_edition')
"""
TABLES = re.compile(r'(?:FROM|JOIN) "(\w+)"')


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
            for table in read_tables(read, world.district) - renewing:
                missing.append(f"{source.module}.{name}: {table} does not renew the edition")
    assert found > 5
    nothing(missing)


def test_a_table_without_the_trigger_would_be_found(world: World) -> None:
    def read(desk: Desk) -> Any:
        return list(desk.natures.all()), list(Ticket.objects.all())

    assert read_tables(read, world.district) - renewing_tables() == {"tickets_ticket"}


@pytest.mark.parametrize("line", ["kept(desk, _names)", "x = kept(desk, _names).get(1)"])
def test_readers_are_found(line: str) -> None:
    assert list(readers(Source("firstline/x/selectors.py", line))) == ["_names"]
