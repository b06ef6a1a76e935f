"""Each text of both desks is found only by those whom ``matrix/may_see.toml`` lets read it, whatever they ask for."""

from collections import defaultdict

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.architecture.matrix.browser import body_of, browser_of
from tests.architecture.matrix.canaries import (
    Canary,
    Policy,
    found_in,
    may_read,
    our_models,
    plant,
    policy,
    text_fields,
    token_of,
)
from tests.architecture.matrix.columns import BY_NAME, COLUMNS, Column
from tests.architecture.matrix.seed import seed
from tests.architecture.matrix.table import addresses, rows
from tests.architecture.test_permission_matrix import body_of_row, url_of
from tests.world import small_world

BOTH_DESKS = {"district", "police"}


@pytest.fixture(scope="module")
def written() -> Policy:
    return policy()


def leaks(body: bytes, column: Column, planted: dict[str, Canary], written: Policy) -> list[str]:
    """Return the canaries in an answer that this person may not read."""
    read = [planted[token] for token in found_in(body) if token in planted]
    return sorted(canary.row for canary in read if not may_read(column, canary, written))


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_nobody_reads_what_is_not_for_them(column: Column, written: Policy) -> None:
    cache.clear()
    made = seed(small_world())
    planted = plant(written)
    known = {address.name: address for address in addresses()}
    browser, wrong = browser_of(column, made), []
    for row in (row for row in rows() if row.route in known):
        body = body_of(browser.ask(url_of(row, made, known), row.method, body_of_row(row, made)))
        wrong += [f"{row.route} {row.of} {row.method}: {leak}" for leak in leaks(body, column, planted, written)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_every_text_of_every_table_has_readers_and_a_row_of_each_desk(written: Policy) -> None:
    seed(small_world())
    planted = plant(written)
    desks = defaultdict(set)
    for canary in planted.values():
        for column in COLUMNS:
            may_read(column, canary, written)  # raises where nothing is written
        desks[canary.row.rsplit(".", 2)[0]].add(canary.desk)
    for model in our_models():
        fields = [f.name for f in text_fields(model) if f"{model._meta.label}.{f.name}" not in written.left_out]
        about = written.tables.get(model._meta.label, {})
        if fields and "desk" in about and "variant" not in about and model._meta.label != "ledger.Entry":
            assert desks[model._meta.label] >= BOTH_DESKS, f"{model._meta.label}: no row of each desk"
        elif fields:
            assert model._meta.label in desks, f"{model._meta.label}: no row with a text"


def test_what_is_left_out_still_exists(written: Policy) -> None:
    fields = {f"{model._meta.label}.{field.name}" for model in our_models() for field in text_fields(model)}
    assert sorted(set(written.left_out) - fields) == []


def test_a_leak_is_noticed(written: Policy) -> None:
    note = Canary("tickets.Message[note].body", "police", "paul", "tickets.Message.body.7")
    planted = {token_of(note.row): note}
    body = f"<p>Words {token_of(note.row).upper()}</p>".encode()
    for name in ("visitor", "requester", "coordinator", "police_officer", "administrator", "disabled"):
        assert leaks(body, BY_NAME[name], planted, written) == ["tickets.Message.body.7"]
    assert leaks(body, BY_NAME["police_coordinator"], planted, written) == []


def test_a_text_without_readers_is_noticed(written: Policy) -> None:
    with pytest.raises(KeyError):
        may_read(BY_NAME["coordinator"], Canary("tickets.Secret.words", "district", "", ""), written)


def test_the_sign_in_page_is_where_visitors_end(written: Policy) -> None:
    assert reverse("identity:sign_in") == "/sign-in/"
