"""A use case is one transaction; inside another it is a part of that one, without savepoints."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from firstline.ledger.models import Entry
from firstline.ledger.services import record, use_case
from firstline.ledger.tests.facts import DANA, NOON, boiled

pytestmark = pytest.mark.django_db(transaction=True)


class Boom(Exception):
    """Something went wrong in the middle of an act."""


@use_case
def boil(*, fails: bool = False) -> None:
    """Do one thing."""
    record(boiled(), actor=DANA, at=NOON)
    if fails:
        raise Boom


@use_case
def boil_twice(*, fails: bool = False) -> None:
    """Do one thing and let another use case do the next."""
    boil()
    boil(fails=fails)


@use_case
def boil_and_go_on() -> None:
    """Go on after the error of an inner use case, without having said so."""
    try:
        boil(fails=True)
    except Boom:
        boil()


@use_case
def boil_what_can_be() -> None:
    """Go on after the error of an inner use case, as one does."""
    try:
        with transaction.atomic():
            boil(fails=True)
    except Boom:
        boil()


def test_an_inner_use_case_makes_no_savepoint() -> None:
    with CaptureQueriesContext(connection) as asked:
        boil_twice()
    statements = [query["sql"].split()[0] for query in asked.captured_queries]
    assert statements == ["BEGIN", "INSERT", "INSERT", "COMMIT"]


def test_the_error_of_a_part_takes_back_the_whole() -> None:
    with pytest.raises(Boom):
        boil_twice(fails=True)
    assert not Entry.objects.exists()


def test_going_on_after_an_error_fails_unless_the_part_was_set_apart() -> None:
    with pytest.raises(TransactionManagementError):
        boil_and_go_on()
    assert not Entry.objects.exists()
    boil_what_can_be()
    assert Entry.objects.count() == 1


def test_inside_another_block_the_outermost_use_case_is_set_apart() -> None:
    with transaction.atomic():
        with pytest.raises(Boom):
            boil_twice(fails=True)
        boil()
    assert Entry.objects.count() == 1
