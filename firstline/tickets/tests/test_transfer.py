"""Passing callers on, and taking logs back where a call has more than one problem."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from firstline.contacts.models import Callback, CallDraft
from firstline.contacts.selectors import get_draft
from firstline.contacts.services.calls import declare_no_ticket, hand_over, take_over_log
from firstline.contacts.services.drafts import add_problem, save_draft
from firstline.kernel.errors import Conflict, NotFound
from firstline.tickets.services.intake import log_and_promise_callback, log_and_queue
from firstline.tickets.services.transfer import transfer_call
from firstline.tickets.services.undo_log import undo_log
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db


def a_live_call(world: World, who: str) -> CallDraft:
    """Return the draft of a call that somebody answers now."""
    return save_draft(
        actor=world.actor(who),
        draft_id=uuid4(),
        desk_id=world.district.pk,
        known_revision=0,
        data={"problem": "no paper"},
        started_at=world.now,
        now=world.now,
    )


def test_a_second_caller_is_not_passed_to_somebody_who_has_just_got_one(world: World) -> None:
    first, second, priya = a_live_call(world, "dana"), a_live_call(world, "sunita"), world.users["priya"].pk
    transfer_call(actor=world.actor("dana"), draft_id=first.pk, to_user_id=priya, now=world.now)
    with pytest.raises(Conflict, match="not_free"):
        transfer_call(actor=world.actor("sunita"), draft_id=second.pk, to_user_id=priya, now=world.now)
    second.refresh_from_db()
    assert second.owner == world.users["sunita"]


def test_a_second_press_of_transfer_says_who_has_the_call(world: World, client_of: ClientOf) -> None:
    client, form = client_of("dana"), call_form(world)
    sent = form | {"to_user": world.users["priya"].pk}
    assert client.post("/calls/transfer/", sent).status_code == 302
    again = client.post("/calls/transfer/", sent)
    assert again.status_code == 409
    assert "Priya Raman has this call now" in again.content.decode()
    draft_id, to = UUID(form["draft_id"]), world.users["joel"].pk
    with pytest.raises(Conflict, match="call_passed_on"):
        transfer_call(actor=world.actor("dana"), draft_id=draft_id, to_user_id=to, now=world.now)


def test_everybody_who_had_the_call_is_told_who_has_it(world: World) -> None:
    draft, last = a_live_call(world, "dana"), world.users["joel"].pk
    steps = [("dana", world.users["priya"].pk), ("priya", world.users["marcus"].pk), ("marcus", last)]
    for who, to in steps:
        hand_over(actor=world.actor(who), draft_id=draft.pk, to_user_id=to, to_extension="4415", now=world.now)
    take_over_log(actor=world.actor("dana"), contact_id=draft.contact_id, now=world.now)
    for who in ("priya", "marcus", "joel"):
        with pytest.raises(Conflict, match="call_passed_on"):
            get_draft(world.actor(who), draft.pk)
    for who in ("sunita", "rita", "miriam"):
        with pytest.raises(NotFound):
            get_draft(world.actor(who), draft.pk)


def test_the_notice_of_a_call_that_was_logged_since_leads_to_its_ticket(world: World, client_of: ClientOf) -> None:
    draft, priya = a_live_call(world, "dana"), world.users["priya"].pk
    transfer_call(actor=world.actor("dana"), draft_id=draft.pk, to_user_id=priya, now=world.now)
    call = a_call(world, key=draft.pk)
    logged = log_and_queue(actor=world.actor("priya"), call=call, problem=a_problem(world), now=world.now)
    for who in ("priya", "dana"):
        answer = client_of(who).get("/calls/", {"call": draft.pk})
        assert answer.headers["Location"] == f"/tickets/{logged.ticket.number}/"
    assert client_of("rita").get("/calls/", {"call": draft.pk}).status_code == 404


def test_the_notice_of_a_call_that_needed_no_ticket_says_so(world: World, client_of: ClientOf) -> None:
    draft = a_live_call(world, "dana")
    declare_no_ticket(actor=world.actor("dana"), contact_id=draft.contact_id, reason="Wrong number", now=world.now)
    answer = client_of("dana").get("/calls/", {"call": draft.pk})
    assert (answer.status_code, "logged already" in answer.content.decode()) == (409, True)


def test_a_callback_goes_with_the_log_that_promised_it_and_no_other(world: World) -> None:
    dana, call, at = world.actor("dana"), a_call(world), world.now + timedelta(hours=1)
    logged = log_and_promise_callback(
        actor=dana, call=call, problem=a_problem(world), promised_at=at, number="4120", now=world.now
    )
    second = add_problem(actor=dana, contact_id=logged.contact.pk, draft_id=uuid4(), now=world.now)
    log_and_queue(actor=dana, call=a_call(world, key=second.pk), problem=a_problem(world), now=world.now)
    undo_log(actor=dana, draft_id=second.pk, new_draft_id=uuid4(), now=world.now)
    assert Callback.objects.get().state == "due"
    undo_log(actor=dana, draft_id=call.key, new_draft_id=uuid4(), now=world.now)
    assert Callback.objects.get().state == "not_needed"
