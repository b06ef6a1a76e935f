"""In-app notices: told once, never about one's own act, not when it was taken back."""

from datetime import datetime

import pytest

from firstline.ledger.models import Entry
from firstline.notify.models import Notice
from firstline.tickets.handlers import ALL
from firstline.tickets.models import Ticket
from firstline.tickets.services import assignment
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket in the queue."""
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


def give_to_joel(world: World, ticket: Ticket, now: datetime) -> Ticket:
    """Assign the ticket to Joel, as the coordinator."""
    user_id = world.users["joel"].pk
    return assignment.assign_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, user_id=user_id, now=now)


def react(world: World) -> None:
    """Run the reactions to all facts, as the worker does."""
    for entry in Entry.objects.order_by("id"):
        for handler in ALL.values():
            if handler.verb == entry.verb:
                handler.run(entry=entry, now=world.now)


def test_the_assignee_is_told_once(world: World, ticket: Ticket) -> None:
    give_to_joel(world, ticket, world.now)
    react(world)
    react(world)
    notice = Notice.objects.get()
    assert notice.user == world.users["joel"]
    assert notice.params == {"number": ticket.number, "by": "Dana Whitfield"}
    assert notice.link == f"/tickets/{ticket.number}/"


def test_who_takes_a_ticket_is_not_told(world: World, ticket: Ticket) -> None:
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=ticket.pk, now=world.now)
    react(world)
    assert not Notice.objects.exists()


def test_what_was_taken_back_is_not_told(world: World, ticket: Ticket) -> None:
    dana = world.actor("dana")
    memory = act_undoably(
        actor=dana, ticket_id=ticket.pk, act=lambda at: give_to_joel(world, ticket, at), now=world.now
    )
    assert memory is not None
    undo_act(actor=dana, memory=memory.data(), now=world.now)
    react(world)
    assert not Notice.objects.exists()


def test_notices_of_what_can_be_undone_wait_ten_seconds() -> None:
    assert ALL["tickets.tell_assignee"].wait.total_seconds() == 10
