"""Bad input at every act on a ticket: a refusal in words, never a 500, nothing half-written."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from firstline.ledger.models import Entry
from firstline.tickets.models import ComposerDraft, Message, OrderPin, Ticket
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.intake import Call, Problem, log_and_queue
from firstline.tickets.tests.test_intake import a_call, a_problem
from firstline.tickets.urls import urlpatterns
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
GOOD: dict[str, dict[str, Any]] = {
    "reply": {"body": "On my way", "after": "0"},
    "note": {"body": "Drum is worn", "after": "0"},
    "take": {},
    "go-on": {},
    "close": {},
    "undo": {"memory": "nothing"},
    "assign": {"assignee": "nobody"},
    "forward": {"to": "up", "tried": "Changed the drum"},
    "wait": {"waiting_on": "vendor", "reason": "Quote", "until": "tomorrow 8"},
    "resolve": {"resolution_code": "remotely", "note": "New driver", "minutes": "7"},
    "reopen": {"reason": "Same again"},
    "void": {"reason": "A test"},
    "severity": {"severity": "critical", "reason": "Report cards today"},
    "identity": {"method": "callback", "verified": "yes"},
    "title": {"title": "Drum is worn out"},
    "callback": {"callback_at": "in 2 h", "callback_number": "4415"},
    "drafts/reply": {"body": "On my", "revision": "0", "after": "0"},
}
TEXTS = [(act, name) for act, body in GOOD.items() for name in ("body", "tried", "reason", "note") if name in body]
POST_ONLY = ("reply", "note", "take", "go-on", "close", "undo", "drafts/reply")
ODD_NUMBERS = ("0", "-1", "²", "P-99999", "1 OR 1=1", "\u202e7", "🖨️", "9" * 300)


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket in Priya's hands."""
    made = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    return take_ticket(actor=world.actor("priya"), ticket_id=made.pk, now=world.now)


def url(number: str, act: str) -> str:
    """Return the address of an act."""
    return f"/tickets/{number}/{act}/"


def written() -> tuple[Any, ...]:
    """Return all that an act may write."""
    tickets = tuple(Ticket.objects.order_by("id").values_list("status", "version", "assignee_id", "severity"))
    return tickets, *(model.objects.count() for model in (Entry, Message, ComposerDraft, OrderPin))


def in_words(answer: Any) -> bool:
    """Return whether an answer is a refusal that a person can read, or, for what a script sends, one that it can."""
    if answer.status_code not in {400, 403, 404, 405, 409, 413, 422} or b"Traceback" in answer.content:
        return False
    return b"<h1" in answer.content or b"<h2" in answer.content or answer["Content-Type"] == "application/json"


