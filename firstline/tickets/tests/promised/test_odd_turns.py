"""Turns that once left a clock wrong: severity changed while done, an answer taken back while waiting or done."""

from datetime import timedelta

import pytest

from firstline.tickets.models import Message, Ticket, TicketClock
from firstline.tickets.services import corrections, resolution, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket in the queue."""
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


def clock_of(ticket: Ticket, kind: str) -> TicketClock:
    return TicketClock.objects.get(ticket=ticket, kind=kind)


def reply(world: World, ticket: Ticket) -> Message:
    return work.reply_to_requester(actor=world.actor("dana"), ticket_id=ticket.pk, body="We look", now=world.now)


def make_note(world: World, ticket: Ticket, message: Message) -> None:
    corrections.make_reply_a_note(
        actor=world.actor("dana"), ticket_id=ticket.pk, message_id=message.pk, now=world.now + HOUR
    )


def resolve(world: World, ticket: Ticket) -> None:
    resolution.resolve_ticket(
        actor=world.actor("dana"), ticket_id=ticket.pk, resolution_code="remotely", note="", minutes=5, now=world.now
    )


def test_a_reopened_ticket_is_promised_what_its_severity_promises_now(world: World, ticket: Ticket) -> None:
    dana = world.actor("dana")
    before = clock_of(ticket, "solve").target_minutes
    resolve(world, ticket)
    work.change_severity(actor=dana, ticket_id=ticket.pk, severity="high", reason="Report cards", now=world.now)
    assert clock_of(ticket, "solve").target_minutes == before
    resolution.reopen_ticket(actor=dana, ticket_id=ticket.pk, reason="It is back", now=world.now + HOUR)
    assert clock_of(ticket, "solve").target_minutes == 180


def test_an_answer_taken_back_while_waiting_leaves_the_first_reply_paused(world: World, ticket: Ticket) -> None:
    message = reply(world, ticket)
    work.wait_on(
        actor=world.actor("dana"), ticket_id=ticket.pk, waiting_on="parts", reason="Drum",
        until=world.now + timedelta(days=1), now=world.now,
    )  # fmt: skip
    make_note(world, ticket, message)
    owed = clock_of(ticket, "first_reply")
    assert (owed.met_at, owed.running_since_at, owed.due_at) == (None, None, None)


def test_an_answer_taken_back_when_all_is_done_owes_nothing(world: World, ticket: Ticket) -> None:
    message = reply(world, ticket)
    resolve(world, ticket)
    make_note(world, ticket, message)
    ticket.refresh_from_db()
    assert ticket.due_at is None
    assert clock_of(ticket, "first_reply").met_at is not None
