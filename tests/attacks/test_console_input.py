"""Bad input at the call console: a clear answer in words, never a 500, nothing half-written."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from firstline.contacts.models import CallDraft, Contact
from firstline.ledger.models import Entry
from firstline.tickets.models import Ticket
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
LOG = "/calls/log/"
HUGE = "x" * (10 * 1024 * 1024)
PLAIN_WORDS = (400, 403, 404, 409, 413, 422)


def in_words(answer: Any) -> bool:
    """Return whether an answer is a refusal that a person can read: a page with a heading."""
    return answer.status_code in PLAIN_WORDS and b"<h1" in answer.content and b"Traceback" not in answer.content


def nothing_made() -> bool:
    """Return whether no ticket exists; a draft may: it keeps the words."""
    return not Ticket.objects.exists() and not Contact.objects.filter(logged_at__isnull=False).exists()


@pytest.mark.parametrize("field", ["problem", "tried", "name_as_told", "forward_note", "severity_reason", "number"])
def test_ten_megabytes_are_too_much_and_said_so(world: World, client_of: ClientOf, field: str) -> None:
    answer = client_of("dana").post(LOG, call_form(world, **{field: HUGE}))
    assert answer.status_code in {413, 422}
    assert in_words(answer)
    assert nothing_made()


@pytest.mark.parametrize("field", ["problem", "tried", "name_as_told", "number", "nature", "draft_id", "odd\x00name"])
def test_nul_bytes_are_refused_before_anything_is_kept(world: World, client_of: ClientOf, field: str) -> None:
    answer = client_of("dana").post(LOG, call_form(world, **{field: "a\x00b"}))
    assert answer.status_code in {400, 422}
    assert in_words(answer)
    assert not CallDraft.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "🖨️🔥 will not print 👩‍💻",
        "الطابعة لا تطبع",
        "\u202etxet desrever\u202c",
        "מדפסת",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
    ],
)
def test_words_of_any_kind_are_kept_as_they_are(world: World, client_of: ClientOf, words: str) -> None:
    client = client_of("dana")
    answer = client.post(LOG, call_form(world, problem=words, tried=words), follow=True)
    assert answer.status_code == 200
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.resolution_note) == (words, words)
    assert "<script>alert(1)</script>" not in client.get(f"/tickets/{ticket.number}/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"person_id": 10**15},
        {"person_id": "-1"},
        {"person_id": "1 OR 1=1"},
        {"person_id": "9" * 400},
        {"nature": 10**15, "nature_by": "person"},
        {"nature": "printing", "nature_by": "person"},
        {"nature": "²", "nature_by": "person"},
        {"severity": "fatal", "severity_by": "person"},
        {"channel": "telepathy"},
        {"identity_method": "palm reading"},
        {"outcome": "explode"},
        {"outcome": ""},
        {"outcome": "assign:0"},
        {"outcome": "assign:nobody"},
        {"answer_999999": "yes"},
        {"question_set": "newest"},
        {"answer_x": "yes"},
        {"answer_": "yes"},
        {"draft_id": "not-a-uuid"},
        {"draft_id": ""},
        {"draft_id": None},
        {"desk_id": "district"},
        {"desk_id": None},
        {"desk_id": 10**15},
        {"started_at": "yesterday"},
        {"started_at": "2026-09-15T09:42"},
        {"started_at": "99999-01-01T00:00:00Z"},
        {"started_at": "0001-01-01T00:00:00+14:00"},
        {"started_at": None},
        {"number": "5" * 100},
        {"name_as_told": "n" * 300, "person_id": None},
        {"problem": "p" * 20_000},
        {"tried": "t" * 30_000},
        {"problem": "bell \x07 and escape \x1b"},
    ],
    ids=lambda changes: "-".join(f"{name}={str(value)[:12]!a}" for name, value in changes.items()),
)
def test_what_does_not_exist_or_does_not_fit_is_refused(
    world: World, client_of: ClientOf, changes: dict[str, Any]
) -> None:
    answer = client_of("dana").post(LOG, call_form(world, **changes))
    assert in_words(answer), answer.status_code
    assert nothing_made()


@pytest.mark.parametrize("what", ["desk_id", "nature", "assign", "person", "transfer", "answered_by"])
def test_ids_of_another_desk_are_unknown(world: World, client_of: ClientOf, what: str) -> None:
    nature = next(iter(world.police_natures.values()))
    ben = world.users["ben"].pk
    ways: dict[str, dict[str, Any]] = {
        "desk_id": {"desk_id": world.police.pk},
        "nature": {"nature": nature.pk, "nature_by": "person"},
        "assign": {"outcome": f"assign:{ben}"},
        "person": {"person_id": 10**9},
        "transfer": {"to_user": ben},
        "answered_by": {"answered_by": ben},
    }
    address = "/calls/transfer/" if what == "transfer" else LOG
    answer = client_of("dana").post(address, call_form(world, **ways[what]))
    assert in_words(answer)
    assert nothing_made()
    assert not Contact.objects.exclude(owner=world.users["dana"]).exists()


def test_another_desks_draft_and_contact_are_unknown(world: World, client_of: ClientOf) -> None:
    rita, dana = client_of("rita"), client_of("dana")
    form = call_form(world, desk_id=world.police.pk, person_id=None, name_as_told="A witness")
    rita.post(f"/calls/drafts/{form['draft_id']}/", form | {"revision": 0})
    contact, facts = Contact.objects.get(), Entry.objects.count()
    own = call_form(world, draft_id=form["draft_id"])
    asked = [
        dana.get("/calls/", {"call": form["draft_id"]}),
        dana.post(LOG, own),
        dana.post("/calls/transfer/", own | {"to_user": world.users["priya"].pk}),
        dana.post(f"/calls/drafts/{form['draft_id']}/", own | {"revision": 0}),
        dana.post(f"/calls/drafts/{form['draft_id']}/end/"),
        dana.post(f"/calls/drafts/{form['draft_id']}/no-ticket/", {"reason": "Mine"}),
        dana.post(f"/calls/{contact.pk}/no-ticket/", {"reason": "Mine"}),
        dana.post(f"/calls/{contact.pk}/take-over/"),
        dana.post("/calls/undo/", {"draft_id": form["draft_id"]}),
    ]
    assert {answer.status_code for answer in asked} == {404}
    assert Entry.objects.count() == facts
    contact.refresh_from_db()
    assert (contact.owner, contact.ended_at) == (world.users["rita"], None)


@pytest.mark.parametrize(
    "address", [LOG, "/calls/assist/", "/calls/transfer/", "/calls/undo/", "/calls/new-caller/", "/my/calls/order/"]
)
def test_a_form_without_its_token_does_nothing(world: World, client_of: ClientOf, address: str) -> None:
    answer = client_of("dana", csrf=True).post(address, call_form(world))
    assert answer.status_code == 403
    assert in_words(answer)
    assert not CallDraft.objects.exists()


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 30, "1.0"])
def test_a_revision_that_is_none_is_refused(world: World, client_of: ClientOf, revision: str) -> None:
    form = call_form(world) | {"revision": revision}
    answer = client_of("dana").post(f"/calls/drafts/{form['draft_id']}/", form)
    assert answer.status_code == 422
    assert not CallDraft.objects.exists()


@pytest.mark.parametrize("name", ["draft", "end_call", "no_ticket_draft"])
def test_an_address_with_a_malformed_draft_is_not_found(client_of: ClientOf, name: str) -> None:
    known = reverse(f"tickets:{name}", args=[uuid4()])
    unknown = known.replace("-", "_")
    assert client_of("dana").post(unknown).status_code == 404


def test_the_assistant_writes_nothing_whatever_it_is_sent(world: World, client_of: ClientOf) -> None:
    client = client_of("dana")
    bodies = [
        call_form(world, person_id=10**15),
        call_form(world, nature=10**15, nature_by="person"),
        call_form(world, severity="fatal", severity_by="person"),
        call_form(world, modifiers=["no_such_thing", "\u202e"]),
        call_form(world, problem="\U0001f5a8" * 5000),
        call_form(world, person_id="x"),
        call_form(world, desk_id=world.police.pk),
        call_form(world, started_at="?"),
        call_form(world, draft_id="?"),
    ]
    assert [client.post("/calls/assist/", body).status_code for body in bodies] == [200] * 5 + [422, 404, 422, 422]
    assert not Entry.objects.exists()
