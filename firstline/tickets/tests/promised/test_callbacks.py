"""Ringing back: promised, tried, reached, not needed; each a fact, each taken back; who sees what is owed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from firstline.contacts.models import Callback
from firstline.kernel.errors import Invalid, NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import Status, Ticket, TicketClock
from firstline.tickets.selectors.callbacks import callbacks_owed, navigation_count
from firstline.tickets.services import assignment, resolution
from firstline.tickets.services.intake import log_and_promise_callback, log_and_queue
from firstline.tickets.services.promised import callbacks
from firstline.tickets.services.undo import CALLBACK_FIELDS, act_undoably, undo_act
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket in the queue, whose caller is to be rung in an hour."""
    at = world.now + HOUR
    return log_and_promise_callback(
        actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), promised_at=at, number="4415",
        now=world.now,
    ).ticket  # fmt: skip


def owed(ticket: Ticket) -> Callback:
    return Callback.objects.get(ticket_link__ticket=ticket)


def reach(world: World, ticket: Ticket, now: datetime, who: str = "joel") -> Ticket:
    return callbacks.callback_reached(actor=world.actor(who), ticket_id=ticket.pk, callback_id=owed(ticket).pk, now=now)


def miss(world: World, ticket: Ticket, now: datetime) -> Ticket:
    return callbacks.callback_not_answered(
        actor=world.actor("joel"), ticket_id=ticket.pk, callback_id=owed(ticket).pk, again_at=now + HOUR, now=now
    )


def drop(world: World, ticket: Ticket, now: datetime) -> Ticket:
    return callbacks.callback_not_needed(
        actor=world.actor("joel"), ticket_id=ticket.pk, callback_id=owed(ticket).pk, now=now
    )


def test_reached_is_an_answer_and_begins_the_work(world: World, ticket: Ticket) -> None:
    later = world.now + HOUR
    reach(world, ticket, later)
    ticket.refresh_from_db()
    callback = owed(ticket)
    assert (callback.state, callback.attempts_count, callback.tried_at) == ("reached", 1, later)
    assert ticket.status == Status.IN_PROGRESS
    assert TicketClock.objects.get(ticket=ticket, kind="first_reply").met_at == later
    assert Entry.objects.get(verb="tickets.callback_tried").data["outcome"] == "reached"


def test_nobody_answered_keeps_the_promise_and_says_when_again(world: World, ticket: Ticket) -> None:
    later = world.now + HOUR
    Callback.objects.update(reminded_at=later, missed_at=later)
    miss(world, ticket, later)
    callback = owed(ticket)
    assert (callback.state, callback.attempts_count) == ("due", 1)
    assert (callback.promised_at, callback.due_at) == (later, later + HOUR)
    assert (callback.reminded_at, callback.missed_at) == (None, None)
    with pytest.raises(Invalid, match="in_the_past"):
        callbacks.callback_not_answered(
            actor=world.actor("joel"), ticket_id=ticket.pk, callback_id=callback.pk, again_at=later, now=later
        )
    with pytest.raises(Invalid, match="too_far_ahead"):
        callbacks.callback_not_answered(
            actor=world.actor("joel"),
            ticket_id=ticket.pk,
            callback_id=callback.pk,
            again_at=later + timedelta(days=61),
            now=later,
        )


@pytest.mark.parametrize("act", [reach, miss, drop], ids=lambda act: act.__name__)
def test_each_can_be_taken_back(world: World, ticket: Ticket, act: Callable[[World, Ticket, datetime], Any]) -> None:
    joel, now = world.actor("joel"), world.now + MINUTE

    def stands() -> Any:
        fresh, callback = Ticket.objects.get(pk=ticket.pk), owed(ticket)
        clocks = TicketClock.objects.filter(ticket=ticket).order_by("kind").values("due_at", "met_at", "warn_at")
        return fresh.status, fresh.due_at, [getattr(callback, name) for name in CALLBACK_FIELDS], list(clocks)

    before = stands()
    memory = act_undoably(actor=joel, ticket_id=ticket.pk, act=lambda at: act(world, ticket, at), now=now)
    assert memory is not None
    assert stands() != before
    undo_act(actor=joel, memory=memory.data(), now=now)
    assert stands() == before


