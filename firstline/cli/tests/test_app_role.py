"""The app role may add to the ledger and read it, never change what it has recorded."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

pytestmark = pytest.mark.django_db


def test_tests_run_as_the_app_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("firstline_app",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET verb = 'x'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "DROP TABLE ledger_entry",
    ],
)
def test_app_role_cannot_change_the_ledger(statement):
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_app_role_tells_the_planner_what_has_come():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kit_cache SELECT 'key ' || n, 'b', now() FROM generate_series(1, 321) AS n")
        cursor.execute("ANALYZE kit_cache")
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'kit_cache'::regclass")
        assert cursor.fetchone() == (321,)


@pytest.mark.django_db(transaction=True)
def test_committed_rows_are_gone_in_the_next_test_1():
    _add_cache_row()


@pytest.mark.django_db(transaction=True)
def test_committed_rows_are_gone_in_the_next_test_2():
    _add_cache_row()


def _add_cache_row():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kit_cache")
        assert cursor.fetchone() == (0,)
        cursor.execute("INSERT INTO kit_cache VALUES ('a', 'b', now())")