def refused(client: Client, sent: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Send each (number, act, body); each is refused in words, and after all of them nothing is written."""
    before = written()
    taken = {}
    for number, act, body in sent:
        answer = client.post(url(number, act), body)
        if not in_words(answer):
            taken[number[:20], act, str(body)[:90]] = answer.status_code
    assert taken == {}
    assert written() == before


def test_every_act_is_in_the_table() -> None:
    acts = {str(p.pattern).split("<str:number>/")[1] for p in urlpatterns if str(p.pattern).startswith("tickets/<str")}
    reads = {"", "live/", "history/", "clocks/", "staff/", "beside/", "requesters/", "viewers/", "viewers.csv"}
    on_choice = {"nature/", "requester/", "readers/"}  # bad choices: firstline/tickets/tests/texts, …/need_to_know
    of_parts = {act for act in acts if "<" in act}  # drafts, messages, files: here, the same file, test_attachments.py
    assert acts - reads - on_choice - of_parts == {f"{act}/" for act in GOOD if "/" not in act}


def test_without_what_an_act_needs_nothing_happens(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    alone = {"take", "drafts/reply"}  # taking asks nothing; emptying a draft is kept
    refused(client_of("dana"), [(ticket.number, act, {}) for act in GOOD if act not in alone])
    blank = [(ticket.number, act, GOOD[act] | {name: " \n\t"}) for act, name in TEXTS if act != "drafts/reply"]
    refused(client_of("dana"), [one for one in blank if one[1] != "resolve"])  # what helped may be left out


@pytest.mark.parametrize("length", [60_000, 10 * 1024 * 1024])
def test_too_much_text_is_refused(world: World, client_of: ClientOf, ticket: Ticket, length: int) -> None:
    refused(client_of("dana"), [(ticket.number, act, GOOD[act] | {name: "x" * length}) for act, name in TEXTS])


def test_nul_bytes_are_refused_in_every_field(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    fields = [(act, name) for act, body in GOOD.items() for name in body]
    refused(client_of("dana"), [(ticket.number, act, GOOD[act] | {name: "a\x00b"}) for act, name in fields])


def test_numbers_of_no_ticket_are_not_found(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    client = client_of("dana")
    refused(client, [("99999999", act, body) for act, body in GOOD.items()])
    refused(client, [(number, act, GOOD[act]) for number in ODD_NUMBERS for act in ("note", "resolve")])


def test_acts_at_another_desks_ticket_are_not_found(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    call = Call(key=a_call(world).key, desk_id=world.police.pk, started_at=world.now, name_as_told="A witness")
    problem = Problem("Terminal is dark", next(iter(world.police_natures.values())).pk)
    theirs = log_and_queue(actor=world.actor("rita"), call=call, problem=problem, now=world.now).ticket
    before = written()
    client = client_of("dana")
    assert {client.post(url(theirs.number, act), body).status_code for act, body in GOOD.items()} == {404}
    assert written() == before


@pytest.mark.parametrize(
    ("act", "changes"),
    [
        ("assign", [{"assignee": bad} for bad in ("rita", "²", "9" * 30, "-1", "0")]),
        ("assign", [{"assignee": "", "name": bad} for bad in ("Nobody Known", "🖨️", "%", "")]),
        ("forward", [{"to": bad} for bad in ("sideways", "0", "9" * 30, "", "²")]),
        ("wait", [{"waiting_on": bad} for bad in ("godot", "", "\u202erodnev")]),
        ("wait", [{"until": bad} for bad in ("", "yesterday", "🖨️", "2026-02-31", "9" * 70, "in 9999 days")]),
        ("resolve", [{"resolution_code": bad} for bad in ("magic", "", "\u202e")]),
        ("resolve", [{"minutes": bad} for bad in ("", "-1", "1e9", "9" * 30, "seven", "99999999")]),
        ("severity", [{"severity": bad} for bad in ("fatal", "", "CRITICAL")]),
        ("identity", [{"method": bad} for bad in ("palm", "", "🖐️")] + [{"verified": "perhaps"}]),
        ("reply", [{"after": bad} for bad in ("x", "-1", "9" * 30, "²")]),
        ("note", [{"after": bad} for bad in ("x", "-1", "9" * 30)]),
        ("drafts/reply", [{"revision": "x"}, {"revision": "-1"}, {"after": "9" * 30}]),
        ("undo", [{"memory": bad} for bad in ("", "a:b:c", "🖨️", "x" * 9000)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(dict.fromkeys(k for one in value for k in one)),
)
def test_choices_that_do_not_exist_are_refused(
    world: World, client_of: ClientOf, ticket: Ticket, act: str, changes: list[dict[str, Any]]
) -> None:
    refused(client_of("dana"), [(ticket.number, act, GOOD[act] | change) for change in changes])


def test_people_and_groups_of_another_desk_are_unknown(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    police = str(world.groups["Police desk"].pk)
    people = [{"assignee": str(world.users[who].pk)} for who in ("rita", "ben", "carol", "miriam")]
    groups = [{"to": police, "tried": "x"}]
    bodies = [("assign", body) for body in people] + [("forward", body) for body in groups]
    refused(client_of("dana"), [(ticket.number, act, body) for act, body in bodies])


@pytest.mark.parametrize("version", ["x", "-1", "9" * 40])
def test_versions_that_are_none_are_refused(world: World, client_of: ClientOf, ticket: Ticket, version: str) -> None:
    dialogs = [act for act in GOOD if act not in POST_ONLY]
    refused(client_of("dana"), [(ticket.number, act, GOOD[act] | {"version": version}) for act in dialogs])
    refused(client_of("dana"), [(ticket.number, act, GOOD[act] | {"since": version}) for act in dialogs])


def test_other_methods_do_nothing(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    client, before = client_of("dana"), written()
    asked = {act: client.get(url(ticket.number, act), GOOD[act]).status_code for act in POST_ONLY}
    assert set(asked.values()) == {405}
    for method in (client.put, client.patch, client.delete):
        assert {method(url(ticket.number, act)).status_code for act in GOOD} == {405}
    assert written() == before


def test_a_form_without_its_token_does_nothing(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    client, before = client_of("dana", csrf=True), written()
    assert {client.post(url(ticket.number, act), body).status_code for act, body in GOOD.items()} == {403}
    assert written() == before


@pytest.mark.parametrize("act", [act for act in GOOD if act not in {"undo", "go-on", "close", "reopen"}])
def test_the_same_post_twice_is_one_act(world: World, client_of: ClientOf, ticket: Ticket, act: str) -> None:
    client, last = client_of("dana"), Entry.objects.latest("id").pk
    body = GOOD[act] | {
        "version": str(ticket.version),
        "since": str(last),
        "after": str(Message.objects.latest("id").pk),
    }
    assert client.post(url(ticket.number, act), body).status_code in {200, 302}
    once = written()
    again = client.post(url(ticket.number, act), body)
    assert again.status_code == 302 or again.status_code == 200 or in_words(again)  # noqa: PLR1714 - three answers
    assert written()[1:] == once[1:]


@pytest.mark.parametrize(
    "words", ["🖨️🔥 👩‍💻", "الطابعة لا تطبع", "\u202etxet desrever\u202c", "<b>{{ 7*7 }}</b>", "a'b\"c"]
)
def test_words_of_any_kind_are_kept_as_they_are(world: World, client_of: ClientOf, ticket: Ticket, words: str) -> None:
    client, before = client_of("dana"), Message.objects.count()
    for act, name in (("reply", "body"), ("note", "body"), ("wait", "reason"), ("severity", "reason")):
        assert client.post(url(ticket.number, act), GOOD[act] | {name: words}).status_code == 302
    made = Ticket.objects.get(pk=ticket.pk)
    assert (made.waiting_reason, made.severity_reason, made.status) == (words, words, "waiting")
    assert made.waiting_until_at is not None
    assert made.waiting_until_at - world.now < timedelta(days=2)
    assert list(Message.objects.order_by("id").values_list("body", flat=True))[before:] == [words, words]
    assert "<b>{{ 7*7 }}" not in client.get(f"/tickets/{ticket.number}/").content.decode()