def test_what_is_done_is_not_done_twice(world: World, ticket: Ticket) -> None:
    drop(world, ticket, world.now)
    for act in (reach, miss, drop):
        with pytest.raises(RuleBroken, match="callback_done"):
            act(world, ticket, world.now)
    assert owed(ticket).attempts_count == 0


def test_a_closed_ticket_may_still_be_rung(world: World, ticket: Ticket) -> None:
    joel = world.actor("joel")
    resolution.resolve_ticket(
        actor=joel, ticket_id=ticket.pk, resolution_code="remotely", note="New driver", minutes=5, now=world.now
    )
    resolution.close_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, now=world.now)
    assert [one.ticket for one in callbacks_owed(world.actor("dana"), world.now, only_mine=False)] == [ticket]
    reach(world, ticket, world.now)
    ticket.refresh_from_db()
    assert ticket.status == Status.CLOSED
    assert owed(ticket).state == "reached"


def test_only_who_works_the_ticket_acts(world: World, ticket: Ticket) -> None:
    with pytest.raises(NotFound):
        reach(world, ticket, world.now, "rita")
    with pytest.raises(NotAllowed):
        reach(world, ticket, world.now, "miriam")
    other = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    with pytest.raises(NotFound):
        callbacks.callback_reached(
            actor=world.actor("joel"), ticket_id=other.pk, callback_id=owed(ticket).pk, now=world.now
        )


def test_one_is_promised_from_the_ticket(world: World) -> None:
    dana = world.actor("dana")
    made = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now).ticket
    at = world.now + HOUR
    callbacks.promise_on_ticket(actor=dana, ticket_id=made.pk, promised_at=at, number="4415", now=world.now)
    assert (owed(made).promised_at, owed(made).due_at, owed(made).number) == (at, at, "4415")
    with pytest.raises(RuleBroken, match="already_promised"):
        callbacks.promise_on_ticket(actor=dana, ticket_id=made.pk, promised_at=at, number="4415", now=world.now)
    drop(world, made, world.now)
    resolution.void_ticket(actor=dana, ticket_id=made.pk, reason="A test", now=world.now)
    with pytest.raises(RuleBroken, match="ticket_is_void"):
        callbacks.promise_on_ticket(actor=dana, ticket_id=made.pk, promised_at=at, number="4415", now=world.now)


def test_a_ticket_without_a_call_has_nobody_to_ring(world: World, ticket: Ticket) -> None:
    drop(world, ticket, world.now)
    ticket.contact_links.all().delete()
    with pytest.raises(RuleBroken, match="no_contact"):
        callbacks.promise_on_ticket(
            actor=world.actor("dana"), ticket_id=ticket.pk, promised_at=world.now + HOUR, number="1", now=world.now
        )


@pytest.mark.parametrize(("moved", "section"), [(-1, "late"), (10, "now"), (90, "today"), (60 * 24, "later")])
def test_the_sections_go_by_the_desks_day(world: World, ticket: Ticket, moved: int, section: str) -> None:
    Callback.objects.update(due_at=world.now + timedelta(minutes=moved))
    (one,) = callbacks_owed(world.actor("dana"), world.now, only_mine=False)
    assert one.section == section
    due = 1 if section in ("late", "now") else 0
    assert navigation_count(world.actor("dana"), world.now) == (due, section == "late")


def test_mine_are_for_me_of_my_tickets_and_of_nobodys(world: World, ticket: Ticket) -> None:
    joel, priya = world.actor("joel"), world.actor("priya")

    def mine(who: Any) -> bool:
        return bool(callbacks_owed(who, world.now, only_mine=True))

    assert mine(joel)
    assert mine(priya)
    assignment.take_ticket(actor=joel, ticket_id=ticket.pk, now=world.now)
    assert (mine(joel), mine(priya)) == (True, False)
    Callback.objects.update(for_user=world.users["priya"])
    assert (mine(joel), mine(priya)) == (False, True)
    resolution.void_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, reason="A test", now=world.now)
    assert not mine(priya)
    assert not callbacks_owed(world.actor("rita"), world.now, only_mine=False)
