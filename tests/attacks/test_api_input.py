"""Attacks 18, 23, 24, 26 at the API's door: what is sent wrongly is refused in words, and nothing is done."""

import json
from typing import Any

import pytest
from django.test import Client

from firstline.kit.rest.authentication import REQUESTS_PER_MINUTE
from firstline.tickets.models import Ticket
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
KEY = {"idempotency-key": "0f8fad5b-d9cb-469f-a165-70867728950e"}


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    return program_of("dana")


def good(world: World) -> dict[str, Any]:
    return {"desk": "district", "caller": {"person_id": world.carol.pk}, "problem": "Jam", "nature": "printing"}


def send(dana: Program, content: bytes, content_type: str = "application/json") -> Any:
    return dana.client.generic("POST", "/api/v1/tickets", content, content_type, headers={**dana.headers, **KEY})


@pytest.mark.parametrize(
    "content",
    [
        b"{", b"[1, 2", b"nonsense", b"\xff\xfe", b'{"desk": NaN}', b'{"desk": "district", "desk": "police"}',
        b'{"problem": "a\\u0000b"}', b'{"problem": "\\ud800"}', b"[" * 100_000, b'{"a":' * 50_000, b"1" * 5_000,
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(dana: Program, content: bytes) -> None:
    answer = send(dana, content)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM), answer.content
    assert answer.json()["code"] == "not_understood"


@pytest.mark.parametrize("content", [b"null", b"[]", b'"text"', b"17", b"true", b"{}"])
def test_json_of_another_form_is_refused(dana: Program, content: bytes) -> None:
    assert send(dana, content).status_code == 422


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"]
)
def test_another_content_type_is_refused(dana: Program, world: World, kind: str) -> None:
    answer = send(dana, json.dumps(good(world)).encode(), kind)
    assert (answer.status_code, answer["Content-Type"]) == (415, PROBLEM)
    assert not Ticket.objects.exists()


def test_a_body_that_is_too_large_is_refused(dana: Program) -> None:
    answer = send(dana, b'{"problem": "' + b"x" * 3_000_000 + b'"}')
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (413, PROBLEM, "too_large")


@pytest.mark.parametrize(
    "extra",
    [
        {"requester": 1}, {"status": "closed"}, {"number": "1"}, {"opened_at": "2020-01-01T00:00:00Z"},
        {"opened_by": 1}, {"is_administrator": True}, {"caller": {"person_id": 1, "guarded_by": None}},
    ],
)  # fmt: skip
def test_fields_that_nobody_asked_for_are_refused(dana: Program, world: World, extra: dict[str, Any]) -> None:
    answer = dana.act("/tickets", good(world) | extra)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "extra_forbidden"
    assert not Ticket.objects.exists()


def test_ids_of_another_desk_are_not_found_or_no_choice(dana: Program, world: World, program_of: ProgramOf) -> None:
    ticket = dana.act("/tickets", good(world)).json()["ticket"]["id"]
    police_call = program_of("rita").act("/contacts", {"desk": "police"}).json()["id"]
    police_group = world.groups["Police systems"].pk
    rita = world.users["rita"].pk
    before = list(Ticket.objects.values())
    assert dana.act(f"/tickets/{ticket}/forward", {"group": police_group, "tried": "x"}).status_code == 404
    assert dana.act(f"/tickets/{ticket}/assign", {"assignee": rita}).status_code == 422
    assert dana.act("/tickets", good(world) | {"desk": "police"}).status_code == 404
    assert dana.act("/tickets", good(world) | {"contact": police_call}).status_code == 404
    assert dana.act("/tickets", good(world) | {"nature": "dispatch"}).status_code == 422
    assert list(Ticket.objects.values()) == before


def test_a_session_is_worth_nothing_at_the_api(world: World, client_of: Any) -> None:
    browser = client_of("dana")
    assert browser.get("/api/v1/me").status_code == 401
    assert browser.post("/api/v1/tickets", good(world), content_type="application/json", headers=KEY).status_code == 401
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer fl_",
        "Basic ZGFuYTp4",
        "Bearer fl_aaaaaaaa_" + "x" * 43,
        "Bearer fl_\xe4" + "a" * 50,
    ],
)
def test_a_token_that_is_none_is_refused_alike(world: World, value: str) -> None:
    answer = Client().get("/api/v1/me", headers={"authorization": value})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["code"] == "unauthenticated"


def test_too_many_requests_are_told_to_wait(dana: Program) -> None:
    statuses = [dana.read("/me").status_code for _ in range(REQUESTS_PER_MINUTE + 1)]
    assert statuses[-2:] == [200, 429]
    assert int(dana.read("/me")["Retry-After"]) <= 60


def test_an_odd_path_is_a_problem_and_no_page(dana: Program) -> None:
    for path in ("/tickets/%00", "/tickets/../../etc/passwd", "/", "/tickets/", "//me"):
        answer = dana.read(path)
        assert answer.status_code in {400, 404}, path
        assert answer["Content-Type"] == PROBLEM
