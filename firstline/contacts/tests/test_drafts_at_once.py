"""Drafts when several requests come at the same moment: a double click, a retry of the network, two windows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from firstline.contacts.models import CallDraft, Contact
from firstline.contacts.services.drafts import add_problem, save_draft
from firstline.kernel.errors import Conflict
from tests.world import World, small_world

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


@pytest.fixture
def world() -> World:
    """Return the small world, committed, so that other connections see it."""
    return small_world()


def at_once(act: Callable[[], object]) -> list[object]:
    """Do the same thing several times at once, each on a connection of its own; return results or refusals."""

    def attempt(_number: int) -> object:
        try:
            return act()
        except Conflict as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(attempt, range(TIMES)))


def test_the_first_save_sent_twice_starts_one_call(world: World) -> None:
    actor, key = world.actor("dana"), uuid4()
    saved = at_once(
        lambda: save_draft(
            actor=actor,
            draft_id=key,
            desk_id=world.district.pk,
            known_revision=0,
            data={"problem": "no paper"},
            started_at=world.now,
            now=world.now,
        )
    )
    assert [draft.pk for draft in saved if isinstance(draft, CallDraft)] == [key] * TIMES
    assert (CallDraft.objects.count(), Contact.objects.count()) == (1, 1)


def test_two_windows_that_save_at_once_lose_nothing(world: World) -> None:
    actor, key = world.actor("dana"), uuid4()
    texts = iter(["no paper", "no toner", "no power", "no one", "no idea", "no more"])
    saved = at_once(
        lambda: save_draft(
            actor=actor,
            draft_id=key,
            desk_id=world.district.pk,
            known_revision=0,
            data={"problem": next(texts)},
            started_at=world.now,
            now=world.now,
        )
    )
    refusals = [answer for answer in saved if isinstance(answer, Conflict)]
    assert len(refusals) == TIMES - 1
    assert {answer.code for answer in refusals} == {"changed_elsewhere"}
    kept = CallDraft.objects.get().data
    assert all(answer.params["data"] == kept for answer in refusals)


def test_a_second_problem_asked_for_twice_is_one_draft(world: World) -> None:
    actor, second = world.actor("dana"), uuid4()
    first = save_draft(
        actor=actor,
        draft_id=uuid4(),
        desk_id=world.district.pk,
        known_revision=0,
        data={},
        started_at=world.now,
        now=world.now,
    )
    made = at_once(lambda: add_problem(actor=actor, contact_id=first.contact_id, draft_id=second, now=world.now))
    assert [draft.pk for draft in made if isinstance(draft, CallDraft)] == [second] * TIMES
    assert CallDraft.objects.filter(contact_id=first.contact_id).count() == 2
