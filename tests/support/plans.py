"""Large tables for a test, and how many rows of them a statement reads, by PostgreSQL's own plan."""

import json
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext


def copy_row(row: Model, count: int, **changed: str) -> None:
    """Make so many copies of a row; ``changed`` gives a column in SQL, where ``n`` counts and ``t`` is the row."""
    fields = [f.column for f in row._meta.concrete_fields if not f.primary_key and not f.generated]
    columns = ", ".join(f'"{column}"' for column in fields)
    values = ", ".join(changed.get(column, f't."{column}"') for column in fields)
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t, generate_series(1, {count}) n "
            f"WHERE t.{row._meta.pk.column} = {row.pk}"
        )
        cursor.execute(f"ANALYZE {table}")


def throw_away() -> None:
    """End the test's work: no query after it, nor a look at the foreign keys of all that was copied (half a minute)."""
    transaction.set_rollback(True)


def _rows_read(sql: str) -> dict[str, int]:
    """Return how many rows of each table a statement reads, those included that it looks at and leaves."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    read: dict[str, int] = {}
    _add((answer if isinstance(answer, list) else json.loads(answer))[0]["Plan"], read)
    return read


def _add(node: dict[str, Any], read: dict[str, int]) -> None:
    if table := node.get("Relation Name"):
        left = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        read[table] = read.get(table, 0) + int(node["Actual Loops"] * (node["Actual Rows"] + left))
    for part in node.get("Plans", []):
        _add(part, read)


def reads_above(limit: int, tables: Collection[str], queries: CaptureQueriesContext) -> list[str]:
    """Return which of the statements read more rows of one of these tables than the limit, with how many."""
    found = []
    for sql in (query["sql"] for query in queries):
        if sql.startswith(("SELECT", "WITH", "(")) and any(table in sql for table in tables):
            read = {table: count for table, count in _rows_read(sql).items() if table in tables and count > limit}
            found += [f"{table}: {count} rows\n{sql}" for table, count in read.items()]
    return found
