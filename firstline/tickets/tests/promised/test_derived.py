"""Stored clocks follow from the ticket's facts: whatever is done, the ledger replayed gives the same, to the second."""

from collections import Counter

import pytest

from firstline.calendars.selectors import compiled
from firstline.tickets.models import Ticket, TicketClock
from firstline.tickets.rules.clock_facts import ClockStory
from firstline.tickets.selectors.clock_facts import clock_stories_of
from firstline.tickets.selectors.clocks import state_of
from firstline.tickets.tests.promised import acting
from tests.world import World

pytestmark = pytest.mark.django_db
STORIES = 32
ACTS_EACH = 10
KINDS_TAKEN_BACK = 7


def derived(ticket: Ticket) -> list[tuple[TicketClock, ClockStory]]:
    """Return the stored clocks with what their ticket's facts tell."""
    rows = {row.kind: row for row in ticket.clocks.all()}
    told = clock_stories_of(ticket, rows, compiled(ticket.desk.calendar, ticket.opened_at))
    return [(rows[story.kind], story) for story in told]


def agree(ticket: Ticket, where: str) -> None:
    """Compare both clocks and the ticket's next promised time with what the facts give."""
    calendar = compiled(ticket.desk.calendar, ticket.opened_at)
    states = []
    for row, story in derived(ticket):
        states.append(story.state(calendar))
        assert states[-1] == state_of(row), f"{row.kind}, {where}"
        assert not story.is_target_kept, where
    assert ticket.due_at == min((s.due_at for s in states if not s.has_ended and s.due_at), default=None), where


def test_whatever_is_done_the_facts_give_the_stored_clocks(world: World) -> None:
    done: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for seed in range(STORIES):
        story = acting.Story(world, seed)
        agree(story.ticket, f"story {seed}, opened")
        for _ in range(ACTS_EACH):
            story.act()
            agree(story.ticket, f"story {seed}: {story.done}, taken back {story.back}")
        done.update(story.done)
        back.update(story.back)
    assert set(done) >= {act.__name__ for act in acting.MOVE_CLOCKS}
    assert len(back) >= KINDS_TAKEN_BACK
