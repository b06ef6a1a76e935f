"""Clocks counted anew after a calendar was put right: who may, what moves, what is told, and what stays."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from firstline.calendars.models import Calendar, Holiday
from firstline.kernel.errors import NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import Ticket, TicketClock
from firstline.tickets.services import resolution, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.promised import clocks
from firstline.tickets.services.promised.clocks import Recomputed, recompute_clocks
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.tests.promised.test_derived import agree
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db
ADMINISTRATOR = "ellen"
YESTERDAY = date(2026, 9, 14)
HOUR = timedelta(hours=1)


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket of yesterday, 9:42."""
    return a_ticket(world)


def a_ticket(world: World) -> Ticket:
    then = world.now - timedelta(days=1)
    call = a_call(world, started_at=then)
    return log_and_queue(actor=world.actor("dana"), call=call, problem=a_problem(world), now=then).ticket


def close_on(world: World, day: date) -> None:
    """Make a day of the district's calendar a holiday, as the settings do."""
    Holiday.objects.create(calendar=world.district.calendar, date=day, name="Town day")
    Calendar.objects.filter(pk=world.district.calendar_id).update(edition=uuid4())


def run(world: World, desk: str = "district", after_id: int = 0) -> Recomputed:
    actor, desk_id = world.actor(ADMINISTRATOR), world.desks[desk].pk
    return recompute_clocks(actor=actor, desk_id=desk_id, now=world.now, after_id=after_id)


def facts() -> list[tuple[int, list[str]]]:
    """Return which promises of which tickets were told to have moved."""
    found = Entry.objects.filter(verb="tickets.clocks_recomputed").order_by("id")
    return [(entry.subject_id, entry.data["kinds"]) for entry in found]


def clock(ticket: Ticket, kind: str) -> TicketClock:
    return TicketClock.objects.get(ticket=ticket, kind=kind)


def test_promised_times_follow_the_calendar_and_each_ticket_tells_it(world: World, ticket: Ticket) -> None:
    due = clock(ticket, "solve").due_at
    close_on(world, YESTERDAY)
    assert run(world) == Recomputed(seen_count=1, changed_count=1, last_id=None)
    moved = Ticket.objects.select_related("desk__calendar").get(pk=ticket.pk)
    agree(moved, "counted anew")
    assert clock(ticket, "solve").due_at != due
    assert moved.version == ticket.version + 1
    assert facts() == [(ticket.pk, ["first_reply", "solve"])]


def test_counting_anew_again_changes_nothing(world: World, ticket: Ticket) -> None:
    close_on(world, YESTERDAY)
    run(world)
    assert run(world) == Recomputed(seen_count=1, changed_count=0, last_id=None)
    assert facts() == [(ticket.pk, ["first_reply", "solve"])]


def test_nothing_moves_where_the_calendar_is_as_it_was(world: World, ticket: Ticket) -> None:
    assert run(world).changed_count == 0
    assert Ticket.objects.get(pk=ticket.pk).version == ticket.version


def test_what_is_closed_or_of_another_desk_stays(world: World, ticket: Ticket) -> None:
    resolution.resolve_ticket(
        actor=world.actor("dana"), ticket_id=ticket.pk, now=world.now, resolution_code="remotely", note="", minutes=2
    )
    close_on(world, YESTERDAY)
    assert run(world).seen_count == 0
    assert run(world, "police").seen_count == 0


def test_a_waiting_ticket_is_due_at_no_other_time_and_tells_nothing(world: World, ticket: Ticket) -> None:
    given = {"waiting_on": "parts", "reason": "A drum", "until": world.now + timedelta(days=2)}
    work.wait_on(actor=world.actor("dana"), ticket_id=ticket.pk, now=world.now - 22 * HOUR, **given)
    close_on(world, YESTERDAY)
    assert run(world).changed_count == 1
    assert clock(ticket, "solve").elapsed_seconds == 0
    assert facts() == []


def without_history(ticket: Ticket) -> Ticket:
    """Return a ticket that is like another, but of which the ledger knows nothing."""
    rows = list(ticket.clocks.all())
    ticket.pk, ticket.number, ticket.public_id = None, "90001", uuid4()
    ticket.save(force_insert=True)
    for row in rows:
        row.pk, row.ticket = None, ticket
        row.save(force_insert=True)
    return ticket


def test_a_ticket_without_its_history_stays(world: World, ticket: Ticket) -> None:
    copy = without_history(ticket)
    close_on(world, YESTERDAY)
    assert run(world) == Recomputed(seen_count=2, changed_count=1, last_id=None)
    assert copy.pk not in {ticket_id for ticket_id, _kinds in facts()}


def test_it_goes_on_where_a_batch_ended(world: World, ticket: Ticket, monkeypatch: pytest.MonkeyPatch) -> None:
    second = a_ticket(world)
    monkeypatch.setattr(clocks, "BATCH", 1)
    close_on(world, YESTERDAY)
    assert run(world) == Recomputed(1, 1, ticket.pk)
    assert run(world, after_id=ticket.pk) == Recomputed(1, 1, second.pk)
    assert run(world, after_id=second.pk) == Recomputed(0, 0, None)


def test_of_a_time_that_lies_ahead_again_somebody_may_be_told_anew(world: World, ticket: Ticket) -> None:
    told = {"warned_at": world.now, "late_told_at": world.now}
    TicketClock.objects.filter(ticket=ticket).update(**told)
    close_on(world, YESTERDAY)
    run(world)
    solve = clock(ticket, "solve")
    assert solve.due_at is not None
    assert solve.due_at > world.now
    assert (solve.warned_at, solve.late_told_at) == (None, None)


def test_an_act_of_before_is_not_taken_back_any_more(world: World, ticket: Ticket) -> None:
    dana = world.actor("dana")
    given = {"ticket_id": ticket.pk, "severity": "critical", "reason": "All of it"}
    memory = act_undoably(
        actor=dana, ticket_id=ticket.pk, act=lambda at: work.change_severity(actor=dana, now=at, **given), now=world.now
    )
    close_on(world, YESTERDAY)
    run(world)
    assert memory is not None
    with pytest.raises(RuleBroken, match="acted_since"):
        undo_act(actor=dana, memory=memory.data(), now=world.now)


def test_it_takes_an_administrator_and_a_desk(world: World) -> None:
    with pytest.raises(NotAllowed):
        recompute_clocks(actor=world.actor("dana"), desk_id=world.district.pk, now=world.now)
    with pytest.raises(NotFound):
        recompute_clocks(actor=world.actor(ADMINISTRATOR), desk_id=0, now=world.now)
