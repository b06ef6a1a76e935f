"""Taking a log back: soon, by oneself, and only while nobody has acted since."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from firstline.contacts.models import Contact
from firstline.contacts.services.drafts import add_problem
from firstline.kernel.errors import NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import Ticket
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.intake import Call, Problem, log_and_promise_callback, log_and_queue
from firstline.tickets.services.undo_log import undo_log
from tests.world import World

pytestmark = pytest.mark.django_db


def queued(world: World, key: UUID | None = None) -> UUID:
    """Log a call of Carol's; return its key."""
    call = Call(key or uuid4(), world.district.pk, world.now - timedelta(minutes=2), world.carol.pk)
    problem = Problem("It will not print", world.natures["printing"].pk)
    log_and_queue(actor=world.actor("dana"), call=call, problem=problem, now=world.now)
    return call.key


def undone(world: World, key: UUID, who: str = "dana", seconds: int = 5) -> None:
    """Take the log back some seconds later."""
    at = world.now + timedelta(seconds=seconds)
    undo_log(actor=world.actor(who), draft_id=key, new_draft_id=uuid4(), now=at)


def test_the_ticket_is_void_and_the_call_a_draft_again(world: World) -> None:
    undone(world, queued(world))
    ticket, contact = Ticket.objects.get(), Contact.objects.get()
    assert (ticket.status, ticket.due_at, contact.logged_at, contact.outcome) == ("void", None, None, "")
    draft = contact.drafts.get(submitted_at=None)
    assert draft.owner == world.users["dana"]
    verbs = list(Entry.objects.order_by("id").values_list("verb", flat=True))[-2:]
    assert verbs == ["tickets.ticket_voided", "contacts.log_undone"]


def test_a_promised_callback_goes_with_its_log(world: World) -> None:
    call = Call(uuid4(), world.district.pk, world.now, world.carol.pk)
    problem = Problem("It will not print", world.natures["printing"].pk)
    at = world.now + timedelta(hours=1)
    log_and_promise_callback(
        actor=world.actor("dana"), call=call, problem=problem, promised_at=at, number="4120", now=world.now
    )
    undone(world, call.key)
    assert Contact.objects.get().callbacks.get().state == "not_needed"


def test_after_a_minute_it_is_too_late(world: World) -> None:
    key = queued(world)
    with pytest.raises(RuleBroken, match="undo_too_late"):
        undone(world, key, seconds=61)
    assert Ticket.objects.get().status == "new"


def test_not_when_somebody_has_taken_the_ticket_since(world: World) -> None:
    key = queued(world)
    at = world.now + timedelta(seconds=2)
    take_ticket(actor=world.actor("priya"), ticket_id=Ticket.objects.get().pk, now=at)
    with pytest.raises(RuleBroken, match="acted_since"):
        undone(world, key)


@pytest.mark.parametrize("who", ["sunita", "priya", "miriam", "rita", "carol"])
def test_nobody_takes_back_what_another_has_logged(world: World, who: str) -> None:
    key = queued(world)
    with pytest.raises(NotFound):
        undone(world, key, who)


def test_what_was_never_logged_cannot_be_taken_back(world: World) -> None:
    with pytest.raises(NotFound):
        undone(world, uuid4())


def test_twice_is_refused(world: World) -> None:
    key = queued(world)
    undone(world, key)
    with pytest.raises((RuleBroken, NotFound)):
        undone(world, key, seconds=9)
    assert Contact.objects.get().drafts.filter(submitted_at=None).count() == 1


def test_of_two_problems_only_the_one_is_taken_back(world: World) -> None:
    queued(world)
    contact = Contact.objects.get()
    draft = add_problem(actor=world.actor("dana"), contact_id=contact.pk, draft_id=uuid4(), now=world.now)
    undone(world, queued(world, draft.pk))
    contact.refresh_from_db()
    assert contact.logged_at == world.now
    assert sorted(contact.tickets.values_list("status", flat=True)) == ["new", "void"]
