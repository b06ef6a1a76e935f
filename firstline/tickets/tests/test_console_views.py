"""The call console's views: what they show, who may see it, what they refuse, and what they cost."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firstline.contacts.models import CallDraft, Contact, DraftRevision
from firstline.ledger.models import Entry
from firstline.people.models import Person, PersonCategory
from firstline.tickets.models import Ticket
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
CONSOLE, ASSIST, CALLERS, LIVE = "/calls/", "/calls/assist/", "/calls/callers/", "/calls/live/"
BUDGETS = {"console": 27, "assist": 13, "callers": 10, "live": 17, "unchanged": 11, "save": 9}


def kept(client: Client, form: dict[str, Any], revision: int = 0) -> Any:
    """Send the form as a draft and return the answer."""
    return client.post(f"/calls/drafts/{form['draft_id']}/", form | {"revision": revision})


def queries_of(ask: Any) -> CaptureQueriesContext:
    """Return the queries of one request, asked twice so that nothing is counted that happens once a minute."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return captured


def test_a_new_call_may_begin_with_its_caller(world: World, client_of: ClientOf) -> None:
    dana = client_of("dana")
    assert 'class="name">Carol Jimenez' in dana.get(CONSOLE, {"person": world.carol.pk}).content.decode()
    assert "Who is calling?" in dana.get(CONSOLE, {"person": 999_999_999}).content.decode()
    assert dana.get(CONSOLE, {"person": "x"}).status_code == 422


@pytest.mark.parametrize("category", ["police_officer", "teacher", "food_service", "secretary"])
def test_a_guarded_persons_category_shows_in_nothing_that_follows_from_it(
    world: World, client_of: ClientOf, category: str
) -> None:
    """Coverage, referral and promised time are judged by what the viewer may see, on the page and in the ticket."""
    paul, dana = world.person("paul"), client_of("dana")
    form = call_form(world, person_id=paul.pk, problem="Roster in Classxp is old", revision=0)
    seen = []
    for code in ("police_civilian", category):
        Person.objects.filter(pk=paul.pk).update(category=PersonCategory.objects.get(code=code))
        pages = [
            dana.get(CONSOLE, {"person": paul.pk}),
            dana.post(ASSIST, form),
            dana.get(f"/people/{paul.pk}/tickets/"),
        ]
        seen.append([re.sub(r"[0-9a-f-]{36}|\w{64}", "", page.content.decode()) for page in pages])
    assert seen[0] == seen[1]
    assert "What they are covered for is kept by Police IT" in seen[0][0]
    assert not any(words in text for text in seen[0] for words in ("5.1.", "Covered for", "Not covered", "As needed"))
    dana.post("/calls/log/", form | {"outcome": "queue"})
    assert (Ticket.objects.get().entitlement, Ticket.objects.get().entitlement_clause) == ("unknown", "")


def test_who_guards_a_person_sees_their_coverage(world: World, client_of: ClientOf) -> None:
    asked = {"person": world.person("paul").pk}
    assert "Covered for all services" in client_of("rita").get(CONSOLE, asked).content.decode()


def test_an_empty_console_says_where_to_begin_and_keeps_nothing(client_of: ClientOf) -> None:
    text = client_of("dana").get(CONSOLE).content.decode()
    assert "Who is calling?" in text
    assert "No calls yet today" in text
    assert not Contact.objects.exists()


def test_the_first_save_starts_the_call_and_says_where_it_is(world: World, client_of: ClientOf) -> None:
    form = call_form(world)
    answer = kept(client_of("dana"), form).json()
    assert answer == {"revision": 1, "tab": f"{CONSOLE}?call={form['draft_id']}"}
    assert Contact.objects.get().started_at == world.now
    assert list(Entry.objects.values_list("verb", flat=True)) == ["contacts.call_started"]


