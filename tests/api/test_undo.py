"""Taking back by the API: an act's answer says how and until when; void is the end of a mistake."""

from datetime import timedelta
from typing import Any

import pytest

from firstline.kernel import clock
from firstline.ledger.models import Entry
from firstline.tickets.models import Ticket
from tests.api.test_tickets import new_ticket
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    return program_of("dana")


@pytest.fixture
def ticket(dana: Program, world: World) -> str:
    """The id of a ticket in the queue."""
    return str(dana.act("/tickets", new_ticket(world)).json()["ticket"]["id"])


def undo(who: Program, ticket: str, answer: Any) -> Any:
    return who.act(f"/tickets/{ticket}/undo", {"memory": answer.json()["undo"]["memory"]})


@pytest.mark.parametrize(
    ("path", "body", "act"),
    [
        ("take", {}, "take_ticket"),
        ("forward", {"tried": "Put paper in"}, "forward_ticket"),
        ("wait", {"waiting_on": "parts", "reason": "A lamp", "until": "2026-09-16T12:00:00Z"}, "wait_on"),
        ("resolve", {"resolution_code": "withdrawn", "minutes": 5, "note": "Went away"}, "resolve_ticket"),
        ("void", {"reason": "A test"}, "void_ticket"),
    ],
)
def test_an_act_says_how_it_is_taken_back(
    dana: Program, world: World, ticket: str, path: str, body: dict[str, Any], act: str
) -> None:
    before = dana.read(f"/tickets/{ticket}").json()
    done = dana.act(f"/tickets/{ticket}/{path}", body)
    offer = done.json()["undo"]
    assert (done.status_code, offer["act"]) == (200, act), done.content
    assert offer["until"] == (world.now + timedelta(minutes=1)).isoformat().replace("+00:00", "Z")
    back = undo(dana, ticket, done)
    assert back.status_code == 200, back.content
    changing = {"version", "updated_at"}
    assert {k: v for k, v in back.json().items() if k not in changing} == {
        k: before[k] for k in back.json() if k not in changing
    }
    assert Entry.objects.filter(verb="tickets.act_undone").count() == 1


def test_nothing_done_offers_nothing_to_undo(dana: Program, ticket: str) -> None:
    assert dana.act(f"/tickets/{ticket}/assign", {"assignee": None}).json()["undo"] is None


def test_undo_is_refused_in_words(
    dana: Program, program_of: ProgramOf, world: World, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = str(dana.act("/tickets", new_ticket(world)).json()["ticket"]["id"])
    taken = dana.act(f"/tickets/{ticket}/take")
    assert undo(program_of("marcus"), ticket, taken).status_code == 404
    assert undo(dana, other, taken).status_code == 404
    assert dana.act(f"/tickets/{ticket}/undo", {"memory": "made up"}).status_code == 404
    monkeypatch.setattr(clock, "now", lambda: world.now + timedelta(seconds=61))
    late = undo(dana, ticket, taken)
    assert (late.status_code, late.json()["code"]) == (409, "undo_too_late")
    program_of("marcus").act(f"/tickets/{ticket}/wait", {
        "waiting_on": "parts", "reason": "A lamp", "until": "2026-09-16T12:00:00Z",
    })  # fmt: skip
    assert undo(dana, ticket, taken).json()["code"] == "acted_since"


def test_a_mistake_is_voided_by_the_coordinator_alone(dana: Program, program_of: ProgramOf, ticket: str) -> None:
    assert program_of("marcus").act(f"/tickets/{ticket}/void", {"reason": "A test"}).json()["code"] == "not_allowed"
    assert dana.act(f"/tickets/{ticket}/void", {"reason": "A test"}).json()["status"] == "void"
    assert Ticket.objects.get(public_id=ticket).messages.get(kind="note").body == "A test"
