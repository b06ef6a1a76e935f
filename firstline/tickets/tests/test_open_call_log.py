"""The open call log as a page: order with its reasons, own and others', moves by form, cheap refresh, a fixed cost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.tickets.models import Ticket
from firstline.tickets.services import assignment, resolution
from firstline.tickets.services.intake import Call, Problem, log_and_assign, log_and_resolve
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
LOG, LIVE, ORDER = "/my/calls/", "/my/calls/live/", "/my/calls/order/"
FRAGMENT = {"HX-Request": "true"}
PAGE_QUERIES = 35


def calls_of_marcus(world: World, count: int) -> list[Ticket]:
    """Log calls and assign them to Marcus; return the tickets as they were logged."""
    natures = [world.natures[code] for code in ("classxp", "igpro", "printing", "network", "computer")]
    tickets = []
    for number in range(count):
        call = Call(uuid4(), world.district.pk, world.now - timedelta(minutes=50 - number), world.carol.pk)
        problem = Problem(f"Something is empty {number}", natures[number % len(natures)].pk)
        logged = log_and_assign(
            actor=world.actor("dana"),
            call=call,
            problem=problem,
            user_id=world.users["marcus"].pk,
            now=world.now,
        )
        tickets.append(logged.ticket)
    return tickets


def solved_before(world: World, count: int, minutes: int) -> None:
    """Give the nature Classxp a history."""
    for number in range(count):
        call = Call(uuid4(), world.district.pk, world.now - timedelta(days=1, minutes=number), world.carol.pk)
        problem = Problem("Attendance", world.natures["classxp"].pk, tried="Reloaded.")
        log_and_resolve(actor=world.actor("dana"), call=call, problem=problem, minutes=minutes, now=world.now)


def test_the_log_shows_the_suggested_order_with_its_reasons(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    text = client_of("marcus").get(LOG).content.decode()
    assert ticket.title in text
    assert "Why it stands here" in text
    assert "Severity: Normal" in text
    assert "No history yet of how long such calls take" in text


def test_expected_minutes_are_shown_with_their_sample_from_five_on(world: World, client_of: ClientOf) -> None:
    calls_of_marcus(world, 1)
    solved_before(world, 4, minutes=8)
    few = client_of("marcus").get(LOG).content.decode()
    assert "about 8 min" not in few
    assert "Like calls took" not in few
    solved_before(world, 1, minutes=8)
    enough = client_of("marcus").get(LOG).content.decode()
    assert "about 8 min" in enough
    assert "Like calls took 8 min (5 of them)" in enough


def test_an_empty_log_says_what_to_do(client_of: ClientOf) -> None:
    assert "Your log is empty." in client_of("marcus").get(LOG).content.decode()


@pytest.mark.parametrize("order", ["own", "deadline", "oldest"])
def test_each_order_is_a_page(world: World, client_of: ClientOf, order: str) -> None:
    calls_of_marcus(world, 3)
    assert client_of("marcus").get(LOG, {"order": order}).status_code == 200


@pytest.mark.parametrize(
    "query", [{"order": "random"}, {"person": "x"}, {"person": "-1"}, {"person": "1e3"}, {"person": "9" * 30}]
)
def test_an_address_that_makes_no_sense_is_refused_in_words(client_of: ClientOf, query: dict[str, str]) -> None:
    answer = client_of("dana").get(LOG, query)
    assert answer.status_code == 422
    assert "<h1" in answer.content.decode()


def test_a_selection_that_is_gone_falls_back_to_the_first_call(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    answer = client_of("marcus").get(LOG, {"sel": "no-such-number"})
    assert ticket.title in answer.content.decode()


def test_coordinator_and_director_look_at_the_log_of_others(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    marcus = world.users["marcus"].pk
    for who in ("dana", "miriam"):
        assert ticket.title in client_of(who).get(LOG, {"person": marcus}).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("bao", 404), ("luis", 404), ("rita", 404), ("joyce", 404), ("carol", 403), ("ellen", 403)]
)
def test_others_do_not(world: World, client_of: ClientOf, who: str, status: int) -> None:
    calls_of_marcus(world, 1)
    assert client_of(who).get(LOG, {"person": world.users["marcus"].pk}).status_code == status


@pytest.mark.parametrize("who", ["ben", "carol"])
def test_a_person_who_is_no_colleague_has_no_log_to_look_at(world: World, client_of: ClientOf, who: str) -> None:
    assert client_of("dana").get(LOG, {"person": world.users[who].pk}).status_code == 404


def test_the_list_answers_304_when_nothing_has_changed(world: World, client_of: ClientOf) -> None:
    first, _second = calls_of_marcus(world, 2)
    client = client_of("marcus")
    tag = client.get(LIVE)["ETag"]
    assert client.get(LIVE, headers={"If-None-Match": tag}).status_code == 304
    client.post(ORDER, {"moved": first.pk, "place": 2})
    assert client.get(LIVE, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("who", "act", "words"),
    [
        ("priya", "resolve", "Closed by Priya Raman"),
        ("priya", "take", "Taken by Priya Raman"),
        ("dana", "give", "Given to somebody else by Dana Whitfield"),
        ("dana", "up", "Forwarded by Dana Whitfield"),
        ("dana", "void", "Made void by Dana Whitfield"),
    ],
)
def test_the_list_says_where_a_shown_call_went(
    world: World, client_of: ClientOf, who: str, act: str, words: str
) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    doing = {"actor": world.actor(who), "ticket_id": ticket.pk, "now": world.now}
    {
        "resolve": lambda: resolution.resolve_ticket(**doing, resolution_code="remotely", note="", minutes=1),
        "take": lambda: assignment.take_ticket(**doing),
        "give": lambda: assignment.assign_ticket(**doing, user_id=world.users["bao"].pk),
        "up": lambda: assignment.forward_up(**doing, tried="Reloaded"),
        "void": lambda: resolution.void_ticket(**doing, reason="A test"),
    }[act]()
    client = client_of("marcus")
    assert words in client.get(LIVE, {"shown": ticket.pk}).content.decode()
    assert words not in client.get(LIVE).content.decode()


def test_the_list_says_nothing_of_what_one_did_oneself_or_may_not_see(world: World, client_of: ClientOf) -> None:
    first, second = calls_of_marcus(world, 2)
    marcus = world.actor("marcus")
    resolution.resolve_ticket(
        actor=marcus, ticket_id=first.pk, resolution_code="remotely", note="", minutes=1, now=world.now
    )
    assignment.take_ticket(actor=world.actor("priya"), ticket_id=second.pk, now=world.now)
    shown = {"shown": f"{first.pk},{second.pk}"}
    assert "data-gone" in (mine := client_of("marcus").get(LIVE, shown).content.decode())
    assert f'data-gone="{first.pk}"' not in mine
    assert "data-gone" not in client_of("ben").get(LIVE, shown).content.decode()


@pytest.mark.parametrize("shown", ["x", "1,", "-1", "9" * 30])
def test_a_page_that_shows_what_is_no_call_is_refused(client_of: ClientOf, shown: str) -> None:
    assert client_of("marcus").get(LIVE, {"shown": shown}).status_code == 422


def test_resolving_from_the_log_leads_back_to_it(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    client = client_of("marcus")
    address = f"/tickets/{ticket.number}/resolve/?from=log&order=oldest&evil=//x"
    assert 'href="/my/calls/?order=oldest"' in client.get(address).content.decode()
    answer = client.post(address, {"resolution_code": "remotely", "note": "", "minutes": 1})
    assert (answer.status_code, answer["Location"]) == (302, f"{LOG}?order=oldest")


def test_a_move_counts_places_from_one_and_answers_the_new_list(world: World, client_of: ClientOf) -> None:
    calls_of_marcus(world, 3)
    client = client_of("marcus")
    third = Ticket.objects.get(title="Something is empty 2")
    answer = client.post(ORDER, {"moved": third.pk, "place": 1}, headers=FRAGMENT)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.index("Something is empty 2") < text.index("Something is empty 0")
    assert "placed by you" in text
    assert third.order_pins.get().position == 0


def test_a_move_without_script_leads_back_to_the_same_log(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    client = client_of("marcus")
    client.post(ORDER, {"moved": ticket.pk, "place": 1})
    answer = client.post(f"{ORDER}?sel={ticket.number}", {"moved": ticket.pk, "place": "suggested"})
    assert (answer.status_code, answer["Location"]) == (302, f"{LOG}?sel={ticket.number}")
    assert not ticket.order_pins.exists()


@pytest.mark.parametrize("place", ["", "x", "-1", "1.5", "9" * 40])
def test_a_place_that_is_none_is_refused(world: World, client_of: ClientOf, place: str) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    assert client_of("marcus").post(ORDER, {"moved": ticket.pk, "place": place}).status_code == 422
    assert not ticket.order_pins.exists()


def test_only_the_coordinator_moves_in_the_log_of_another(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    address = f"{ORDER}?person={world.users['marcus'].pk}"
    move = {"moved": ticket.pk, "place": 1}
    answers = {who: client_of(who).post(address, move).status_code for who in ("bao", "miriam", "rita", "dana")}
    assert answers == {"bao": 404, "miriam": 403, "rita": 404, "dana": 302}


def test_back_to_suggested_takes_all_pins_away(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    client = client_of("marcus")
    client.post(ORDER, {"moved": ticket.pk, "place": 1})
    answer = client.post("/my/calls/suggested/", follow=True)
    assert "In the suggested order again" in answer.content.decode()


def test_calling_back_takes_the_ticket_and_leads_to_its_note(world: World, client_of: ClientOf) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    client = client_of("marcus")
    answer = client.post(f"/my/calls/{ticket.number}/call-back/")
    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{ticket.number}/?write=note&ring=1")
    assert "Ring 4120</div>" in client.get(answer["Location"]).content.decode()
    assert Ticket.objects.get().status == "in_progress"


def test_calling_back_keeps_the_list_one_came_from(world: World, client_of: ClientOf) -> None:
    calls_of_marcus(world, 1)
    client = client_of("marcus")
    action = re.search(r'action="(/my/calls/[^"]+/call-back/[^"]*)"', client.get(LOG).content.decode())
    assert action
    answer = client.post(action[1].replace("&amp;", "&"))
    assert "&list=/my/calls/" in answer["Location"]
    assert 'href="/my/calls/' in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("who", ["rita", "carol", "ellen"])
def test_calling_back_a_ticket_of_another_desk_is_not_found(world: World, client_of: ClientOf, who: str) -> None:
    (ticket,) = calls_of_marcus(world, 1)
    assert client_of(who).post(f"/my/calls/{ticket.number}/call-back/").status_code == 404


@pytest.mark.parametrize(("address", "method"), [(LOG, "post"), (LIVE, "post"), (ORDER, "get")])
def test_the_wrong_method_is_refused(client_of: ClientOf, address: str, method: str) -> None:
    assert getattr(client_of("marcus"), method)(address).status_code == 405


def test_ten_calls_cost_no_more_queries_than_one(world: World, client_of: ClientOf) -> None:
    client = client_of("marcus")
    calls_of_marcus(world, 5)
    client.get(LOG)
    with CaptureQueriesContext(connection) as few:
        client.get(LOG)
    calls_of_marcus(world, 5)
    with CaptureQueriesContext(connection) as many:
        client.get(LOG)
    assert len(many) == len(few) <= PAGE_QUERIES, [query["sql"][:120] for query in many]