def test_a_draft_opens_as_it_was_typed(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    kept(client, form)
    text = client.get(CONSOLE, {"call": form["draft_id"]}).content.decode()
    assert "Carol Jimenez" in text
    assert "Progress reports will not print" in text
    assert "Cleared the print profile." in text


@pytest.mark.parametrize("who", ["sunita", "marcus", "luis", "miriam", "rita", "joyce", "carol", "ellen"])
def test_a_draft_is_nobody_elses_to_read_or_write(world: World, client_of: ClientOf, who: str) -> None:
    form = call_form(world)
    kept(client_of("dana"), form)
    other = client_of(who)
    assert other.get(CONSOLE, {"call": form["draft_id"]}).status_code == 404
    assert kept(other, form | {"problem": "Mine"}, 1).status_code == 404
    assert CallDraft.objects.get().data["problem"] == form["problem"]


def test_text_of_two_pages_is_merged_by_the_page_and_nothing_is_lost(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    kept(client, form)
    assert kept(client, form | {"problem": "From the other computer"}, 1).json()["revision"] == 2
    late = kept(client, form | {"tried": "From here"}, 1)
    assert late.status_code == 409
    assert late.json()["fields"]["problem"] == "From the other computer"
    assert late.json()["revision"] == 2
    assert [row.data["problem"] for row in DraftRevision.objects.all()] == [form["problem"]]


def test_a_logged_call_takes_no_more_text(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    client.post("/calls/log/", form)
    assert kept(client, form, 1).status_code == 410


def test_the_nature_follows_from_the_words_with_the_reason(world: World, client_of: ClientOf) -> None:
    text = client_of("dana").post(ASSIST, call_form(world)).content.decode()
    assert "suggested: Printing, from" in text
    assert "Covered for all services" in text
    assert not Contact.objects.exists()


def test_who_can_take_it_stands_by_fit_then_free(world: World, client_of: ClientOf) -> None:
    text = client_of("dana").post(ASSIST, call_form(world)).content.decode()
    shown = text[text.index("Who can take it") :]
    names = re.findall(r'<div class="fl-b">([^<]+)</div>', shown)
    assert set(names[:2]) == {"Joel Baptiste", "Priya Raman"}


@pytest.mark.parametrize("query", ["412", "jimenez carol", "CAROL", "jiménez", "jimenes", "carol.jimenez@", "4120"])
def test_the_caller_is_found_by_what_is_typed(world: World, client_of: ClientOf, query: str) -> None:
    text = client_of("dana").get(CALLERS, {"desk_id": world.district.pk, "q": query}).content.decode()
    assert f'data-value="{world.carol.pk}"' in text


@pytest.mark.parametrize("query", ["", " ", "%", "_", "'", "\\", "(", "\u202eabc", "\U0001f5a8", "x" * 5000])
def test_odd_queries_are_answered(world: World, client_of: ClientOf, query: str) -> None:
    assert client_of("dana").get(CALLERS, {"desk_id": world.district.pk, "q": query}).status_code == 200


def test_a_colleague_with_the_same_caller_is_named(world: World, client_of: ClientOf) -> None:
    kept(client_of("sunita"), call_form(world))
    text = client_of("dana").post(ASSIST, call_form(world)).content.decode()
    assert "Sunita Rao is logging a call from this person too" in text


def test_the_live_part_answers_304_until_something_happens(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    tag = client.get(LIVE)["ETag"]
    assert client.get(LIVE, headers={"If-None-Match": tag}).status_code == 304
    kept(client_of("sunita"), call_form(world))
    assert client.get(LIVE, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", [CONSOLE, LIVE, "/calls/unlogged/"])
@pytest.mark.parametrize(("who", "status"), [("miriam", 403), ("carol", 403), ("ellen", 403), ("marcus", 200)])
def test_who_logs_calls_sees_the_console(client_of: ClientOf, address: str, who: str, status: int) -> None:
    answer = client_of(who).get(address)
    assert answer.status_code == status


@pytest.mark.parametrize("desk", ["police", "nowhere", "\U0001f46e", "' OR 1=1"])
def test_another_desk_is_not_found(client_of: ClientOf, desk: str) -> None:
    assert client_of("dana").get(CONSOLE, {"desk": desk}).status_code == 404


def test_a_confidential_desk_says_that_nothing_stays_in_the_browser(client_of: ClientOf) -> None:
    text = client_of("rita").get(CONSOLE).content.decode()
    assert "Confidential desk" in text
    assert " confidential" in text


def with_history(world: World, client: Client) -> dict[str, Any]:
    """Log some calls, leave some drafts, end one without a log; return the form of another call."""
    for number in range(4):
        client.post("/calls/log/", call_form(world, problem=f"It will not print {number}"))
        form = call_form(world, problem=f"Paper jam {number}")
        kept(client, form)
        client.post(f"/calls/drafts/{form['draft_id']}/end/")
    return call_form(world)


def test_each_part_of_the_console_has_a_fixed_cost(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    form = with_history(world, client)
    kept(client, form)
    tag = client.get(LIVE)["ETag"]
    saves = iter(range(1, 10))

    def save() -> None:
        revision = next(saves)
        assert kept(client, form | {"problem": f"Text {revision}"}, revision).status_code == 200

    asked = {
        "console": lambda: client.get(CONSOLE, {"call": form["draft_id"]}),
        "assist": lambda: client.post(ASSIST, form),
        "callers": lambda: client.get(CALLERS, {"desk_id": world.district.pk, "q": "carol"}),
        "live": lambda: client.get(LIVE),
        "unchanged": lambda: client.get(LIVE, headers={"If-None-Match": tag}),
        "save": save,
    }
    spent = {name: len(queries_of(ask)) for name, ask in asked.items()}
    over = {name: count for name, count in spent.items() if count > BUDGETS[name]}
    assert not over, spent
    assert {name: count for name, count in BUDGETS.items() if count > spent[name] + 2} == {}, spent


def test_more_drafts_and_calls_cost_no_more_queries(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    with_history(world, client)
    few = queries_of(lambda: client.get(CONSOLE))
    with_history(world, client)
    many = queries_of(lambda: client.get(CONSOLE))
    assert len(few) == len(many)


def test_a_call_from_the_future_began_now_and_one_of_last_month_is_refused(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    ahead = call_form(world, started_at=(world.now + timedelta(days=1)).isoformat())
    assert kept(client, ahead).status_code == 200
    assert Contact.objects.get().started_at == world.now
    ago = call_form(world, started_at=(world.now - timedelta(days=31)).isoformat(), draft_id=str(uuid4()))
    assert kept(client, ago).status_code == 422
