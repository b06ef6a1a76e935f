"""The ticket page: what it shows, to whom, at what price, and its acts as the browser sends them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firstline.kernel import clock
from firstline.ledger.models import Entry
from firstline.tickets.models import ComposerDraft, Message, Ticket
from firstline.tickets.services import assignment, work
from firstline.tickets.services.intake import Call, Problem, log_and_queue
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
QUERIES_OF_PAGE = 28  # one of them remembers that it was opened
QUERIES_OF_UNCHANGED = 4
UNKNOWN = "99999999"


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return Carol's ticket of a quarter of an hour ago, in the queue."""
    return a_ticket(world)


def a_ticket(world: World, nature: str = "printing", desk: str = "district", by: str = "dana") -> Ticket:
    """Return a ticket that was logged just now."""
    now = clock.now()
    natures = world.natures if desk == "district" else world.police_natures
    call = Call(
        key=uuid4(),
        desk_id=world.desks[desk].pk,
        started_at=now - timedelta(minutes=15),
        ended_at=now - timedelta(minutes=10),
        person_id=world.persons["carol.jimenez"].pk,
    )
    problem = Problem("Progress reports will not print", natures[nature].pk, nature_reason="print", tried="Cleared it.")
    return log_and_queue(actor=world.actor(by), call=call, problem=problem, now=now).ticket


def browser(world: World, username: str) -> Client:
    """Return a browser in which this person signed in."""
    client = Client()
    client.force_login(world.users[username])
    return client


def url(ticket: Ticket, rest: str = "") -> str:
    """Return an address of the ticket."""
    return f"/tickets/{ticket.number}/{rest}"


def sent(ticket: Ticket, **more: Any) -> dict[str, Any]:
    """Return a dialog's fields as a page that was just made sends them."""
    ticket.refresh_from_db()
    last = Entry.objects.filter(subject_type="ticket", subject_id=ticket.pk).order_by("-id").first()
    return {"version": ticket.version, "since": last.pk if last else 0, **more}


def test_the_page_shows_the_words_the_answers_and_the_promise(world: World, ticket: Ticket) -> None:
    page = browser(world, "priya").get(url(ticket))
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Progress reports will not print", "logged a call from Carol Jimenez", "Nobody has answered yet"):
        assert words in text
    assert "(print)" in text
    assert "Not asked" in text


def test_who_chose_the_nature_is_said_in_the_readers_language(world: World, client_of: ClientOf) -> None:
    form = call_form(world, nature_by="person", nature=world.natures["network"].pk, outcome="queue")
    client_of("dana").post("/calls/log/", form)
    made = Ticket.objects.get(nature__code="network")
    assert made.nature_reason == "by_hand"
    assert "(chosen by hand)" in browser(world, "priya").get(url(made)).content.decode()


