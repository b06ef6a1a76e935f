"""The log of requests: one line for each, with the ledger's request id, and nothing that tells of a person."""

import json
import logging
from collections.abc import Iterator

import pytest

from firstline.ledger.models import Entry
from firstline.tickets.models import Ticket
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.support.programs import ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Return what is logged during the test."""
    logger, kept = logging.getLogger("firstline.requests"), []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(record.getMessage())

    handler = Keep()
    logger.addHandler(handler)
    yield kept
    logger.removeHandler(handler)


def test_a_request_is_one_line_with_the_id_of_its_facts(world: World, client_of: ClientOf, lines: list[str]) -> None:
    client_of("dana").post("/calls/log/", call_form(world))
    (line,) = [json.loads(text) for text in lines]
    assert (line["event"], line["method"], line["route"], line["status"]) == (
        "request",
        "POST",
        "tickets:log_call",
        302,
    )
    assert {line["request_id"]} == set(Entry.objects.values_list("request_id", flat=True))
    assert line["milliseconds"] >= 0
    assert line["timestamp"].endswith("Z")


def test_the_line_names_no_person_and_no_ticket(world: World, client_of: ClientOf, lines: list[str]) -> None:
    client = client_of("dana")
    client.post("/calls/log/", call_form(world))
    number = Ticket.objects.get().number
    client.get(f"/tickets/{number}/?seen=1")
    client.get("/calls/callers/", {"desk_id": world.district.pk, "q": "jimenez"})
    client.get("/nowhere/carol.jimenez/")
    told = " ".join(lines).lower()
    assert len(lines) == 4
    assert not [word for word in ("jimenez", "dana", "127.0.0.1", f"/{number}", "progress reports") if word in told]


def test_visitors_and_odd_methods_are_logged_and_polls_are_not(client_of: ClientOf, lines: list[str]) -> None:
    client = client_of("dana")
    client.get("/calls/live/", headers={"X-Firstline-Poll": "1"})
    client.logout()
    client.get("/sign-in/")
    client.generic("BREW\nCOFFEE", "/sign-in/")
    shown = [(line["method"], line["request_id"]) for line in map(json.loads, lines)]
    assert shown == [("GET", ""), ("other", "")]


def test_each_method_of_an_address_is_logged_under_its_own_operation(
    world: World, program_of: ProgramOf, lines: list[str]
) -> None:
    dana = program_of("dana")
    dana.read("/tickets")
    dana.act("/tickets", {"desk": "district", "caller": {"person_id": world.carol.pk}, "problem": "Jam"})
    program_of("").act("/tickets", {})
    logged = [(line["method"], line["route"], line["status"]) for line in map(json.loads, lines)]
    assert logged == [
        ("GET", "front:api:list_tickets", 200),
        ("POST", "front:api:create_ticket", 201),
        ("POST", "front:api:create_ticket", 401),
    ]
