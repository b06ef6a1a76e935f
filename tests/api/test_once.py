"""Idempotency-Key: asked twice, done once; and nothing is kept of what was refused."""

from datetime import timedelta
from typing import Any

import pytest

from firstline.kernel import clock
from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import NotAllowed
from firstline.kit.models import StoredAnswer
from firstline.kit.services import forget_answers
from firstline.tickets.models import Ticket
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db
KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    return program_of("dana")


@pytest.fixture
def body(world: World) -> dict[str, Any]:
    return {"desk": "district", "caller": {"person_id": world.carol.pk}, "problem": "Jam", "nature": "printing"}


def test_the_same_key_and_body_give_the_same_answer(dana: Program, body: dict[str, Any]) -> None:
    first, again = dana.act("/tickets", body, key=KEY), dana.act("/tickets", body, key=f'"{KEY}"')
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    assert Ticket.objects.count() == 1


def test_the_same_key_with_another_body_or_address_is_refused(dana: Program, body: dict[str, Any]) -> None:
    dana.act("/tickets", body, key=KEY)
    for path, sent in (("/tickets", body | {"problem": "Other"}), ("/contacts", {"desk": "district"})):
        answer = dana.act(path, sent, key=KEY)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Ticket.objects.count() == 1


def test_a_key_belongs_to_its_person(dana: Program, program_of: ProgramOf, body: dict[str, Any]) -> None:
    dana.act("/tickets", body, key=KEY)
    assert program_of("marcus").act("/tickets", body, key=KEY).status_code == 201
    assert Ticket.objects.count() == 2


def test_two_tokens_of_one_person_share_the_keys(program_of: ProgramOf, body: dict[str, Any]) -> None:
    first = program_of("dana").act("/tickets", body, key=KEY)
    assert program_of("dana").act("/tickets", body, key=KEY).content == first.content


def test_a_refused_act_leaves_its_key_free(dana: Program, body: dict[str, Any]) -> None:
    assert dana.act("/tickets", body | {"nature": "none-such"}, key=KEY).status_code == 422
    assert not StoredAnswer.objects.exists()
    assert dana.act("/tickets", body, key=KEY).status_code == 201


@pytest.mark.parametrize("key", ["short", "with a blank in it", "x" * 65, "schlüssel-schlüssel", '"unfinished'])
def test_a_key_of_another_form_is_refused(dana: Program, body: dict[str, Any], key: str) -> None:
    answer = dana.act("/tickets", body, key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_wrong")


def test_an_act_without_a_key_is_refused(dana: Program, body: dict[str, Any]) -> None:
    answer = dana.client.post("/api/v1/tickets", body, content_type="application/json", headers=dana.headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert not Ticket.objects.exists()


def test_after_a_day_a_key_is_new_again(
    dana: Program, body: dict[str, Any], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana.act("/tickets", body, key=KEY)
    monkeypatch.setattr(clock, "now", lambda: world.now + timedelta(hours=24))
    assert dana.act("/tickets", body, key=KEY).status_code == 201
    assert Ticket.objects.count() == 2
    assert StoredAnswer.objects.count() == 1


def test_old_answers_are_forgotten_by_the_house_alone(dana: Program, body: dict[str, Any], world: World) -> None:
    dana.act("/tickets", body)
    assert forget_answers(actor=SYSTEM, now=world.now + timedelta(hours=23)) == 0
    assert forget_answers(actor=SYSTEM, now=world.now + timedelta(hours=25)) == 1
    with pytest.raises(NotAllowed):
        forget_answers(actor=world.actor("dana"), now=world.now)
