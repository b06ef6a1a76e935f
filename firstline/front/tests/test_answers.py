"""What requesters send: answers with files, that it works again, that it does not; and nobody else."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from firstline.files.models import StoredFile
from firstline.ledger.models import Entry
from firstline.tickets.models import ComposerDraft, Message, Ticket
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.resolution import resolve_ticket
from firstline.tickets.services.work import wait_on
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return Carol's ticket, in Priya's hands."""
    made = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    return take_ticket(actor=world.actor("priya"), ticket_id=made.pk, now=world.now)


def resolved(world: World, ticket: Ticket) -> Ticket:
    return resolve_ticket(
        actor=world.actor("priya"), ticket_id=ticket.pk, resolution_code="remotely", note="", minutes=5, now=world.now
    )


def url(ticket: Ticket, rest: str = "") -> str:
    return f"/help/{ticket.number}/{rest}"


def test_an_answer_with_a_file_reaches_the_staff(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    sent = {"body": "Still no paper", "new_files": [SimpleUploadedFile("log.txt", b"lines")]}
    assert client_of("carol").post(url(ticket, "answer/"), sent).status_code == 302
    message = ticket.messages.latest("pk")
    assert (message.kind, message.is_public, message.author_name) == ("request", True, world.person("carol").name)
    page = client_of("priya").get(f"/tickets/{ticket.number}/").content.decode()
    assert "Still no paper" in page
    assert page.index("answered</span>") < page.index("Still no paper")
    assert "log.txt" in page
    assert "log.txt" in client_of("carol").get(url(ticket)).content.decode()


def test_the_same_answer_twice_is_one(client_of: ClientOf, ticket: Ticket) -> None:
    after = ticket.messages.latest("pk").pk
    for _time in range(2):
        client_of("carol").post(url(ticket, "answer/"), {"body": "Again", "after": str(after)})
    assert ticket.messages.filter(body="Again").count() == 1


def test_an_answer_ends_waiting_on_the_requester_only(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    for waiting_on, status in (("vendor", "waiting"), ("requester", "in_progress")):
        wait_on(
            actor=world.actor("priya"), ticket_id=ticket.pk, waiting_on=waiting_on, reason="Which room?",
            until=world.now + timedelta(days=1), now=world.now,
        )  # fmt: skip
        client_of("carol").post(url(ticket, "answer/"), {"body": f"Room 12 {waiting_on}"})
        ticket.refresh_from_db()
        assert ticket.status == status


def test_it_works_again_closes_and_it_does_not_reopens(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    resolved(world, ticket)
    page = client_of("carol").get(url(ticket)).content.decode()
    assert "It works again" in page
    for _time in range(2):
        assert client_of("carol").post(url(ticket, "works/")).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "closed"
    client_of("carol").post(url(ticket, "answer/"), {"body": "It jams again"})
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopened_count, ticket.resolution_code) == ("in_progress", 1, None)
    assert Entry.objects.filter(subject_id=ticket.pk, verb="tickets.ticket_reopened").count() == 1


def test_what_ended_long_ago_is_a_new_call(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    resolved(world, ticket)
    Ticket.objects.filter(pk=ticket.pk).update(resolved_at=world.now - timedelta(days=15))
    assert "more than 14 days ago" in client_of("carol").get(url(ticket)).content.decode()
    assert client_of("carol").post(url(ticket, "answer/"), {"body": "Again"}).status_code == 422
    assert not Message.objects.filter(body="Again").exists()


def test_what_is_refused_keeps_the_words_and_no_file(client_of: ClientOf, ticket: Ticket) -> None:
    carol = client_of("carol")
    assert carol.post(url(ticket, "works/")).status_code == 409
    assert carol.post(url(ticket, "answer/"), {"body": " "}).status_code == 422
    two = [SimpleUploadedFile("a.txt", b"x"), SimpleUploadedFile("none.txt", b"")]
    answer = carol.post(url(ticket, "answer/"), {"body": "Kept words", "new_files": two})
    assert answer.status_code in {302, 422}
    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(11)]
    answer = carol.post(url(ticket, "answer/"), {"body": "Many words", "new_files": many, "after": "²"})
    assert answer.status_code == 422
    assert "Many words" in answer.content.decode()
    assert StoredFile.objects.count() <= 1


def test_an_unsent_answer_is_there_again_until_it_is_sent(client_of: ClientOf, ticket: Ticket) -> None:
    carol, after = client_of("carol"), ticket.messages.latest("pk").pk
    sent = {"body": "It still <jams>", "revision": "0", "after": str(after)}
    assert carol.post(url(ticket, "draft/"), sent).json() == {"revision": 1}
    assert 'revision="1"' in (page := carol.get(url(ticket)).content.decode())
    assert "It still &lt;jams&gt;" in page
    assert "jams" not in client_of("priya").get(f"/tickets/{ticket.number}/").content.decode()
    elsewhere = carol.post(url(ticket, "draft/"), sent | {"body": "Other words"})
    assert (elsewhere.status_code, elsewhere.json()["fields"]) == (409, {"body": "It still <jams>"})
    carol.post(url(ticket, "answer/"), {"body": "It still <jams>", "after": str(after)})
    assert not ComposerDraft.objects.exists()
    assert carol.post(url(ticket, "draft/"), sent).status_code == 410


def test_staff_keep_no_answer_to_a_request_of_others(client_of: ClientOf, ticket: Ticket) -> None:
    assert client_of("priya").post(f"/tickets/{ticket.number}/drafts/answer/", {"body": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["priya", "paul", "rita", "ellen"])
def test_nobody_else_answers(client_of: ClientOf, ticket: Ticket, name: str) -> None:
    for rest in ("answer/", "draft/", "works/"):
        assert client_of(name).post(url(ticket, rest), {"body": "x"}).status_code == 404
        assert client_of(name).get(url(ticket, rest)).status_code == 405
