"""The policy of who reads what is complete, and its machinery notices a leak (the walk itself: the matrix)."""

from collections import defaultdict

import pytest
from django.urls import reverse

from tests.architecture.matrix.canaries import (
    Canary,
    Policy,
    leaks,
    may_read,
    our_models,
    plant,
    policy,
    text_fields,
    token_of,
)
from tests.architecture.matrix.columns import BY_NAME, COLUMNS
from tests.architecture.matrix.seed import seed
from tests.world import small_world

BOTH_DESKS = {"district", "police"}


@pytest.fixture(scope="module")
def written() -> Policy:
    return policy()


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