def test_a_reply_says_that_it_was_not_sent_and_a_note_that_it_is_for_staff(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    client.post(url(ticket, "reply/"), {"body": "It prints again", "after": "0"})
    client.post(url(ticket, "note/"), {"body": "Drum is worn", "after": "0"})
    text = client.get(url(ticket)).content.decode()
    assert "Not sent, no channel" in text
    assert "note, staff only" in text
    assert "Nobody has answered yet" not in text
    assert list(Message.objects.filter(ticket=ticket).values_list("kind", "is_public")) == [
        ("request", True),
        ("reply", True),
        ("note", False),
    ]


def test_the_same_reply_sent_twice_is_one_message(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    first = Message.objects.get(ticket=ticket).pk
    for _again in range(2):
        client.post(url(ticket, "reply/"), {"body": "It prints again", "after": str(first)})
    assert Message.objects.filter(ticket=ticket, kind="reply").count() == 1


@pytest.mark.parametrize("username", ["rita", "carol", "ellen"])
def test_for_others_there_is_no_such_ticket(world: World, ticket: Ticket, username: str) -> None:
    client = browser(world, username)
    for rest in ("", "live/", "history/", "staff/", "assign/", "resolve/"):
        assert client.get(url(ticket, rest)).status_code == 404
    for rest in ("take/", "reply/", "note/", "resolve/", "drafts/note/", "undo/"):
        assert client.post(url(ticket, rest), {"body": "x"}).status_code == 404


def test_acts_are_posted_and_pages_are_fetched(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    for rest in ("take/", "go-on/", "close/", "undo/", "reply/", "note/", "drafts/note/"):
        assert client.get(url(ticket, rest)).status_code == 405
    for rest in ("", "live/", "history/", "staff/"):
        assert client.post(url(ticket, rest)).status_code == 405


def test_an_unknown_number_is_not_found(world: World) -> None:
    assert browser(world, "priya").get(f"/tickets/{UNKNOWN}/").status_code == 404


def test_the_page_takes_a_fixed_number_of_queries(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    client.get(url(ticket))
    for number in range(6):
        work.add_note(actor=world.actor("joel"), ticket_id=ticket.pk, body=f"Looked {number}", now=clock.now())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url(ticket)).status_code == 200
    assert len(queries) <= QUERIES_OF_PAGE, [query["sql"][:140] for query in queries]


def test_an_unchanged_page_is_not_sent_again(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    first = client.get(url(ticket, "live/"), headers={"X-Firstline-Poll": "1"})
    headers = {"X-Firstline-Poll": "1", "If-None-Match": first["ETag"]}
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url(ticket, "live/"), headers=headers).status_code == 304
    assert len(queries) <= QUERIES_OF_UNCHANGED, [query["sql"][:140] for query in queries]
    work.add_note(actor=world.actor("joel"), ticket_id=ticket.pk, body="Looked", now=clock.now())
    assert client.get(url(ticket, "live/"), headers=headers).status_code == 200


def test_what_others_write_while_one_types_is_announced(world: World, ticket: Ticket) -> None:
    seen = Message.objects.get(ticket=ticket).pk
    work.add_note(actor=world.actor("joel"), ticket_id=ticket.pk, body="Looked", now=clock.now())
    text = browser(world, "priya").get(url(ticket, f"live/?seen={seen}")).content.decode()
    assert "New note from Joel" in text
    assert "Your text is safe" in text


def test_a_reply_waits_for_what_a_colleague_wrote_meanwhile(world: World, ticket: Ticket) -> None:
    seen = str(Message.objects.get(ticket=ticket).pk)
    work.reply_to_requester(actor=world.actor("joel"), ticket_id=ticket.pk, body="I am on it", now=clock.now())
    client = browser(world, "priya")
    page = client.post(url(ticket, "reply/"), {"body": "I look at it", "after": seen})
    assert page.status_code == 409
    assert "I am on it" in page.content.decode()
    assert "I look at it" in page.content.decode()
    client.post(url(ticket, "reply/"), {"body": "I look at it", "after": seen, "anyway": "1"})
    assert Message.objects.filter(ticket=ticket, kind="reply").count() == 2


def test_what_is_typed_is_kept_and_newer_text_of_another_page_is_told(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    address = url(ticket, "drafts/note/")
    assert client.post(address, {"body": "Half a", "revision": "0"}).json() == {"revision": 1}
    assert "Half a" in client.get(url(ticket)).content.decode()
    other = client.post(address, {"body": "Other", "revision": "0"})
    assert (other.status_code, other.json()) == (409, {"revision": 1, "fields": {"body": "Half a"}})
    assert "Half a" not in browser(world, "joel").get(url(ticket)).content.decode()


def test_text_that_was_sent_is_not_kept_again(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    seen = str(Message.objects.get(ticket=ticket).pk)
    client.post(url(ticket, "drafts/note/"), {"body": "Drum is worn", "revision": "0", "after": seen})
    client.post(url(ticket, "note/"), {"body": "Drum is worn", "after": seen})
    late = client.post(url(ticket, "drafts/note/"), {"body": "Drum is worn", "revision": "1", "after": seen})
    assert late.status_code == 410
    assert not ComposerDraft.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("x" * 20_001, 422),
        ("\x07 bell", 422),
        ("NUL \x00", 400),
        ("🖨️ مرحبا \u202e abc", 302),
    ],
)
def test_odd_words_are_taken_or_refused_in_words(world: World, ticket: Ticket, body: str, status: int) -> None:
    for kind in ("reply/", "note/"):
        answer = browser(world, "priya").post(url(ticket, kind), {"body": body, "after": "0"})
        assert answer.status_code == status


def test_ten_megabytes_are_refused(world: World, ticket: Ticket) -> None:
    answer = browser(world, "priya").post(url(ticket, "note/"), {"body": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "more than can be sent at once" in answer.content.decode()


@pytest.mark.parametrize(
    ("rest", "fields"),
    [
        ("assign/", {"assignee": "abc"}),
        ("assign/", {"name": "Nobody Knows"}),
        ("forward/", {"to": "999999", "tried": "x"}),
        ("forward/", {"to": "up"}),
        ("wait/", {"waiting_on": "godot", "reason": "x", "until": "tomorrow 8"}),
        ("wait/", {"waiting_on": "vendor", "reason": "x", "until": "when pigs fly"}),
        ("wait/", {"waiting_on": "vendor", "reason": "x" * 201, "until": "tomorrow 8"}),
        ("resolve/", {"resolution_code": "magic", "minutes": "3"}),
        ("resolve/", {"resolution_code": "remotely", "minutes": "999999999"}),
        ("resolve/", {"resolution_code": "remotely", "minutes": "many"}),
        ("severity/", {"severity": "apocalyptic", "reason": "x"}),
        ("severity/", {"severity": "high", "reason": ""}),
        ("severity/", {"severity": "high", "reason": "x", "version": "abc"}),
    ],
)
def test_wrong_choices_come_back_in_the_form(world: World, ticket: Ticket, rest: str, fields: dict[str, str]) -> None:
    answer = browser(world, "priya").post(url(ticket, rest), fields, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "thing" in answer.content.decode()
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee_id) == ("new", None)


def test_a_dialog_is_a_page_without_script(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    for rest in ("assign/", "forward/", "wait/", "resolve/", "severity/"):
        assert "<html" in client.get(url(ticket, rest)).content.decode()
        assert "<html" not in client.get(url(ticket, rest), headers={"HX-Request": "true"}).content.decode()


def test_assign_by_name_where_there_is_no_script(world: World, ticket: Ticket) -> None:
    browser(world, "dana").post(url(ticket, "assign/"), sent(ticket, name="priya raman"))
    ticket.refresh_from_db()
    assert ticket.assignee == world.users["priya"]


def test_a_field_that_another_changed_is_asked_about_and_pressing_again_uses_mine(world: World, ticket: Ticket) -> None:
    fields = sent(ticket, severity="low", reason="One printer of four")
    work.change_severity(
        actor=world.actor("joel"), ticket_id=ticket.pk, severity="high", reason="Report cards", now=clock.now()
    )
    client = browser(world, "priya")
    asked = client.post(url(ticket, "severity/"), fields)
    assert asked.status_code == 409
    assert "Joel Baptiste set severity to High" in asked.content.decode()
    client.post(url(ticket, "severity/"), sent(ticket, severity="low", reason="One printer of four"))
    ticket.refresh_from_db()
    assert ticket.severity == "low"


def test_other_fields_that_changed_meanwhile_are_no_conflict(world: World, ticket: Ticket) -> None:
    fields = sent(ticket, severity="low", reason="One printer of four")
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=ticket.pk, now=clock.now())
    assert browser(world, "priya").post(url(ticket, "severity/"), fields).status_code == 302


def test_the_history_names_every_fact_in_words(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    client.post(url(ticket, "take/"))
    client.post(url(ticket, "forward/"), sent(ticket, to="up", tried="Cleared it twice"))
    text = client.get(url(ticket, "history/")).content.decode()
    for words in (
        "Dana Whitfield logged the call",
        "Priya Raman took it",
        "forwarded it up to",
        "Dana Whitfield answered",
    ):
        assert words in text
    assert "tickets." not in text.split("fl-page")[-1]


def test_a_run_of_changes_is_folded_until_one_asks(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    for severity in ("high", "low", "normal", "high"):
        client.post(url(ticket, "severity/"), sent(ticket, severity=severity, reason="Trying"))
    assert "3 more changes" in client.get(url(ticket)).content.decode()
    assert "more changes" not in client.get(url(ticket) + "?events=all").content.decode()


def test_a_director_reads_and_cannot_act(world: World, ticket: Ticket) -> None:
    client = browser(world, "miriam")
    text = client.get(url(ticket)).content.decode()
    assert "data-composer" not in text
    assert client.post(url(ticket, "take/")).status_code == 403
    assert client.post(url(ticket, "note/"), {"body": "x"}).status_code == 403


def test_who_is_calling_must_be_checked_before_access_is_given(world: World) -> None:
    nature = next(code for code, nature in world.natures.items() if nature.needs_identity_check)
    ticket = a_ticket(world, nature)
    client = browser(world, "priya")
    solved = {"resolution_code": "remotely", "note": "Reset", "minutes": "3"}
    refused = client.post(url(ticket, "resolve/"), sent(ticket, **solved))
    assert refused.status_code == 422
    assert "not verified" in refused.content.decode()
    client.post(url(ticket, "identity/"), sent(ticket, method="callback", verified="yes"))
    assert client.post(url(ticket, "resolve/"), sent(ticket, **solved)).status_code == 302


@pytest.mark.parametrize(
    ("composed", "minutes"),
    [("", 5), ("29", 5), ("125", 7), ("999999999", 485)],
    ids=["none", "short", "two", "bounded"],
)
def test_the_time_of_writing_is_proposed_within_bounds(
    ticket: Ticket, client_of: ClientOf, composed: str, minutes: int
) -> None:
    text = client_of("priya").get(f"/tickets/{ticket.number}/resolve/", {"composed": composed}).content.decode()
    assert f'name="minutes" value="{minutes}"' in text


@pytest.mark.parametrize(
    ("act", "composed", "status"), [("resolve", "x", 422), ("resolve", "-1", 422), ("wait", "60", 200)]
)
def test_a_time_of_writing_that_is_none_is_refused_and_elsewhere_ignored(
    ticket: Ticket, client_of: ClientOf, act: str, composed: str, status: int
) -> None:
    answer = client_of("priya").get(f"/tickets/{ticket.number}/{act}/", {"composed": composed})
    assert answer.status_code == status


def test_notes_are_printed_only_when_chosen(world: World, ticket: Ticket) -> None:
    client = browser(world, "priya")
    for asked, has_notes, prints in (
        ("", False, False),
        ("plain", False, True),
        ("notes", True, True),
        ("x", False, False),
    ):
        text = client.get(url(ticket), {"print": asked}).content.decode()
        assert ("tabbed with-notes" in text, "data-print-now" in text) == (has_notes, prints)
