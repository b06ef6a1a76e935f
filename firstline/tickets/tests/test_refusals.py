"""What the use cases refuse or leave as it is, where the pages never ask for it: another skin may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest

from firstline.contacts.services.drafts import save_draft
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.kernel.permissions import Role
from firstline.ledger.models import Entry
from firstline.people.models import Person
from firstline.teams.models import Membership
from firstline.tickets.models import ComposerDraft, Message, Ticket
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.services.composer import save_composer_draft
from firstline.tickets.services.intake import log_and_promise_callback, log_and_queue
from firstline.tickets.services.requests import answer_request
from firstline.tickets.services.transfer import transfer_call
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.services.uploads import remove_upload, upload_file
from firstline.tickets.tests.test_acts import act
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket in the queue."""
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


def test_a_group_of_ones_other_desk_is_no_place_for_this_ticket(world: World, ticket: Ticket) -> None:
    both = {world.district.pk: frozenset({Role.SPECIALIST}), world.police.pk: frozenset({Role.SPECIALIST})}
    police = world.groups["Police desk"].pk
    with pytest.raises(NotFound):
        assignment.forward_to_group(
            actor=replace(world.actor("priya"), roles=both),
            ticket_id=ticket.pk,
            group_id=police,
            tried="",
            now=world.now,
        )


def test_words_that_go_along_across_are_a_note(world: World, ticket: Ticket) -> None:
    network = world.groups["Network"].pk
    assignment.forward_to_group(**act(world, ticket, "priya", group_id=network, tried="It is the switch"))
    assert Message.objects.get(ticket=ticket, kind="note").body == "It is the switch"


def test_a_resolution_code_that_does_not_exist_is_refused(world: World, ticket: Ticket) -> None:
    with pytest.raises(Invalid, match="unknown_choice"):
        resolution.resolve_ticket(**act(world, ticket, "joel", resolution_code="magic", note="", minutes=1))


@pytest.mark.parametrize("write", [work.reply_to_requester, work.add_note], ids=lambda write: write.__name__)
def test_the_same_words_of_the_same_page_are_one_message(
    world: World,
    ticket: Ticket,
    write: Callable[..., Message],
) -> None:
    after = Message.objects.filter(ticket=ticket).latest("id").pk
    first = write(**act(world, ticket, "priya", body="Drum ordered", after_message_id=after))
    again = write(**act(world, ticket, "priya", body="Drum ordered", after_message_id=after))
    assert again == first
    assert Message.objects.filter(ticket=ticket, body="Drum ordered").count() == 1


def test_what_changes_nothing_is_no_fact(world: World, ticket: Ticket) -> None:
    until = world.now + timedelta(days=1)
    for _time in range(2):
        work.wait_on(**act(world, ticket, "priya", waiting_on="vendor", reason="Quote", until=until))
        work.change_severity(**act(world, ticket, "priya", severity="critical", reason="Report cards"))
    facts = Entry.objects.filter(subject_type="ticket", subject_id=ticket.pk, actor_id=world.users["priya"].pk)
    assert list(facts.order_by("id").values_list("verb", flat=True)) == [
        "tickets.ticket_waiting",
        "tickets.ticket_triaged",
    ]


def test_a_callback_promised_twice_by_one_form_is_one(world: World) -> None:
    def promise() -> Any:
        at = world.now + timedelta(hours=1)
        actor = world.actor("dana")
        return log_and_promise_callback(
            actor=actor, call=call, problem=problem, promised_at=at, number="4120", now=world.now
        )

    call, problem = a_call(world), a_problem(world)
    made, again = promise(), promise()
    assert (again.is_repeat, again.ticket) == (True, made.ticket)
    assert made.ticket.callback_links.count() == 1


def test_a_colleague_without_an_extension_gets_no_caller(world: World) -> None:
    dana, priya = world.actor("dana"), world.users["priya"]
    Membership.objects.filter(user=priya).update(direct_extension="")
    Person.objects.filter(pk=priya.person_id).update(extension="")
    draft = save_draft(
        actor=dana,
        draft_id=uuid4(),
        desk_id=world.district.pk,
        known_revision=0,
        data={},
        started_at=world.now,
        now=world.now,
    )
    with pytest.raises(Invalid, match="no_extension"):
        transfer_call(actor=dana, draft_id=draft.pk, to_user_id=priya.pk, now=world.now)


