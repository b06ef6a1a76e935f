"""Attack 40 at the API: the same key from several threads makes one ticket; two closes at once, one wins."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from firstline.tickets.models import Ticket
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


def at_once(count: int, ask: Callable[[], Any]) -> list[Any]:
    """Ask from this many threads at the same moment; return the answers."""
    answers, gate = [], threading.Barrier(count)

    def run() -> None:
        gate.wait()
        try:
            answers.append(ask())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    return program_of("dana")


def test_one_key_from_many_threads_makes_one_ticket(dana: Program, world: World) -> None:
    body = {"desk": "district", "caller": {"person_id": world.carol.pk}, "problem": "Jam", "nature": "printing"}
    answers = at_once(6, lambda: Program(_token(dana)).act("/tickets", body, key=KEY))
    statuses = {answer.status_code for answer in answers}
    assert 201 in statuses
    assert statuses <= {201, 409}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"answer_in_progress"}
    assert Ticket.objects.count() == 1
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1


def test_two_closes_at_once_one_wins(dana: Program, world: World) -> None:
    body = {"desk": "district", "caller": {"person_id": world.carol.pk}, "problem": "Jam", "nature": "printing"}
    path = f"/tickets/{dana.act('/tickets', body).json()['ticket']['id']}"
    dana.act(f"{path}/resolve", {"resolution_code": "withdrawn", "minutes": 1})
    answers = at_once(2, lambda: Program(_token(dana)).act(f"{path}/close"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert next(answer for answer in answers if answer.status_code == 409).json()["code"] == "already_closed"


def _token(program: Program) -> str:
    return program.headers["authorization"].removeprefix("Bearer ")
