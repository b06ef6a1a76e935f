"""Drafts: whose they are, what they refuse, and when they go."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from firstline.contacts.models import CallDraft, DraftRevision
from firstline.contacts.selectors import get_draft, last_callers, open_drafts, recent_caller_ids
from firstline.contacts.services.calls import log_contact
from firstline.contacts.services.drafts import (
    MAX_DRAFT_CHARACTERS,
    add_problem,
    lock_draft_to_log,
    save_draft,
    start_call,
)
from firstline.contacts.tests.test_calls import begin, told
from firstline.kernel.errors import Conflict, Invalid, NotFound
from firstline.kernel.permissions import Role
from tests.world import World

pytestmark = pytest.mark.django_db


def save(world: World, draft: CallDraft, who: str = "dana", **more: object) -> CallDraft:
    """Save the draft again, as a page does."""
    given = {"known_revision": draft.revision, "data": {"problem": "no toner"}, "desk_id": draft.desk_id} | more
    return save_draft(actor=world.actor(who), draft_id=draft.pk, started_at=world.now, now=world.now, **given)


def test_each_change_is_a_revision_and_the_older_state_is_kept(world: World) -> None:
    draft = begin(world)
    saved = save(world, draft)
    assert (saved.revision, saved.data) == (2, {"problem": "no toner"})
    assert [row.data for row in DraftRevision.objects.all()] == [{"problem": "no paper"}]
    assert save(world, saved).revision == 2  # the same again changes nothing


def test_another_page_that_saved_first_is_told_and_wins(world: World) -> None:
    draft = begin(world)
    save(world, draft)
    with pytest.raises(Conflict) as refused:
        save(world, draft, known_revision=1, data={"problem": "no idea"})
    assert (refused.value.code, refused.value.params["data"]) == ("changed_elsewhere", {"problem": "no toner"})


def test_a_draft_is_its_owners_and_its_desks(world: World) -> None:
    draft = begin(world)
    with pytest.raises(NotFound):
        save(world, draft, "marcus")
    with pytest.raises(NotFound):
        save(world, draft, desk_id=world.police.pk)
    for actor in ("marcus", "rita"):
        with pytest.raises(NotFound):
            get_draft(world.actor(actor), draft.pk)
    with pytest.raises(NotFound):
        lock_draft_to_log(
            actor=world.actor("marcus"),
            draft_id=draft.pk,
            desk_id=draft.desk_id,
        )
    assert [one.pk for one in open_drafts(world.actor("dana"))] == [draft.pk]
    assert open_drafts(world.actor("dana"), world.police.pk) == []


def test_a_draft_of_one_desk_is_not_saved_at_ones_other_desk(world: World) -> None:
    draft = begin(world)
    both = {world.district.pk: frozenset({Role.COORDINATOR}), world.police.pk: frozenset({Role.COORDINATOR})}
    with pytest.raises(NotFound):
        lock_draft_to_log(
            actor=replace(world.actor("dana"), roles=both),
            draft_id=draft.pk,
            desk_id=world.police.pk,
        )


def test_a_caller_who_is_not_known_stays_in_the_draft_alone(world: World) -> None:
    saved = save(world, begin(world), data={"person_id": 2**40})
    assert saved.data == {"person_id": 2**40}
    assert saved.contact.person_id is None


def test_a_logged_draft_takes_nothing_more(world: World) -> None:
    draft = begin(world)
    log_contact(actor=world.actor("dana"), draft=draft, outcome="solved", told=told(world), now=world.now)
    with pytest.raises(Conflict) as refused:
        save(world, draft)
    assert refused.value.code == "draft_submitted"
    assert [contact.pk for contact in last_callers(world.actor("dana"), draft.desk_id, world.now)] == [draft.contact_id]
    assert recent_caller_ids(world.actor("dana"), draft.desk_id, world.now) == [world.carol.pk]


def test_a_novel_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        save(world, begin(world), data={"problem": "x" * (MAX_DRAFT_CHARACTERS + 1)})
    assert refused.value.code == "too_long"


def test_who_may_not_log_starts_no_call(world: World) -> None:
    director = world.actor("miriam")
    with pytest.raises(NotFound):
        start_call(actor=director, desk_id=world.district.pk, started_at=world.now, now=world.now)
    with pytest.raises(NotFound):
        save(world, begin(world), "miriam")
    draft = begin(world)
    with pytest.raises(NotFound):
        add_problem(actor=director, contact_id=draft.contact_id, draft_id=uuid4(), now=world.now)


def test_a_call_begins_within_the_last_seven_days_on_a_known_channel(world: World) -> None:
    dana, desk_id = world.actor("dana"), world.district.pk
    with pytest.raises(Invalid) as refused:
        start_call(actor=dana, desk_id=desk_id, started_at=world.now - timedelta(days=8), now=world.now)
    assert refused.value.code == "too_long_ago"
    with pytest.raises(Invalid):
        start_call(actor=dana, desk_id=desk_id, started_at=world.now, now=world.now, channel="telepathy")
    ahead = start_call(actor=dana, desk_id=desk_id, started_at=world.now + timedelta(hours=1), now=world.now)
    assert ahead.started_at == world.now


def test_a_second_problem_has_the_same_caller(world: World) -> None:
    draft = begin(world)
    dana = world.actor("dana")
    log_contact(actor=dana, draft=draft, outcome="solved", told=told(world), now=world.now)
    second = add_problem(actor=dana, contact_id=draft.contact_id, draft_id=uuid4(), now=world.now)
    assert second.contact_id == draft.contact_id
    assert second.data == {"person_id": world.carol.pk, "name_as_told": ""}
