"""The rows that one act wrote, taken from the database, to be written again without any rule: the floor of a write.

Keys are given anew, and what refers to a key of the same act refers to the new one.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

COLUMNS_SQL = """
SELECT c.relname, a.attname, t.typname, a.attidentity <> '', COALESCE(pk.is_key, false),
  COALESCE(un.is_unique, a.attname = 'key')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN (SELECT conrelid, unnest(conkey) AS key, true AS is_key FROM pg_constraint WHERE contype = 'p') pk
  ON pk.conrelid = c.oid AND pk.key = a.attnum
LEFT JOIN (SELECT conrelid, conkey[1] AS key, true AS is_unique FROM pg_constraint
           WHERE contype = 'u' AND array_length(conkey, 1) = 1) un
  ON un.conrelid = c.oid AND un.key = a.attnum
WHERE c.relkind = 'r' ORDER BY c.relname, a.attnum
"""
REFERENCES_SQL = """
SELECT con.conrelid::regclass::text, a.attname, con.confrelid::regclass::text
FROM pg_constraint con JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
WHERE con.contype = 'f'
"""
# Others at work at the same moment: the worker, and that a token is in use. And what triggers write by themselves
# when the floor writes the ticket and its messages.
NOT_OF_THE_ACT = (
    "tickets_tickettext",
    "tickets_ticketword",
    "ledger_delivery",
    "notify_notice",
    "procrastinate_workers",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "identity_accesstoken",
)


@dataclass(frozen=True)
class Column:
    """One column: how its value is made when the row is written again."""

    name: str
    type: str
    is_given: bool
    is_key: bool
    is_unique: bool


@dataclass(frozen=True)
class Row:
    """One row as it was, with the table that it is of and the tables that its columns refer to."""

    table: str
    values: dict[str, Any]
    columns: tuple[Column, ...]
    refers: dict[str, str]


def transaction_now(cursor: Any) -> int:
    """Return the number of a transaction of our own: what was written before it has a lower one."""
    cursor.execute("SELECT pg_current_xact_id()::text")
    return int(cursor.fetchone()[0])


def rows_between(cursor: Any, first: int, last: int) -> list[Row]:
    """Return every row that transactions between these two wrote, in an order in which they can be written.

    An act with savepoints has several numbers, so one number would not do; nobody else may be at work meanwhile.
    """
    cursor.execute(COLUMNS_SQL)
    columns: dict[str, list[Column]] = {}
    for name, *column in cursor.fetchall():
        columns.setdefault(name, []).append(Column(*column))
    cursor.execute(REFERENCES_SQL)
    refers: dict[str, dict[str, str]] = {}
    for name, referring, target in cursor.fetchall():
        refers.setdefault(name, {})[referring] = target
    found = []
    for name, its_columns in columns.items():
        names = [column.name for column in its_columns]
        quoted = ", ".join(f'"{column}"' for column in names)
        cursor.execute(
            f"SELECT {quoted} FROM {name} WHERE xmin::text::bigint > %s AND xmin::text::bigint < %s", [first, last]
        )
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            found.append(Row(name, row, tuple(its_columns), refers.get(name, {})))
    return _in_order([row for row in found if row.table not in NOT_OF_THE_ACT])


def write_again(cursor: Any, rows: Sequence[Row]) -> int:
    """Write the rows once more, one statement a row; returns how many. The caller holds the transaction."""
    given: dict[tuple[str, Any], Any] = {}
    for row in rows:
        values, key = _values(row, given)
        names, places = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
        sql = f"INSERT INTO {row.table} ({names}) VALUES ({places})"
        cursor.execute(sql + (f" RETURNING {key}" if key else ""), list(values.values()))
        if key:
            given[row.table, row.values[key]] = cursor.fetchone()[0]
    return len(rows)


def _values(row: Row, given: dict[tuple[str, Any], Any]) -> tuple[dict[str, Any], str]:
    values: dict[str, Any] = {}
    key = ""
    for column in row.columns:
        value = row.values[column.name]
        target = row.refers.get(column.name)
        if column.is_key:
            key = column.name
        if target and (target, value) in given:
            value = given[target, value]
        elif column.is_key and column.type in ("int8", "int4") and not target:
            continue
        elif (column.is_key or column.is_unique) and value is not None and not target:
            value = uuid.uuid4() if column.type == "uuid" else uuid.uuid4().hex[:20]
        values[column.name] = Jsonb(value) if column.type == "jsonb" else value
    return values, key


def _in_order(rows: list[Row]) -> list[Row]:
    """Put what is referred to before what refers to it."""
    ordered: list[Row] = []
    waiting = list(rows)
    while waiting:
        tables = {row.table for row in waiting}
        ready = [row for row in waiting if not (set(row.refers.values()) & tables - {row.table})]
        ordered += ready or waiting
        waiting = [row for row in waiting if row not in ready] if ready else []
    return ordered
