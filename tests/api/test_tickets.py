"""Tickets by the API: each operation works, refuses what it must, and does what its page does."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from firstline.ledger.models import Entry
from firstline.tickets.models import Message, Ticket
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def new_ticket(world: World, **more: Any) -> dict[str, Any]:
    return {
        "desk": "district",
        "caller": {"person_id": world.carol.pk},
        "problem": "Report cards will not print",
        "nature": "printing",
    } | more


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    return program_of("dana")


@pytest.fixture
def ticket(dana: Program, world: World) -> str:
    """The id of a ticket in the queue."""
    return str(dana.act("/tickets", new_ticket(world)).json()["ticket"]["id"])


def test_a_logged_call_is_a_ticket_in_the_queue(dana: Program, world: World) -> None:
    answer = dana.act("/tickets", new_ticket(world))
    assert answer.status_code == 201, answer.content
    made = answer.json()["ticket"]
    ticket = Ticket.objects.get(public_id=made["id"])
    assert (ticket.status, ticket.requester_id, ticket.nature.code) == ("new", world.carol.pk, "printing")
    assert made["number"] == ticket.number
    assert made["group"]["name"] == ticket.group.name
    assert ticket.contacts.get().logged_by_id == world.dana.pk
    assert Entry.objects.filter(verb="tickets.ticket_opened", subject_id=ticket.pk, actor_id=world.dana.pk).exists()


def test_the_ledger_says_by_which_token(dana: Program, ticket: str) -> None:
    opened = Entry.objects.get(verb="tickets.ticket_opened")
    assert opened.request_id.startswith(dana.headers["authorization"].removeprefix("Bearer ")[:11])


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"outcome": "solved", "tried": "Put paper in", "minutes": 3}, "closed"),
        ({"outcome": "forward", "tried": "Put paper in"}, "new"),
        ({"outcome": "assign", "assignee": "marcus"}, "new"),
        ({"outcome": "refer", "refer_to": "The vendor, 555 0100"}, "closed"),
        ({"outcome": "callback", "callback_at": 30}, "new"),
        ({"nature": "", "problem": "My password does not work"}, "new"),
        ({"severity": "critical", "severity_reason": "Report cards are due", "modifiers": []}, "new"),
        ({"caller": {"name": "A substitute", "number": "555 0100"}, "channel": "counter"}, "new"),
    ],
)
def test_every_outcome_of_a_call(dana: Program, world: World, more: dict[str, Any], status: str) -> None:
    if "assignee" in more:
        more = more | {"assignee": world.users[more["assignee"]].pk}
    if "callback_at" in more:
        more = more | {"callback_at": (world.now + timedelta(minutes=more["callback_at"])).isoformat()}
    answer = dana.act("/tickets", new_ticket(world, **more))
    assert answer.status_code == 201, answer.content
    assert answer.json()["ticket"]["status"] == status


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"outcome": "assign"}, "assignee"),
        ({"outcome": "callback"}, "callback_at"),
        ({"outcome": "refer"}, "refer_to"),
        ({"nature": "no-such"}, "nature"),
        ({"answers": {"x": "yes"}}, "answers"),
        ({"caller": {}}, "caller"),
        ({"severity": "critical"}, "severity_reason"),
    ],
)
def test_what_is_missing_is_named(dana: Program, world: World, more: dict[str, Any], field: str) -> None:
    answer = dana.act("/tickets", new_ticket(world, **more))
    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == PROBLEM
    assert answer.json()["field"] == field
    assert not Ticket.objects.exists()


def test_a_call_on_record_gets_its_log(dana: Program, world: World) -> None:
    call = dana.act("/contacts", {"desk": "district", "person_id": world.carol.pk}).json()
    logged = dana.act("/tickets", new_ticket(world, contact=call["id"]))
    assert logged.json()["contact"] == call["id"]
    assert dana.act("/tickets", new_ticket(world, contact=call["id"])).status_code == 409


ACTS: list[tuple[str, dict[str, Any], int]] = [
    ("notes", {"body": "Looked at it"}, 201),
    ("replies", {"body": "We are on it"}, 201),
    ("take", {}, 200),
    ("assign", {"assignee": None}, 200),
    ("forward", {"tried": "Put paper in"}, 200),
    ("severity", {"severity": "high", "reason": "Report cards"}, 200),
    ("wait", {"waiting_on": "parts", "reason": "A lamp", "until": "2026-09-16T12:00:00Z"}, 200),
    ("resolve", {"resolution_code": "withdrawn", "minutes": 5, "note": "Went away"}, 200),
]


@pytest.mark.parametrize(("path", "body", "status"), ACTS)
def test_acts_on_a_ticket(dana: Program, ticket: str, path: str, body: dict[str, Any], status: int) -> None:
    answer = dana.act(f"/tickets/{ticket}/{path}", body)
    assert answer.status_code == status, answer.content
    assert Entry.objects.filter(request_id__startswith="fl_").count() > 3


@pytest.mark.parametrize(("path", "body", "_status"), ACTS)
def test_acts_are_refused_to_those_who_do_not_see_it_or_only_read(
    program_of: ProgramOf, ticket: str, path: str, body: dict[str, Any], _status: int
) -> None:
    assert program_of("rita").act(f"/tickets/{ticket}/{path}", body).status_code == 404
    assert program_of("carol").act(f"/tickets/{ticket}/{path}", body).status_code == 404
    assert program_of("ellen").act(f"/tickets/{ticket}/{path}", body).status_code == 404
    refused = program_of("miriam").act(f"/tickets/{ticket}/{path}", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert program_of("dana", ["tickets:read"]).act(f"/tickets/{ticket}/{path}", body).json()["code"] == "scope_missing"
    assert program_of("").act(f"/tickets/{ticket}/{path}", body).status_code == 401


def test_the_life_of_a_ticket(dana: Program, ticket: str) -> None:
    path = f"/tickets/{ticket}"
    dana.act(f"{path}/wait", {"waiting_on": "parts", "reason": "A lamp", "until": "2026-09-16T12:00:00Z"})
    assert dana.act(f"{path}/resume").json()["status"] == "in_progress"
    dana.act(f"{path}/resolve", {"resolution_code": "withdrawn", "minutes": 5})
    assert dana.act(f"{path}/close").json()["status"] == "closed"
    assert dana.act(f"{path}/close").json()["code"] == "already_closed"
    assert dana.act(f"{path}/reopen", {"reason": "It is back"}).json()["status"] == "in_progress"


def test_a_version_that_was_seen_guards_against_another_hand(dana: Program, ticket: str) -> None:
    seen = dana.read(f"/tickets/{ticket}").json()["version"]
    dana.act(f"/tickets/{ticket}/take", {"version": seen})
    late = dana.act(f"/tickets/{ticket}/assign", {"assignee": None, "version": seen})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")


def test_reading_gives_the_whole_conversation_to_staff(dana: Program, ticket: str) -> None:
    dana.act(f"/tickets/{ticket}/notes", {"body": "Looked at it"})
    read = dana.read(f"/tickets/{ticket}").json()
    assert [(m["kind"], m["is_public"]) for m in read["messages"]] == [("request", True), ("note", False)]
    assert read["requester"]["name"] == "Carol Jimenez"


def test_unknown_tickets_and_addresses_are_the_same_problem(dana: Program) -> None:
    for path in (f"/tickets/{uuid.uuid4()}", "/tickets/17", "/nowhere"):
        answer = dana.read(path)
        assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (404, PROBLEM, "not_found")


def test_a_wrong_method_is_a_problem_too(dana: Program, ticket: str) -> None:
    for path in ("/tickets", f"/tickets/{ticket}", f"/tickets/{ticket}/notes", "/me"):
        answer = dana.client.delete(f"/api/v1{path}", headers=dana.headers)
        assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (405, PROBLEM, "wrong_method")
        assert answer["Allow"]


def test_page_and_program_leave_the_same_ticket(dana: Program, world: World, client_of: Any) -> None:
    body = {
        "desk_id": world.district.pk, "draft_id": uuid.uuid4(), "started_at": world.now.isoformat(),
        "problem": "Report cards will not print", "person_id": world.carol.pk,
        "nature": world.natures["printing"].pk, "nature_by": "person", "outcome": "queue",
    }  # fmt: skip
    assert client_of("dana").post("/calls/log/", body).status_code == 302
    dana.act("/tickets", new_ticket(world))
    own = {"id", "public_id", "number", "updated_at"}
    by_page, by_program = Ticket.objects.order_by("pk").values()
    assert {k: v for k, v in by_page.items() if k not in own} == {k: v for k, v in by_program.items() if k not in own}
    said = [
        list(Message.objects.filter(ticket_id=row["id"]).values_list("kind", "body")) for row in (by_page, by_program)
    ]
    assert said[0] == said[1]
    facts = [
        set(Entry.objects.filter(subject_type="ticket", subject_id=row["id"]).values_list("verb"))
        for row in (by_page, by_program)
    ]
    assert facts[0] == facts[1]
