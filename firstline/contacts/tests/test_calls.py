"""Live calls: ended, handed over, logged, declared to need no ticket, taken over, called back."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from firstline.contacts.models import CallDraft, Contact
from firstline.contacts.selectors import get_draft, not_logged_yet, open_drafts
from firstline.contacts.services.callbacks import promise_callback
from firstline.contacts.services.calls import (
    Told,
    declare_no_ticket,
    end_call,
    hand_over,
    log_contact,
    log_unsaved_call,
    take_over_log,
)
from firstline.contacts.services.drafts import add_problem, save_draft
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.ledger.models import Entry
from tests.world import World

pytestmark = pytest.mark.django_db
TWO_MINUTES = timedelta(minutes=2)


def begin(world: World, who: str = "dana", *, started_at: datetime | None = None) -> CallDraft:
    """Return the draft of a call that began two minutes ago."""
    desk = world.police if who in {"rita", "ben"} else world.district
    return save_draft(
        actor=world.actor(who),
        draft_id=uuid4(),
        desk_id=desk.pk,
        known_revision=0,
        data={"problem": "no paper"},
        started_at=started_at or world.now - TWO_MINUTES,
        now=world.now,
    )


def told(world: World, **more: object) -> Told:
    """Return what Carol said."""
    return Told(person_id=world.carol.pk, name_as_told="", **more)  # type: ignore[arg-type]  # fields by name


def verbs() -> list[str]:
    """Return the verbs of calls in the ledger, in order."""
    return list(Entry.objects.filter(verb__startswith="contacts.").order_by("id").values_list("verb", flat=True))


def test_ending_frees_the_line_once(world: World) -> None:
    draft = begin(world)
    ended = end_call(actor=world.actor("dana"), contact_id=draft.contact_id, now=world.now)
    again = end_call(actor=world.actor("dana"), contact_id=draft.contact_id, now=world.now + TWO_MINUTES)
    assert ended.ended_at == again.ended_at == world.now
    assert verbs() == ["contacts.call_started", "contacts.call_ended"]
    assert [contact.pk for contact in not_logged_yet(world.actor("dana"), world.district.pk)] == [draft.contact_id]


def test_a_call_does_not_end_before_it_began_nor_days_ago(world: World) -> None:
    draft = begin(world)
    for ended_at, code in [(TWO_MINUTES * 2, "ended_before_start"), (timedelta(days=8), "too_long_ago")]:
        with pytest.raises(Invalid) as refused:
            end_call(
                actor=world.actor("dana"), contact_id=draft.contact_id, now=world.now, ended_at=world.now - ended_at
            )
        assert refused.value.code == code


def test_calls_of_another_desk_are_not_found_and_a_director_may_not_log(world: World) -> None:
    draft = begin(world, "rita")
    with pytest.raises(NotFound):
        end_call(actor=world.actor("dana"), contact_id=draft.contact_id, now=world.now)
    own = begin(world)
    with pytest.raises(NotAllowed):
        end_call(actor=world.actor("miriam"), contact_id=own.contact_id, now=world.now)


def test_handing_over_gives_the_colleague_the_draft_and_the_duty_to_log(world: World) -> None:
    draft, marcus = begin(world), world.users["marcus"].pk
    contact = hand_over(
        actor=world.actor("dana"), draft_id=draft.pk, to_user_id=marcus, to_extension="4415", now=world.now
    )
    assert (contact.owner_id, contact.outcome, contact.answered_by_id) == (
        marcus,
        "transferred",
        world.users["dana"].pk,
    )
    assert get_draft(world.actor("marcus"), draft.pk).data == {"problem": "no paper"}
    with pytest.raises(Conflict, match="call_passed_on"):
        get_draft(world.actor("dana"), draft.pk)
    with pytest.raises(NotFound):
        get_draft(world.actor("sunita"), draft.pk)
    with pytest.raises(Conflict, match="call_passed_on"):
        hand_over(actor=world.actor("dana"), draft_id=draft.pk, to_user_id=marcus, to_extension="", now=world.now)
    assert [leg.to_extension for leg in contact.legs.all()] == ["4415"]


def test_a_logged_draft_is_not_handed_over(world: World) -> None:
    draft, dana = begin(world), world.actor("dana")
    log_contact(actor=dana, draft=draft, outcome="solved", told=told(world), now=world.now)
    with pytest.raises(Conflict):
        hand_over(actor=dana, draft_id=draft.pk, to_user_id=1, to_extension="", now=world.now)


def test_a_log_ends_the_call_and_a_second_problem_leaves_it_as_it_is(world: World) -> None:
    draft, dana = begin(world), world.actor("dana")
    contact = log_contact(actor=dana, draft=draft, outcome="solved", told=told(world, number=" 555 "), now=world.now)
    assert (contact.ended_at, contact.number, contact.logged_by_id) == (world.now, "555", world.users["dana"].pk)
    later = world.now + TWO_MINUTES
    same = log_contact(actor=dana, draft=draft, outcome="queued", told=told(world), now=later)
    assert (same.outcome, same.logged_at) == ("solved", world.now)
    assert verbs().count("contacts.contact_logged") == 1


def test_a_channel_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        log_contact(
            actor=world.actor("dana"),
            draft=begin(world),
            outcome="solved",
            told=told(world, channel="telepathy"),
            now=world.now,
        )


def test_true_times_that_contradict_each_other_are_refused(world: World) -> None:
    draft, dana = begin(world), world.actor("dana")
    end_call(actor=dana, contact_id=draft.contact_id, now=world.now)
    backwards = told(world, began_at=world.now, ended_at=world.now - TWO_MINUTES)
    with pytest.raises(Invalid) as refused:
        log_contact(actor=dana, draft=draft, outcome="solved", told=backwards, now=world.now)
    assert refused.value.code == "ended_before_start"


def test_a_call_that_began_after_it_had_ended_is_refused(world: World) -> None:
    draft, dana = begin(world), world.actor("dana")
    end_call(actor=dana, contact_id=draft.contact_id, now=world.now)
    later = world.now + timedelta(minutes=10)
    with pytest.raises(Invalid) as refused:
        log_contact(actor=dana, draft=draft, outcome="solved", told=told(world, began_at=later), now=later)
    assert refused.value.code == "ended_before_start"


def test_no_ticket_needs_a_reason_and_closes_the_drafts(world: World) -> None:
    draft, dana = begin(world), world.actor("dana")
    with pytest.raises(Invalid):
        declare_no_ticket(actor=dana, contact_id=draft.contact_id, reason="  ", now=world.now)
    contact = declare_no_ticket(actor=dana, contact_id=draft.contact_id, reason="Wrong number", now=world.now)
    assert (contact.outcome, contact.no_ticket_reason) == ("no_ticket", "Wrong number")
    assert not CallDraft.objects.filter(submitted_at__isnull=True).exists()
    with pytest.raises(Conflict):
        declare_no_ticket(actor=dana, contact_id=draft.contact_id, reason="Again", now=world.now)


def test_only_the_coordinator_speaks_for_others(world: World) -> None:
    draft = begin(world, "marcus")
    luis, dana = world.actor("luis"), world.actor("dana")
    with pytest.raises(NotAllowed):
        declare_no_ticket(actor=luis, contact_id=draft.contact_id, reason="Hung up", now=world.now)
    with pytest.raises(NotAllowed):
        take_over_log(actor=luis, contact_id=draft.contact_id, now=world.now)
    taken = take_over_log(actor=dana, contact_id=draft.contact_id, now=world.now)
    assert (taken.pk, taken.owner_id) == (draft.pk, world.users["dana"].pk)
    declare_no_ticket(actor=dana, contact_id=draft.contact_id, reason="Hung up", now=world.now)
    with pytest.raises(Conflict):
        take_over_log(actor=dana, contact_id=draft.contact_id, now=world.now)


def test_taking_over_a_call_with_two_problems_takes_both(world: World) -> None:
    draft, marcus, dana = begin(world, "marcus"), world.actor("marcus"), world.actor("dana")
    second = add_problem(actor=marcus, contact_id=draft.contact_id, draft_id=uuid4(), now=world.now + TWO_MINUTES)
    assert take_over_log(actor=dana, contact_id=draft.contact_id, now=world.now).pk == draft.pk
    assert {one.pk for one in open_drafts(dana)} == {draft.pk, second.pk}
    assert open_drafts(marcus) == []


def test_taking_over_a_call_without_a_draft_makes_one(world: World) -> None:
    draft = begin(world)
    CallDraft.objects.filter(pk=draft.pk).delete()
    taken = take_over_log(actor=world.actor("dana"), contact_id=draft.contact_id, now=world.now)
    assert (taken.contact_id, taken.data) == (draft.contact_id, {})


@pytest.mark.parametrize(
    ("ahead", "number", "code"),
    [
        (timedelta(0), "4120", "in_the_past"),
        (timedelta(days=61), "4120", "too_far_ahead"),
        (timedelta(hours=1), " ", "required"),
    ],
)
def test_a_callback_that_cannot_be_kept_is_refused(world: World, ahead: timedelta, number: str, code: str) -> None:
    contact = Contact.objects.get(pk=begin(world).contact_id)
    with pytest.raises(Invalid) as refused:
        promise_callback(
            actor=world.actor("dana"),
            contact=contact,
            person=world.carol,
            number=number,
            promised_at=world.now + ahead,
            reason="",
            for_user_id=None,
            now=world.now,
        )
    assert refused.value.code == code


def test_who_may_not_log_promises_nothing(world: World) -> None:
    contact = Contact.objects.get(pk=begin(world).contact_id)
    with pytest.raises(NotAllowed):
        promise_callback(
            actor=world.actor("miriam"),
            contact=contact,
            person=None,
            number="4120",
            promised_at=world.now + TWO_MINUTES,
            reason="",
            for_user_id=None,
            now=world.now,
        )


def test_an_unsaved_call_is_logged_by_who_answers_at_the_desk(world: World) -> None:
    told = {"outcome": "solved", "told": Told(None, "Somebody"), "started_at": world.now, "now": world.now}
    with pytest.raises(NotFound):
        log_unsaved_call(actor=world.actor("carol"), draft_id=uuid4(), desk_id=world.district.pk, **told)
