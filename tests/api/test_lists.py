"""Lists of tickets: filters, pages without gaps, what changed since, and how many queries all of it takes."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from firstline.tickets.models import Ticket
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    program = program_of("dana")
    program.read("/me")  # notes the token's use, once an hour
    return program


@pytest.fixture
def made(dana: Program, world: World) -> list[dict[str, Any]]:
    """Five tickets in the queue of printing, oldest first."""
    body = {
        "desk": "district", "caller": {"person_id": world.carol.pk}, "problem": "Will not print", "nature": "printing",
    }  # fmt: skip
    return [dana.act("/tickets", body).json()["ticket"] for _ in range(5)]


def numbers(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["number"] for row in answer.json()["items"]]


def test_pages_have_no_gaps_and_no_repeats(dana: Program, made: list[dict[str, Any]]) -> None:
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = dana.read("/tickets", limit=2, **({"cursor": cursor} if cursor else {})).json()
        found += [row["number"] for row in page["items"]]
        cursor = page["next"]
    assert found == [row["number"] for row in made][::-1]


def test_what_changed_since_comes_in_the_order_of_change(dana: Program, made: list[dict[str, Any]]) -> None:
    Ticket.objects.filter(number__in=[row["number"] for row in made[:2]]).update(title="Changed")
    since = "2026-01-01T00:00:00Z"
    first = dana.read("/tickets", updated_since=since, limit=3)
    second = dana.read("/tickets", updated_since=since, limit=3, cursor=first.json()["next"])
    assert sorted(numbers(first) + numbers(second)) == sorted(row["number"] for row in made)
    assert dana.read("/tickets", updated_since="2199-01-01T00:00:00Z").json() == {"items": [], "next": None}
    assert dana.read("/tickets", cursor=first.json()["next"]).json()["code"] == "unknown_cursor"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"desk": "district"}, 5),
        ({"status": ["new", "waiting"]}, 5),
        ({"status": "closed"}, 0),
        ({"severity": "critical"}, 0),
        ({"nature": "printing"}, 5),
        ({"nature": "nothing-such"}, 0),
        ({"assignee": "none"}, 5),
        ({"assignee": "me"}, 1),
        ({"group": 999999}, 0),
        ({"requester": 1}, 0),
    ],
)
def test_filters_narrow(dana: Program, made: list[dict[str, Any]], query: dict[str, Any], count: int) -> None:
    if query.get("assignee") == "me":
        dana.act(f"/tickets/{made[0]['id']}/take")
    assert len(numbers(dana.read("/tickets", **query))) == count


def test_one_ticket_is_found_by_its_number(dana: Program, program_of: ProgramOf, made: list[dict[str, Any]]) -> None:
    number = made[2]["number"]
    assert numbers(dana.read("/tickets", number=number)) == [number]
    assert numbers(program_of("rita").read("/tickets", number=number)) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"order": "requester__password"}, 400),
        ({"requester__name": "x"}, 400),
        ({"status": "lost"}, 422),
        ({"limit": 100_000}, 422),
        ({"desk": "police"}, 404),
        ({"updated_since": "yesterday"}, 422),
        ({"updated_since": "2026-01-01T00:00:00"}, 422),
    ],
)
def test_a_filter_that_nobody_knows_is_refused(dana: Program, query: dict[str, Any], status: int) -> None:
    assert dana.read("/tickets", **query).status_code == status


def test_queries_do_not_grow_with_the_rows(
    dana: Program, made: list[dict[str, Any]], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dana.read(f"/tickets/{made[0]['id']}")  # what is kept of settings is read once
    with django_assert_num_queries(4):  # the token, its person's roles, the page, the editions of what is kept
        dana.read("/tickets")
    with django_assert_num_queries(5):  # … the ticket, its messages
        dana.read(f"/tickets/{made[0]['id']}")
    with django_assert_num_queries(3):
        dana.read("/contacts")
    with django_assert_num_queries(5):  # … the desks, the groups, their members
        dana.read("/groups", desk="district")


def test_a_log_takes_its_queries(
    dana: Program, world: World, made: list[dict[str, Any]], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = {"desk": "district", "caller": {"person_id": world.carol.pk}, "problem": "Jam", "nature": "printing"}
    dana.act("/tickets", body)
    with django_assert_num_queries(24):
        dana.act("/tickets", body)
    with django_assert_num_queries(24):
        dana.act("/tickets", body | {"outcome": "solved", "tried": "Put paper in", "minutes": 2})
