"""Live calls: ending, passing on, declaring that no ticket is needed, logging for a colleague, callbacks."""

from datetime import timedelta
from uuid import uuid4

import pytest

from firstline.contacts.models import CallDraft, Contact, ContactLeg
from firstline.contacts.selectors import not_logged_yet
from firstline.contacts.services.calls import (
    declare_no_ticket,
    end_call,
    hand_over,
    promise_callback,
    take_over_log,
)
from firstline.contacts.services.drafts import discard_old_drafts, save_draft, start_call
from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.ledger.models import Entry
from tests.world import World

pytestmark = pytest.mark.django_db


def kept(world: World, who: str = "dana") -> CallDraft:
    """Return the draft of a call that this person answered two minutes ago."""
    return save_draft(
        actor=world.actor(who),
        draft_id=uuid4(),
        desk_id=world.district.pk,
        known_revision=0,
        data={"problem": "It will not print"},
        started_at=world.now - timedelta(minutes=2),
        now=world.now,
    )


def test_a_call_ends_once(world: World) -> None:
    contact = kept(world).contact
    dana = world.actor("dana")
    end_call(actor=dana, contact_id=contact.pk, now=world.now)
    end_call(actor=dana, contact_id=contact.pk, now=world.now + timedelta(minutes=5))
    contact.refresh_from_db()
    assert contact.ended_at == world.now
    assert Entry.objects.filter(verb="contacts.call_ended").count() == 1


def test_a_call_does_not_end_before_it_began(world: World) -> None:
    contact = kept(world).contact
    with pytest.raises(Invalid, match="ended_before_start"):
        end_call(
            actor=world.actor("dana"),
            contact_id=contact.pk,
            ended_at=contact.started_at - timedelta(minutes=1),
            now=world.now,
        )


@pytest.mark.parametrize(("who", "error"), [("miriam", NotAllowed), ("rita", NotFound), ("carol", NotFound)])
def test_who_logs_no_calls_here_ends_none(world: World, who: str, error: type[Exception]) -> None:
    contact = kept(world).contact
    with pytest.raises(error):
        end_call(actor=world.actor(who), contact_id=contact.pk, now=world.now)


def test_a_call_passed_on_twice_keeps_both_legs_and_the_last_owes_the_log(world: World) -> None:
    draft = kept(world)
    priya, joel = world.users["priya"].pk, world.users["joel"].pk
    hand_over(actor=world.actor("dana"), draft_id=draft.pk, to_user_id=priya, to_extension="3452", now=world.now)
    hand_over(actor=world.actor("priya"), draft_id=draft.pk, to_user_id=joel, to_extension="3457", now=world.now)
    assert list(ContactLeg.objects.values_list("to_extension", flat=True)) == ["3452", "3457"]
    (waiting,) = not_logged_yet(world.actor("dana"), world.district.pk)
    assert waiting.owner_id == joel
    with pytest.raises(NotFound):
        hand_over(actor=world.actor("dana"), draft_id=draft.pk, to_user_id=priya, to_extension="3452", now=world.now)


def test_no_ticket_needs_its_reason_and_closes_the_draft(world: World) -> None:
    draft, dana = kept(world), world.actor("dana")
    with pytest.raises(Invalid, match="required"):
        declare_no_ticket(actor=dana, contact_id=draft.contact_id, reason=" \n ", now=world.now)
    declare_no_ticket(actor=dana, contact_id=draft.contact_id, reason="Wrong number", now=world.now)
    draft.refresh_from_db()
    assert draft.submitted_at == world.now
    with pytest.raises(Conflict, match="already_logged"):
        declare_no_ticket(actor=dana, contact_id=draft.contact_id, reason="Again", now=world.now)


def test_of_colleagues_only_the_coordinator_declares_it(world: World) -> None:
    draft = kept(world, "sunita")
    with pytest.raises(NotAllowed):
        declare_no_ticket(actor=world.actor("priya"), contact_id=draft.contact_id, reason="Mine", now=world.now)
    declare_no_ticket(actor=world.actor("dana"), contact_id=draft.contact_id, reason="Rang off", now=world.now)
    assert Contact.objects.get().logged_by == world.users["dana"]


def test_a_call_without_a_draft_gets_one_when_it_is_taken_over(world: World) -> None:
    contact = start_call(actor=world.actor("sunita"), desk_id=world.district.pk, started_at=world.now, now=world.now)
    draft = take_over_log(actor=world.actor("dana"), contact_id=contact.pk, now=world.now)
    assert (draft.owner, draft.contact) == (world.users["dana"], contact)
    assert take_over_log(actor=world.actor("dana"), contact_id=contact.pk, now=world.now) == draft
    with pytest.raises(NotAllowed):
        take_over_log(actor=world.actor("sunita"), contact_id=contact.pk, now=world.now)


@pytest.mark.parametrize(
    ("minutes", "number", "code"),
    [(0, "4120", "in_the_past"), (-5, "4120", "in_the_past"), (90_000, "4120", "too_far_ahead"), (60, " ", "required")],
)
def test_a_promise_that_cannot_be_kept_is_refused(world: World, minutes: int, number: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        promise_callback(
            actor=world.actor("dana"),
            contact=kept(world).contact,
            person=world.carol,
            number=number,
            promised_at=world.now + timedelta(minutes=minutes),
            reason="",
            for_user_id=None,
            now=world.now,
        )


def test_only_the_house_itself_discards_old_drafts(world: World) -> None:
    draft = kept(world)
    CallDraft.objects.filter(pk=draft.pk).update(submitted_at=world.now)
    with pytest.raises(NotAllowed):
        discard_old_drafts(actor=world.actor("dana"), now=world.now)
    assert discard_old_drafts(actor=SYSTEM, now=world.now + timedelta(days=29)) == 0
    assert discard_old_drafts(actor=SYSTEM, now=world.now + timedelta(days=31)) == 1
    assert Contact.objects.exists()
