"""What was written wrong is put right: the old words are kept, each correction is a fact, and it can be undone."""

from datetime import timedelta
from typing import Any

import pytest

from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import TextRevision, Ticket
from firstline.tickets.services import corrections, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.resolution import void_ticket
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return Carol's ticket in the queue."""
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


def common(world: World, ticket: Ticket, by: str = "priya") -> dict[str, Any]:
    """Return what every use case takes."""
    return {"actor": world.actor(by), "ticket_id": ticket.pk, "now": world.now}


def undone(world: World, ticket: Ticket, act: Any, by: str = "priya") -> Ticket:
    """Act and take it back."""
    memory = act_undoably(actor=world.actor(by), ticket_id=ticket.pk, act=lambda _at: act(), now=world.now)
    assert memory is not None
    undo_act(actor=world.actor(by), memory=memory.data(), now=world.now + timedelta(seconds=5))
    ticket.refresh_from_db()
    return ticket


def last_verb(ticket: Ticket) -> str:
    return Entry.objects.filter(subject_type="ticket", subject_id=ticket.pk).latest("id").verb


def test_a_title_is_changed_and_the_old_one_kept(world: World, ticket: Ticket) -> None:
    old = ticket.title
    corrections.change_title(**common(world, ticket), title="  Printer in  room 12 ")
    ticket.refresh_from_db()
    assert ticket.title == "Printer in room 12"
    assert TextRevision.objects.get().old_text == old
    assert last_verb(ticket) == "tickets.title_changed"
    corrections.change_title(**common(world, ticket), title="Printer in room 12")
    assert TextRevision.objects.count() == 1


def test_a_title_goes_back_by_undo(world: World, ticket: Ticket) -> None:
    old = ticket.title
    back = undone(world, ticket, lambda: corrections.change_title(**common(world, ticket), title="Other"))
    assert back.title == old