@pytest.mark.parametrize("who", ["dana", "rita", "carol"])
def test_a_call_goes_to_colleagues_of_the_desk_only(world: World, who: str) -> None:
    dana = world.actor("dana")
    draft = save_draft(
        actor=dana,
        draft_id=uuid4(),
        desk_id=world.district.pk,
        known_revision=0,
        data={},
        started_at=world.now,
        now=world.now,
    )
    with pytest.raises(NotFound):
        transfer_call(actor=dana, draft_id=draft.pk, to_user_id=world.users[who].pk, now=world.now)


def keep(world: World, ticket: Ticket, body: str, revision: int, **more: Any) -> ComposerDraft:
    """Keep what Priya typed under the ticket."""
    sent = {"kind": "reply", "body": body, "known_revision": revision, "after_message_id": 2**40} | more
    return save_composer_draft(**act(world, ticket, "priya", **sent))


def test_typed_words_are_kept_once_and_by_the_page_that_knows_them(world: World, ticket: Ticket) -> None:
    assert keep(world, ticket, "On my way", 0).revision == 1
    assert keep(world, ticket, "On my way", 1).revision == 1
    with pytest.raises(Conflict, match="changed_elsewhere") as refused:
        keep(world, ticket, "Tomorrow", 0)
    assert (refused.value.params["revision"], refused.value.params["body"]) == (1, "On my way")
    with pytest.raises(Invalid, match="unknown_choice"):
        keep(world, ticket, "x", 1, kind="poem")
    with pytest.raises(NotAllowed):
        save_composer_draft(
            **act(world, ticket, "miriam", kind="reply", body="x", known_revision=0, after_message_id=0)
        )


def test_words_that_were_sent_are_not_kept_again(world: World, ticket: Ticket) -> None:
    after = Message.objects.filter(ticket=ticket).latest("id").pk
    work.reply_to_requester(**act(world, ticket, "priya", body="On my way"))
    with pytest.raises(Conflict, match="draft_sent"):
        keep(world, ticket, "On my way", 0, after_message_id=after)


def test_an_undone_resolution_without_words_leaves_no_draft(world: World, ticket: Ticket) -> None:
    def resolve(_at: Any) -> Any:
        return resolution.resolve_ticket(**act(world, ticket, "joel", resolution_code="remotely", note="", minutes=1))

    joel = world.actor("joel")
    memory = act_undoably(actor=joel, ticket_id=ticket.pk, act=resolve, now=world.now)
    assert memory is not None
    assert undo_act(actor=joel, memory=memory.data(), now=world.now).status == "new"
    assert not ComposerDraft.objects.exists()


@pytest.mark.parametrize("who", ["rita", "carol", "miriam"])
def test_nobody_answered_a_call_who_does_not_log_at_this_desk(world: World, who: str) -> None:
    call = a_call(world, answered_by_id=world.users[who].pk)
    with pytest.raises(Invalid, match="unknown_choice"):
        log_and_queue(actor=world.actor("dana"), call=call, problem=a_problem(world), now=world.now)


@pytest.mark.parametrize(
    "impossible", [{"severity": "worst"}, {"identity_method": "by_voice"}, {"answers": {1: "maybe"}}]
)
def test_choices_that_do_not_exist_open_no_ticket(world: World, impossible: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="unknown_choice"):
        log_and_queue(
            actor=world.actor("dana"), call=a_call(world), problem=a_problem(world, **impossible), now=world.now
        )
    assert not Ticket.objects.exists()


def test_a_file_goes_into_a_box_of_a_ticket_that_one_sees_and_works(world: World, ticket: Ticket) -> None:
    director = replace(world.actor("priya"), roles={ticket.desk_id: frozenset({Role.DIRECTOR})})

    def upload(by: Any = "priya", kind: str = "note", ticket_id: int = ticket.pk) -> Any:
        actor = world.actor(by) if isinstance(by, str) else by
        return upload_file(
            actor=actor, ticket_id=ticket_id, kind=kind, name="a.txt", source=BytesIO(b"a"), size=1, now=world.now
        )

    for refused, given in (
        (Invalid, {"kind": "letter"}),
        (NotFound, {"ticket_id": 0}),
        (NotFound, {"by": "rita"}),
        (NotAllowed, {"by": director}),
    ):
        with pytest.raises(refused):
            upload(**given)
    place = upload()
    for ticket_id, file_id in ((0, place.file.public_id), (ticket.pk, uuid4())):
        with pytest.raises(NotFound):
            remove_upload(actor=world.actor("priya"), ticket_id=ticket_id, file_id=file_id, now=world.now)


def test_nobody_answers_a_request_of_somebody_else(world: World, ticket: Ticket) -> None:
    with pytest.raises(NotFound):
        answer_request(actor=world.actor("priya"), ticket_id=ticket.pk, body="Hello", now=world.now)
