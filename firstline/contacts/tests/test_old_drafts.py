"""What was typed about a call goes when it is not needed any more, and not before; who has the call is said."""

from datetime import timedelta
from uuid import uuid4

import pytest

from firstline.contacts.jobs import discard
from firstline.contacts.models import CallDraft, DraftRevision
from firstline.contacts.services.calls import declare_no_ticket, take_over_log
from firstline.contacts.services.drafts import discard_old_drafts, save_draft
from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import Conflict, NotAllowed, NotFound
from tests.world import World

pytestmark = pytest.mark.django_db


def typed(world: World, who: str, text: str, key: object = None, revision: int = 0) -> CallDraft:
    """Save a draft as a page does."""
    return save_draft(
        actor=world.actor(who),
        draft_id=key or uuid4(),  # type: ignore[arg-type]  # a test passes ids of its own
        desk_id=world.district.pk,
        known_revision=revision,
        data={"problem": text},
        started_at=world.now,
        now=world.now,
    )


def test_logged_drafts_go_after_thirty_days_and_older_states_after_one(world: World) -> None:
    open_draft, logged = typed(world, "dana", "no paper"), typed(world, "dana", "wrong number")
    typed(world, "dana", "no paper at all", open_draft.pk, 1)
    declare_no_ticket(actor=world.actor("dana"), contact_id=logged.contact_id, reason="wrong number", now=world.now)
    assert discard_old_drafts(actor=SYSTEM, now=world.now + timedelta(days=29)) == 0
    assert not DraftRevision.objects.exists()
    assert discard_old_drafts(actor=SYSTEM, now=world.now + timedelta(days=31)) == 1
    assert list(CallDraft.objects.all()) == [open_draft]


def test_drafts_are_discarded_every_night_by_the_worker_alone(world: World) -> None:
    draft = typed(world, "dana", "no paper")
    with pytest.raises(NotAllowed):
        discard_old_drafts(actor=world.actor("dana"), now=world.now)
    discard(timestamp=0)
    assert CallDraft.objects.filter(pk=draft.pk).exists()


def test_whoever_had_the_call_is_told_who_has_it_and_others_nothing(world: World) -> None:
    draft = typed(world, "marcus", "no paper")
    take_over_log(actor=world.actor("dana"), contact_id=draft.contact_id, now=world.now)
    with pytest.raises(Conflict, match="draft_passed_on"):
        typed(world, "marcus", "no paper since noon", draft.pk, 1)
    with pytest.raises(NotFound):
        typed(world, "priya", "mine", draft.pk, 1)
    assert CallDraft.objects.get().data == {"problem": "no paper"}
