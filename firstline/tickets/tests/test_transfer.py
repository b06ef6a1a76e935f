"""Passing callers on, and taking logs back where a call has more than one problem."""

from datetime import timedelta
from uuid import uuid4

import pytest

from firstline.contacts.models import Callback, CallDraft
from firstline.contacts.services.drafts import add_problem, save_draft
from firstline.kernel.errors import Conflict
from firstline.tickets.services.intake import log_and_promise_callback, log_and_queue
from firstline.tickets.services.transfer import transfer_call
from firstline.tickets.services.undo_log import undo_log
from firstline.tickets.tests.test_intake import a_call, a_problem
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