@pytest.mark.parametrize(("title", "code"), [("", "required"), ("x" * 201, "too_long"), ("a\x07b", "odd_characters")])
def test_a_title_is_one_line_of_words(world: World, ticket: Ticket, title: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        corrections.change_title(**common(world, ticket), title=title)


def test_who_may_not_work_or_saw_an_older_version_changes_nothing(world: World, ticket: Ticket) -> None:
    with pytest.raises(NotAllowed):
        corrections.change_title(**common(world, ticket, "miriam"), title="x")
    with pytest.raises(NotFound):
        corrections.change_title(**common(world, ticket, "rita"), title="x")
    with pytest.raises(Conflict):
        corrections.change_title(**common(world, ticket), title="x", version=ticket.version + 7)
    void_ticket(**common(world, ticket, "dana"), reason="A test")
    with pytest.raises(RuleBroken):
        corrections.change_title(**common(world, ticket), title="x")


def test_a_note_is_changed_by_its_author_or_the_coordinator(world: World, ticket: Ticket) -> None:
    note = work.add_note(**common(world, ticket), body="Drum is warn")
    with pytest.raises(NotAllowed):
        corrections.change_note(**common(world, ticket, "marcus"), message_id=note.pk, body="Mine")
    corrections.change_note(**common(world, ticket), message_id=note.pk, body="Drum is worn")
    corrections.change_note(**common(world, ticket), message_id=note.pk, body="Drum is worn")
    corrections.change_note(**common(world, ticket, "dana"), message_id=note.pk, body="Drum and belt are worn")
    note.refresh_from_db()
    assert note.body == "Drum and belt are worn"
    assert [revision.old_text for revision in note.revisions.all()] == ["Drum is warn", "Drum is worn"]


def test_a_reply_is_not_rewritten_and_a_note_never_becomes_a_reply(world: World, ticket: Ticket) -> None:
    reply = work.reply_to_requester(**common(world, ticket), body="On my way")
    note = work.add_note(**common(world, ticket), body="Again")
    with pytest.raises(NotFound):
        corrections.change_note(**common(world, ticket), message_id=reply.pk, body="Other")
    with pytest.raises(NotFound):
        corrections.make_reply_a_note(**common(world, ticket), message_id=note.pk)
    with pytest.raises(NotFound):
        corrections.change_note(**common(world, ticket), message_id=note.pk + 999, body="Other")


def test_a_reply_made_a_note_is_hidden_and_the_promise_runs_again(world: World, ticket: Ticket) -> None:
    reply = work.reply_to_requester(**common(world, ticket), body="She is being difficult")
    assert ticket.clocks.get(kind="first_reply").met_at is not None
    corrections.make_reply_a_note(**common(world, ticket), message_id=reply.pk)
    reply.refresh_from_db()
    assert (reply.kind, reply.is_public, reply.delivery) == ("note", False, "")
    assert ticket.clocks.get(kind="first_reply").met_at is None


def test_another_answer_keeps_the_promise_met_and_undo_gives_the_reply_back(world: World, ticket: Ticket) -> None:
    work.reply_to_requester(**common(world, ticket), body="On my way")
    reply = work.reply_to_requester(**common(world, ticket), body="For staff")
    undone(world, ticket, lambda: corrections.make_reply_a_note(**common(world, ticket), message_id=reply.pk))
    reply.refresh_from_db()
    assert (reply.kind, reply.is_public) == ("reply", True)
    corrections.make_reply_a_note(**common(world, ticket), message_id=reply.pk)
    assert ticket.clocks.get(kind="first_reply").met_at is not None


def test_the_right_caller_is_judged_anew(world: World, ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(entitlement="as_needed", identity_verified=True)
    paul = world.person("paul")
    corrections.change_requester(**common(world, ticket), person_id=paul.pk)
    ticket.refresh_from_db()
    assert ticket.requester_id == paul.pk
    assert ticket.identity_verified is None
    assert ticket.messages.get(kind="request").author_name == paul.name
    fact = Entry.objects.filter(subject_id=ticket.pk, verb="tickets.requester_changed").get()
    assert (fact.data["old_entitlement"], fact.data["entitlement"]) == ("as_needed", ticket.entitlement)
    corrections.change_requester(**common(world, ticket), person_id=paul.pk)
    assert Entry.objects.filter(verb="tickets.requester_changed").count() == 1
    with pytest.raises(Invalid, match="unknown_choice"):
        corrections.change_requester(**common(world, ticket), person_id=999_999_999)


def test_undo_gives_the_old_caller_back(world: World, ticket: Ticket) -> None:
    carol = ticket.requester_id
    back = undone(
        world, ticket, lambda: corrections.change_requester(**common(world, ticket), person_id=world.person("paul").pk)
    )
    assert back.requester_id == carol
    assert ticket.messages.get(kind="request").author_person_id == carol


def test_another_nature_suggests_and_the_person_decides(world: World, ticket: Ticket) -> None:
    network, group = world.natures["network"], world.groups["Network"]
    old_group = ticket.group_id
    kept = corrections.change_nature(**common(world, ticket), nature_id=network.pk, severity="keep", group_id=None)
    assert (kept.nature_id, kept.severity, kept.group_id) == (network.pk, ticket.severity, old_group)
    assert kept.nature_reason == "by_hand"
    taken = corrections.change_nature(
        **common(world, ticket), nature_id=world.natures["printing"].pk, severity="take", group_id=group.pk
    )
    taken.refresh_from_db()
    assert taken.group_id == group.pk
    assert taken.nature_id == world.natures["printing"].pk


@pytest.mark.parametrize(
    ("values", "code"),
    [({"nature_id": 999_999_999}, "unknown_choice"), ({"severity": "high"}, "unknown_choice"), ({}, "same_nature")],
)
def test_wrong_choices_of_a_nature_are_refused(world: World, ticket: Ticket, values: dict[str, Any], code: str) -> None:
    given = {"nature_id": ticket.nature_id, "severity": "keep", "group_id": None} | values
    with pytest.raises(Invalid, match=code):
        corrections.change_nature(**common(world, ticket), **given)


def test_undo_gives_the_old_nature_and_group_back(world: World, ticket: Ticket) -> None:
    before = (ticket.nature_id, ticket.group_id, ticket.severity, ticket.due_at)
    back = undone(
        world, ticket,
        lambda: corrections.change_nature(
            **common(world, ticket), nature_id=world.natures["network"].pk, severity="take",
            group_id=world.groups["Network"].pk,
        ),
    )  # fmt: skip
    assert (back.nature_id, back.group_id, back.severity, back.due_at) == before


def test_the_pages_correct_and_show_what_was_before(world: World, client_of: ClientOf, ticket: Ticket) -> None:
    client, page = client_of("priya"), f"/tickets/{ticket.number}/"
    note = work.add_note(**common(world, ticket), body="Drum is warn")
    reply = work.reply_to_requester(**common(world, ticket), body="Meant for staff")
    network = world.natures["network"].pk
    for rest, fields in (
        ("title/", {"title": "Room 12 only"}),
        (f"messages/{note.pk}/edit/", {"body": "Drum is worn"}),
        (f"messages/{reply.pk}/staff-only/", {}),
        ("requester/", {"person": str(world.person("paul").pk)}),
        ("nature/", {"nature": str(network), "shown_for": str(network), "severity": "take", "group": ""}),
    ):
        assert client.get(page + rest).status_code == 200, rest
        assert client.post(page + rest, fields).status_code == 302, rest
    text = client.get(f"{page}?events=all").content.decode()
    for words in ("Room 12 only", "edited, show earlier", "Drum is warn", "changed the nature to", "as the requester"):
        assert words in text
    assert "Drum is warn" not in client_of("paul").get(f"/help/{ticket.number}/").content.decode()
    assert b"Meant for staff" not in client_of("paul").get(f"/help/{ticket.number}/").content


def test_a_nature_is_changed_only_after_its_suggestions_were_shown(
    world: World, client_of: ClientOf, ticket: Ticket
) -> None:
    network = str(world.natures["network"].pk)
    answer = client_of("priya").post(f"/tickets/{ticket.number}/nature/", {"nature": network})
    assert answer.status_code == 200  # nothing is wrong: there is more to see first
    assert f'name="shown_for" value="{network}"' in answer.content.decode()
    ticket.refresh_from_db()
    assert str(ticket.nature_id) != network
    assert client_of("priya").post(f"/tickets/{ticket.number}/requester/", {}).status_code == 422
    found = client_of("priya").get(f"/tickets/{ticket.number}/requesters/?q=paul")
    assert "Paul" in found.content.decode()
