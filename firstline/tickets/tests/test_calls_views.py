"""Acts of the call console: every outcome, repeats, what is missing, calls without a log, whose they are."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.contacts.models import Callback, CallDraft, Contact
from firstline.kit.words.times import time_text
from firstline.tickets.models import Ticket
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
LOG, TRANSFER, UNLOGGED = "/calls/log/", "/calls/transfer/", "/calls/unlogged/"
LOG_QUERIES = 36


def save(client: Any, form: dict[str, Any]) -> Contact:
    """Keep the form as a draft; return its call."""
    assert client.post(f"/calls/drafts/{form['draft_id']}/", form | {"revision": 0}).status_code == 200
    return CallDraft.objects.get(pk=form["draft_id"]).contact


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [
        ("solved", "closed", "Logged as #"),
        ("forward", "new", "in the queue of Printing"),
        ("queue", "new", "Call desk"),
    ],
)
def test_each_outcome_makes_one_ticket_and_says_where_it_is(
    world: World, client_of: ClientOf, outcome: str, status: str, words: str
) -> None:
    answer = client_of("dana").post(LOG, call_form(world, outcome=outcome), follow=True)
    assert words in answer.content.decode()
    assert Ticket.objects.get().status == status


def test_the_coordinator_assigns_by_name(world: World, client_of: ClientOf) -> None:
    priya = world.users["priya"]
    answer = client_of("dana").post(LOG, call_form(world, outcome=f"assign:{priya.pk}"), follow=True)
    assert "with Priya Raman" in answer.content.decode()
    assert Ticket.objects.get().assignee == priya


def test_a_specialist_does_not_assign_to_others(world: World, client_of: ClientOf) -> None:
    form = call_form(world, outcome=f"assign:{world.users['priya'].pk}")
    assert client_of("marcus").post(LOG, form).status_code in {403, 422}
    assert not Ticket.objects.exists()


def test_a_promised_callback_rings_the_callers_own_number(world: World, client_of: ClientOf) -> None:
    form = call_form(world, outcome="callback", callback_at="in 1 h")
    said = client_of("dana").post(LOG, form, follow=True).content.decode()
    callback = Callback.objects.get()
    at = time_text(callback.promised_at)
    assert f"Logged as #{Ticket.objects.get().number}, callback promised {at}" in said
    assert (callback.number, callback.promised_at) == ("4120", world.now + timedelta(hours=1))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"problem": ""}, "What is wrong?: Fill this in."),
        ({"person_id": None, "name_as_told": " "}, "Who is calling?: Fill this in."),
        ({"outcome": "callback", "callback_at": ""}, "When to ring back: Fill this in."),
        ({"outcome": "callback", "callback_at": "whenever"}, "When to ring back:"),
        ({"outcome": "callback", "callback_at": "3 years ago"}, "When to ring back:"),
        ({"outcome": "forward", "tried": "", "forward_note": ""}, "What was tried: Fill this in."),
        ({"severity_by": "person", "severity": "critical"}, "Why this severity?: Fill this in."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    world: World, client_of: ClientOf, changes: dict[str, Any], words: str
) -> None:
    form = call_form(world, **{"tried": "My own words", **changes})
    answer = client_of("dana").post(LOG, form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "everything you typed is still here" in text
    assert not Ticket.objects.exists()
    assert form["draft_id"] in text
    assert CallDraft.objects.get().data.get("tried", "") == form["tried"]


def test_what_stands_in_a_dialog_comes_back_with_it_open(world: World, client_of: ClientOf) -> None:
    form = call_form(world, outcome="callback", callback_at="whenever", callback_number="555 0199")
    text = client_of("dana").post(LOG, form).content.decode()
    assert 'id="callback" aria-labelledby="callback-h" data-open-now' in text
    assert 'value="whenever"' in text
    assert 'value="555 0199"' in text


def test_a_password_is_not_solved_for_a_voice_that_was_not_checked(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    form = call_form(world, problem="Her password has expired, locked out")
    answer = client.post(LOG, form)
    assert answer.status_code == 422
    assert "Is it really them?" in answer.content.decode()
    checked = form | {"identity_method": "callback", "identity_verified": "yes"}
    assert client.post(LOG, checked).status_code == 302
    assert Ticket.objects.get().identity_verified


def test_the_same_form_posted_again_makes_one_ticket(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    answers = [client.post(LOG, form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert (Ticket.objects.count(), Contact.objects.count()) == (1, 1)


def test_the_same_form_with_other_words_is_refused_and_the_words_stay(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    client.post(LOG, form)
    answer = client.post(LOG, form | {"problem": "Something else altogether"})
    assert answer.status_code == 422
    assert "Something else altogether" in answer.content.decode()
    assert Ticket.objects.count() == 1


def test_two_problems_of_one_call_make_two_tickets_of_one_contact(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    first = client.post(LOG, call_form(world, outcome="queue", then="another"))
    draft_id = first["Location"].split("call=")[1]
    assert "Carol Jimenez" in client.get(first["Location"]).content.decode()
    client.post(LOG, call_form(world, draft_id=draft_id, problem="And the Wi-Fi drops", outcome="queue"))
    contact = Contact.objects.get()
    assert sorted(contact.tickets.values_list("nature__code", flat=True)) == ["network", "printing"]


def test_a_log_is_taken_back_and_its_words_are_a_draft_again(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    client.post(LOG, form)
    answer = client.post("/calls/undo/", {"draft_id": form["draft_id"]}, follow=True)
    assert form["problem"] in answer.content.decode()
    assert (Ticket.objects.get().status, Contact.objects.get().logged_at) == ("void", None)


def test_nobody_else_takes_a_log_back(world: World, client_of: ClientOf) -> None:
    form = call_form(world)
    client_of("dana").post(LOG, form)
    for who in ("sunita", "marcus", "rita"):
        assert client_of(who).post("/calls/undo/", {"draft_id": form["draft_id"]}).status_code == 404
    assert Ticket.objects.get().status == "closed"


def test_a_transferred_call_is_the_specialists_draft_and_not_logged_yet(world: World, client_of: ClientOf) -> None:
    form = call_form(world)
    dana, priya = client_of("dana"), client_of("priya")
    answer = dana.post(TRANSFER, form | {"to_user": world.users["priya"].pk}, follow=True)
    assert "3452" in answer.content.decode()
    assert "Priya Raman" in dana.get(UNLOGGED).content.decode()
    assert form["problem"] in priya.get("/calls/", {"call": form["draft_id"]}).content.decode()
    assert dana.get("/calls/", {"call": form["draft_id"]}).status_code == 409
    priya.post(LOG, form)
    assert "Every call has its log." in dana.get(UNLOGGED).content.decode()


@pytest.mark.parametrize("who", ["marcus", "tom", "dana", "ben", "carol"])
def test_nobody_gets_a_live_caller_who_is_not_free_or_not_of_the_desk(
    world: World, client_of: ClientOf, who: str
) -> None:
    form = call_form(world) | {"to_user": world.users[who].pk}
    answer = client_of("dana").post(TRANSFER, form)
    assert answer.status_code in {404, 409, 422}
    contact = Contact.objects.get()
    assert (contact.owner, contact.outcome) == (world.users["dana"], "")


def test_a_call_that_ended_without_a_log_stands_there_until_it_has_one(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    save(client, form)
    assert "Carol Jimenez" not in client.get(UNLOGGED).content.decode()
    client.post(f"/calls/drafts/{form['draft_id']}/end/", form)
    assert "Log it" in client.get(UNLOGGED).content.decode()
    client.post(LOG, form)
    assert "Every call has its log." in client.get(UNLOGGED).content.decode()


def test_a_call_can_end_before_its_first_save(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    answer = client.post(f"/calls/drafts/{form['draft_id']}/end/", form)
    assert answer["Location"] == f"/calls/?call={form['draft_id']}"
    assert Contact.objects.get().ended_at == world.now


def test_a_call_is_declared_to_need_no_ticket_with_a_reason(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    without = client.post(f"/calls/drafts/{form['draft_id']}/no-ticket/", form)
    assert without.status_code == 422
    assert "Why no ticket is needed: Fill this in." in without.content.decode()
    client.post(f"/calls/drafts/{form['draft_id']}/no-ticket/", form | {"reason": "Wrong number"})
    contact = Contact.objects.get()
    assert (contact.outcome, contact.no_ticket_reason) == ("no_ticket", "Wrong number")
    assert not Ticket.objects.exists()
    assert "Every call has its log." in client.get(UNLOGGED).content.decode()


def test_the_coordinator_logs_a_call_that_somebody_else_answered(world: World, client_of: ClientOf) -> None:
    sunita, dana, form = client_of("sunita"), client_of("dana"), call_form(world)
    contact = save(sunita, form)
    sunita.post(f"/calls/drafts/{form['draft_id']}/end/", form)
    assert client_of("marcus").post(f"/calls/{contact.pk}/take-over/").status_code == 403
    taken = dana.post(f"/calls/{contact.pk}/take-over/")
    assert taken["Location"] == f"/calls/?call={form['draft_id']}"
    dana.post(LOG, form)
    contact.refresh_from_db()
    assert contact.answered_by == world.users["sunita"]
    assert contact.logged_by == world.users["dana"]


def test_a_call_of_this_morning_is_logged_with_its_true_times_for_a_colleague(
    world: World, client_of: ClientOf
) -> None:
    form = call_form(world, began_time="08:05", ended_time="08:11", answered_by=world.users["sunita"].pk)
    assert client_of("dana").post(LOG, form).status_code == 302
    contact = Contact.objects.get()
    assert contact.answered_by == world.users["sunita"]
    assert contact.logged_by == world.users["dana"]
    assert contact.started_at == world.now.replace(hour=12, minute=5)
    assert contact.ended_at == world.now.replace(hour=12, minute=11)
    assert Ticket.objects.get().opened_at == contact.started_at


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"began_time": "09:00", "ended_time": "08:00"}, 422),
        ({"call_date": "2026-08-01", "began_time": "08:00"}, 422),
        ({"call_date": "9999-12-31", "began_time": "23:59"}, 302),
        ({"call_date": "0001-01-01", "began_time": "00:00"}, 422),
        ({"call_date": "yesterday"}, 422),
        ({"began_time": "25:00"}, 422),
        ({"answered_by": "0"}, 422),
    ],
)
def test_times_that_cannot_be_are_refused(
    world: World, client_of: ClientOf, changes: dict[str, Any], status: int
) -> None:
    answer = client_of("dana").post(LOG, call_form(world, **changes))
    assert answer.status_code == status
    assert Ticket.objects.exists() == (status == 302)


def test_a_new_caller_is_added_and_chosen(world: World, client_of: ClientOf) -> None:
    form = {"desk_id": world.district.pk, "name": "Zoë Żak", "extension": "4999"}
    answer = client_of("dana").post("/calls/new-caller/", form)
    assert answer.status_code == 201
    assert answer.json()["label"] == "Zoë Żak"
    assert client_of("dana").post("/calls/new-caller/", form | {"name": " "}).status_code == 422


@pytest.mark.parametrize("who", ["marcus", "luis", "sunita"])
def test_the_list_of_others_unlogged_calls_is_the_coordinators(world: World, client_of: ClientOf, who: str) -> None:
    client, form = client_of("dana"), call_form(world)
    save(client, form)
    client.post(f"/calls/drafts/{form['draft_id']}/end/", form)
    assert "Every call has its log." in client_of(who).get(UNLOGGED).content.decode()


def test_logging_has_a_fixed_cost(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    client.post(LOG, call_form(world))
    with CaptureQueriesContext(connection) as spent:
        assert client.post(LOG, call_form(world, draft_id=str(uuid4()))).status_code == 302
    assert LOG_QUERIES - 3 <= len(spent) <= LOG_QUERIES, len(spent)
