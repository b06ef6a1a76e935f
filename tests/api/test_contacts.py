"""Calls by the API, and what a desk is made of: works, wrong method, wrong person."""

from typing import Any

import pytest

from firstline.contacts.models import Contact
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(program_of: ProgramOf) -> Program:
    return program_of("dana")


@pytest.fixture
def call(dana: Program, world: World) -> dict[str, Any]:
    return dict(dana.act("/contacts", {"desk": "district", "person_id": world.carol.pk}).json())


def test_a_call_on_record_waits_for_its_log(dana: Program, world: World, call: dict[str, Any]) -> None:
    assert (call["name"], call["answered_by"], call["logged_at"]) == ("Carol Jimenez", "Dana Whitfield", None)
    assert dana.read(f"/contacts/{call['id']}").json() == call
    ended = dana.act(f"/contacts/{call['id']}/end")
    assert ended.json()["ended_at"]
    logged = dana.act(f"/contacts/{call['id']}/no-ticket", {"reason": "Wrong number"}).json()
    assert (logged["outcome"], logged["logged_by"]) == ("no_ticket", "Dana Whitfield")
    assert dana.act(f"/contacts/{call['id']}/no-ticket", {"reason": "Again"}).status_code == 409


def test_a_call_that_has_ended_is_recorded_with_its_times(dana: Program, world: World) -> None:
    times = {"started_at": "2026-09-15T13:00:00Z", "ended_at": "2026-09-15T13:05:00Z"}
    made = dana.act("/contacts", {"desk": "district", "name_as_told": "A parent", **times}).json()
    assert (made["started_at"], made["ended_at"], made["name"]) == (*times.values(), "A parent")
    old = dana.act("/contacts", {"desk": "district", "started_at": "2026-09-01T13:00:00Z"})
    assert (old.status_code, old.json()["code"]) == (422, "too_long_ago")


@pytest.mark.parametrize(
    ("body", "status"),
    [({"desk": "police"}, 404), ({"desk": "district", "person_id": 2**40}, 422), ({"desk": "district", "x": 1}, 422)],
)
def test_a_call_of_another_desk_or_of_nobody_is_refused(dana: Program, body: dict[str, Any], status: int) -> None:
    assert dana.act("/contacts", body).status_code == status
    assert not Contact.objects.exists()


def test_calls_are_seen_by_their_desk_alone(program_of: ProgramOf, dana: Program, call: dict[str, Any]) -> None:
    assert [row["id"] for row in dana.read("/contacts").json()["items"]] == [call["id"]]
    assert program_of("rita").read("/contacts").json()["items"] == []
    assert program_of("rita").read(f"/contacts/{call['id']}").status_code == 404
    assert program_of("carol").read(f"/contacts/{call['id']}").status_code == 404
    assert program_of("miriam").act(f"/contacts/{call['id']}/end").status_code == 403
    assert program_of("marcus").act(f"/contacts/{call['id']}/no-ticket", {"reason": "No"}).status_code == 403
    assert program_of("").read("/contacts").status_code == 401


def test_calls_come_in_pages_without_gaps(dana: Program, world: World) -> None:
    made = [dana.act("/contacts", {"desk": "district"}).json()["id"] for _ in range(5)]
    first = dana.read("/contacts", limit=2).json()
    second = dana.read("/contacts", limit=2, cursor=first["next"]).json()
    third = dana.read("/contacts", limit=2, cursor=second["next"]).json()
    assert [row["id"] for page in (first, second, third) for row in page["items"]] == made[::-1]
    assert third["next"] is None
    assert dana.read("/contacts", logged=True).json()["items"] == []
    assert len(dana.read("/contacts", logged=False, desk="district").json()["items"]) == 5


@pytest.mark.parametrize("cursor", ["x", "e30", "WzEsMl0", "WyIxIl0", "Wy0xXQ", "WzFlOTld"])
def test_a_cursor_that_is_none_of_ours_is_refused(dana: Program, cursor: str) -> None:
    answer = dana.read("/contacts", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_cursor")


def test_who_one_is(dana: Program, world: World) -> None:
    me = dana.read("/me").json()
    assert me["name"] == "Dana Whitfield"
    assert me["desks"] == [{"code": "district", "name": world.district.name, "roles": ["coordinator"]}]


def test_natures_and_groups_of_ones_own_desks(dana: Program, program_of: ProgramOf) -> None:
    assert "printing" in [row["code"] for row in dana.read("/natures").json()["items"]]
    printing = next(row for row in dana.read("/groups").json()["items"] if row["name"] == "Printing")
    assert printing["members"]
    for path in ("/natures", "/groups"):
        assert {row["desk"] for row in dana.read(path).json()["items"]} == {"district"}
        assert {row["desk"] for row in program_of("rita").read(path, desk="police").json()["items"]} == {"police"}
        assert dana.read(path, desk="police").status_code == 404
        assert program_of("carol").read(path).json()["items"] == []
        assert dana.act(path).status_code == 405


def test_callers_are_found_as_on_the_console(dana: Program, program_of: ProgramOf, world: World) -> None:
    found = dana.read("/people", desk="district", q="carol jim").json()["items"]
    assert (found[0]["person_id"], found[0]["open_count"]) == (world.carol.pk, 0)
    assert program_of("rita").read("/people", desk="district", q="carol").status_code == 404
    assert program_of("ellen").read("/people", desk="district", q="carol").status_code == 404


def test_whom_another_desk_guards_is_cut(dana: Program, world: World) -> None:
    guarded = world.users["paul"].person
    found = next(
        row for row in dana.read("/people", desk="district", q=guarded.name).json()["items"]
        if row["person_id"] == guarded.pk
    )  # fmt: skip
    assert found["is_cut"]
    assert (found["work"], found["phone"], found["email"], found["room"]) == ("", "", "", "")
