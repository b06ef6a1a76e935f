"""Every address, asked for by everybody, gives the answer that is written by hand in ``matrix/answers_*.txt``.

The same walk looks for canaries: each text of both desks is found only by those whom ``matrix/may_see.toml`` names.
"""

import re
from collections import Counter
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.architecture.matrix.bodies import body
from tests.architecture.matrix.browser import body_of, browser_of
from tests.architecture.matrix.canaries import leaks, plant, policy
from tests.architecture.matrix.columns import COLUMNS, Column
from tests.architecture.matrix.objects import arguments
from tests.architecture.matrix.seed import Seed, seed
from tests.architecture.matrix.table import METHODS, SIGN_IN_FIRST, Address, Row, addresses, rows
from tests.world import small_world

NO_OBJECT = "-"
OBJECT = re.compile(r"[^?!]+")
OF_BOTH_DESKS = {"district", "police", "unknown"}
OTHER_METHODS = ("put", "patch", "delete")


def answer_word(response: Any) -> str:
    """Return the answer as the tables write it."""
    to_sign_in = response.status_code == 302 and response["Location"].split("?")[0] == reverse("identity:sign_in")
    return SIGN_IN_FIRST if to_sign_in else str(response.status_code)


def url_of(row: Row, made: Seed, known: dict[str, Address]) -> str:
    """Return the address of a row's object."""
    of, _, question = row.of.partition("!")[0].partition("?")
    kwargs = arguments(made, row.route, known[row.route].parameters, of)
    question = question.format(**made.objects.get(of, made.objects["district"]))
    return reverse(row.route, kwargs=kwargs) + (f"?{question}" if question else "")


def body_of_row(row: Row, made: Seed) -> bytes:
    """Return what a row sends: nothing, or a body with the ids of the row's object."""
    of, _, name = row.of.partition("!")
    return body(made, of.partition("?")[0], name)


def holes(known: list[Address], written: list[Row]) -> list[str]:
    """Return the addresses, methods and objects that no row covers, and the rows that cover nothing."""
    have = {(row.route, OBJECT.match(row.of)[0], row.method) for row in written}
    names = {address.name for address in known}
    found = [f"{row.place}: no address is named {row.route}" for row in written if row.route not in names]
    for address in known:
        for of in OF_BOTH_DESKS if address.parameters else {NO_OBJECT}:
            found += [
                f"{address.name}: no row for {of} {method}"
                for method in METHODS
                if (address.name, of, method) not in have
            ]
    return sorted(set(found))


def test_every_address_has_its_rows() -> None:
    assert not holes(addresses(), rows()), "\n".join(holes(addresses(), rows()))


def test_no_row_is_written_twice() -> None:
    assert [key for key, n in Counter((row.route, row.of, row.method) for row in rows()).items() if n > 1] == []


def test_a_new_address_without_a_row_is_noticed() -> None:
    new = Address("tickets:shred", frozenset({"number"}))
    assert "tickets:shred: no row for police POST" in holes([new], [])


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_everybody_gets_the_written_answers_and_reads_what_is_for_them(column: Column) -> None:
    """One walk for both: asking for every page is what takes the time."""
    cache.clear()
    made, written = seed(small_world()), policy()
    planted = plant(written)
    known = {address.name: address for address in addresses()}
    browser, wrong = browser_of(column, made), []
    for row in (row for row in rows() if row.route in known):
        answer = browser.ask(url_of(row, made, known), row.method, body_of_row(row, made))
        place = f"{row.place} {row.route} {row.of} {row.method}"
        if answer_word(answer) != row.answers[column.name]:
            wrong.append(f"{place}: {answer_word(answer)}, not {row.answers[column.name]}")
        wrong += [f"{place}: {leak} is not for them" for leak in leaks(body_of(answer), column, planted, written)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_no_address_answers_other_methods() -> None:
    made = seed(small_world())
    known = {address.name: address for address in addresses()}
    browser, wrong = browser_of(COLUMNS[4], made), []
    for row in (row for row in rows() if row.route in known and row.method == "GET"):
        for method in OTHER_METHODS:
            status = browser.ask(url_of(row, made, known), method.upper()).status_code
            if status not in {403, 404, 405}:
                wrong.append(f"{row.route} {method}: {status}")
    assert not wrong, "\n".join(wrong)
