"""Reading the ledger in order and going on later, while others write."""

import time

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import Connection

from firstline.ledger.models import Entry
from firstline.ledger.selectors import START, Position, position_of, unscoped_entries_after, unscoped_entries_of
from firstline.ledger.services import record, record_all
from firstline.ledger.tests.facts import DANA, NOON, boiled

PATIENCE_SECONDS = 180
INSERT = """
    INSERT INTO ledger_entry (verb, actor_name, subject_type, subject_id, parent_type, occurred_at, request_id, data,
                              visibility, retention)
    VALUES ('tests.kettle_boiled', '', 'kettle', %s, '', now(), '', '{}', 'public', 'ticket') RETURNING id
"""


def other_connection() -> "Connection[tuple[int]]":
    """Return a second connection to the test's database, with a transaction of its own."""
    settings = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    return psycopg.connect(**{name: settings[name] for name in names if settings.get(name)})


def subjects_after(position: Position) -> list[int]:
    """Return the subjects of the settled entries behind a position."""
    return [entry.subject_id for entry in unscoped_entries_after(position)]


def settled(position: Position, expected: list[int]) -> bool:
    """Wait until these are settled: a transaction of another test on the same server holds readers back too."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while subjects_after(position) != expected:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.django_db(transaction=True)
def test_a_lower_id_that_is_committed_later_is_not_missed() -> None:
    with other_connection() as slow:
        row = slow.execute(INSERT, [1]).fetchone()
        with transaction.atomic():
            quick = record(boiled(2), actor=DANA, at=NOON)
        assert row is not None
        assert row[0] < quick.pk  # a reader that went by id alone would now pass over the slow one for ever
        assert subjects_after(START) == []
        slow.commit()
    assert settled(START, [1, 2])


@pytest.mark.django_db(transaction=True)
def test_what_was_settled_before_is_read_while_a_transaction_runs() -> None:
    with transaction.atomic():
        first = record(boiled(1), actor=DANA, at=NOON)
    with other_connection() as slow:
        slow.execute(INSERT, [2])
        with transaction.atomic():
            record(boiled(3), actor=DANA, at=NOON)
        assert settled(START, [1])
        assert subjects_after(position_of(first)) == []
        slow.rollback()
    assert settled(position_of(first), [3])


@pytest.mark.django_db(transaction=True)
def test_the_order_is_that_of_transactions_then_of_ids() -> None:
    with other_connection() as early:
        early.execute("SELECT pg_current_xact_id()")
        with transaction.atomic():
            record_all([boiled(2), boiled(3)], actor=DANA, at=NOON)
        early.execute(INSERT, [1])
        early.commit()
    assert list(Entry.objects.order_by("id").values_list("subject_id", flat=True)) == [2, 3, 1]
    assert settled(START, [1, 2, 3])


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_resumes_sees_each_entry_once() -> None:
    with transaction.atomic():
        record_all([boiled(number) for number in range(1, 6)], actor=DANA, at=NOON)
    assert settled(START, [1, 2, 3, 4, 5])
    position, seen = START, []
    while entries := list(unscoped_entries_after(position)[:2]):
        seen += [entry.subject_id for entry in entries]
        position = position_of(entries[-1])
    assert seen == [1, 2, 3, 4, 5]


@pytest.mark.django_db
def test_a_record_has_its_own_entries_and_those_that_name_it_as_parent() -> None:
    record(boiled(1), actor=DANA, at=NOON)
    record(boiled(2, parent_type="kettle", parent_id=1), actor=DANA, at=NOON)
    record(boiled(3), actor=DANA, at=NOON)
    assert [entry.subject_id for entry in unscoped_entries_of("kettle", 1)] == [1, 2]
