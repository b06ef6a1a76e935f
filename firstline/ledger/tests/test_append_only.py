"""The ledger refuses change, whoever asks: not only the app role, which has no right to it, but the owner too."""

import psycopg
import pytest
from django.db import connection, transaction
from psycopg.errors import InsufficientPrivilege

from firstline.ledger.services import record
from firstline.ledger.tests.facts import DANA, NOON, boiled

CHANGES = ["UPDATE ledger_entry SET verb = 'x'", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", CHANGES)
def test_even_a_superuser_is_refused(statement: str, database_server: tuple[str, str]) -> None:
    with transaction.atomic():
        record(boiled(), actor=DANA, at=NOON)
    name = connection.settings_dict["NAME"]
    with psycopg.connect(database_server[0], dbname=name) as administrator:
        with pytest.raises(InsufficientPrivilege, match="append-only"):
            administrator.execute(statement.encode())
        administrator.rollback()
        assert administrator.execute("SELECT verb FROM ledger_entry").fetchall() == [("tests.kettle_boiled",)]
