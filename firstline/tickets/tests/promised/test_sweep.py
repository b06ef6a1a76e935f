"""What time alone brings about: each once, never early, whoever passes over and however often."""

from datetime import timedelta

import pytest

from firstline.contacts.models import Callback
from firstline.kernel.errors import NotAllowed
from firstline.ledger.models import Entry
from firstline.notify.models import Notice
from firstline.tickets.jobs import STEPS, pass_over
from firstline.tickets.models import Status, Ticket, TicketClock
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.services.intake import log_and_promise_callback, log_and_queue
from firstline.tickets.services.promised import callbacks, sweep
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.tests.test_intake import a_call, a_problem
from firstline.tickets.tests.test_notices import react
from tests.world import World

pytestmark = pytest.mark.django_db
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket of Tuesday morning, with Joel: a reply is promised within 3 h of the call."""
    made = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    assignment.assign_ticket(
        actor=world.actor("dana"), ticket_id=made.pk, user_id=world.users["joel"].pk, now=world.now
    )
    return Ticket.objects.get(pk=made.pk)


def facts(verb: str) -> list[dict[str, object]]:
    return [entry.data for entry in Entry.objects.filter(verb=verb).order_by("id")]


def reply_clock(ticket: Ticket) -> TicketClock:
    return TicketClock.objects.get(ticket=ticket, kind="first_reply")


def test_nothing_is_due_and_nothing_happens(world: World, ticket: Ticket) -> None:
    before = Entry.objects.count()
    assert pass_over(world.now) == 0
    assert Entry.objects.count() == before


def test_a_warning_at_three_quarters_and_then_the_broken_promise(world: World, ticket: Ticket) -> None:
    clock = reply_clock(ticket)
    assert clock.due_at == clock.started_at + 3 * HOUR
    assert clock.warn_at == clock.due_at - 45 * MINUTE
    pass_over(clock.warn_at - SECOND)
    assert not facts("tickets.promise_near")
    for moment in (clock.warn_at, clock.warn_at + SECOND, clock.due_at):
        pass_over(moment)
    assert facts("tickets.promise_near") == [{"kind": "first_reply", "due_at": clock.due_at.isoformat()}]
    assert not facts("tickets.promise_broken")
    for _ in range(3):
        pass_over(clock.due_at + SECOND)
    assert [fact["kind"] for fact in facts("tickets.promise_broken")] == ["first_reply"]


def test_who_was_asleep_tells_only_that_it_is_late(world: World, ticket: Ticket) -> None:
    due_at = reply_clock(ticket).due_at
    pass_over(due_at + MINUTE)
    assert not [fact for fact in facts("tickets.promise_near") if fact["kind"] == "first_reply"]
    assert len(facts("tickets.promise_broken")) == 1


def test_what_is_paused_met_or_void_is_told_of_never(world: World, ticket: Ticket) -> None:
    joel, far = world.actor("joel"), world.now + timedelta(days=40)
    work.wait_on(actor=joel, ticket_id=ticket.pk, waiting_on="parts", reason="Drum", until=far + HOUR, now=world.now)
    pass_over(far)
    assert not facts("tickets.promise_near")
    assert not facts("tickets.promise_broken")
    work.resume_work(actor=joel, ticket_id=ticket.pk, now=far)
    resolution.resolve_ticket(
        actor=joel, ticket_id=ticket.pk, resolution_code="remotely", note="New driver", minutes=5, now=far
    )
    pass_over(far + timedelta(days=3))
    assert not facts("tickets.promise_broken")


def test_another_promise_is_told_of_anew(world: World, ticket: Ticket) -> None:
    late = reply_clock(ticket).due_at + MINUTE
    pass_over(late)
    dana = world.actor("dana")
    work.change_severity(actor=dana, ticket_id=ticket.pk, severity="low", reason="Only a wish", now=late)
    assert reply_clock(ticket).late_told_at is None
    pass_over(late + MINUTE)
    assert len(facts("tickets.promise_broken")) == 1
    pass_over(reply_clock(ticket).due_at + MINUTE)
    assert len([fact for fact in facts("tickets.promise_broken") if fact["kind"] == "first_reply"]) == 2


def test_what_was_told_stays_told_when_an_act_is_taken_back(world: World, ticket: Ticket) -> None:
    late, joel = reply_clock(ticket).due_at + MINUTE, world.actor("joel")
    memory = act_undoably(
        actor=joel,
        ticket_id=ticket.pk,
        act=lambda at: assignment.take_ticket(actor=joel, ticket_id=ticket.pk, now=at),
        now=late,
    )
    assert memory is not None
    pass_over(late)
    undo_act(actor=joel, memory=memory.data(), now=late + SECOND)
    pass_over(late + MINUTE)
    assert len(facts("tickets.promise_broken")) == 1


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_who_is_told_of_a_promise(world: World, ticket: Ticket) -> None:
    clock = reply_clock(ticket)
    pass_over(clock.warn_at)
    react(world)
    assert told("tickets.promise_near") == {"joel"}
    pass_over(clock.due_at + SECOND)
    react(world)
    react(world)
    assert told("tickets.promise_broken") == {"joel", "dana"}
    assert Notice.objects.filter(kind="tickets.promise_broken").count() == 2


def test_nobodys_ticket_is_told_to_the_coordinators_and_a_critical_one_to_the_director(world: World) -> None:
    dana = world.actor("dana")
    made = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now).ticket
    work.change_severity(actor=dana, ticket_id=made.pk, severity="critical", reason="All of it", now=world.now)
    pass_over(reply_clock(made).warn_at)
    react(world)
    assert told("tickets.promise_near") == {"dana"}
    pass_over(reply_clock(made).due_at + SECOND)
    react(world)
    assert told("tickets.promise_broken") == {"dana", "miriam"}


def test_a_callback_is_told_of_before_and_after_its_time(world: World) -> None:
    at, dana = world.now + HOUR, world.actor("dana")
    made = log_and_promise_callback(
        actor=dana, call=a_call(world), problem=a_problem(world), promised_at=at, number="4415", now=world.now
    ).ticket
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=made.pk, now=world.now)
    pass_over(at - 5 * MINUTE - SECOND)
    assert not facts("tickets.callback_near")
    for moment in (at - 5 * MINUTE, at, at + 4 * MINUTE):
        pass_over(moment)
    react(world)
    assert told("tickets.callback_near") == {"joel"}
    assert len(facts("tickets.callback_near")) == 1
    assert not facts("tickets.callback_missed")
    for moment in (at + 5 * MINUTE, at + HOUR):
        pass_over(moment)
    react(world)
    assert told("tickets.callback_missed") == {"joel", "dana"}
    assert len(facts("tickets.callback_missed")) == 1
    callback_id = Callback.objects.get().pk
    again = at + 2 * HOUR
    callbacks.callback_not_answered(
        actor=world.actor("joel"), ticket_id=made.pk, callback_id=callback_id, again_at=again, now=at + HOUR
    )
    pass_over(again)
    assert len(facts("tickets.callback_near")) == 2


def test_who_was_asleep_tells_only_that_a_callback_was_missed(world: World) -> None:
    at = world.now + HOUR
    log_and_promise_callback(
        actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), promised_at=at, number="1",
        now=world.now,
    )  # fmt: skip
    pass_over(at + HOUR)
    assert not facts("tickets.callback_near")
    assert len(facts("tickets.callback_missed")) == 1


def test_nobody_is_told_of_a_callback_that_somebody_made_meanwhile(world: World) -> None:
    at = world.now + HOUR
    made = log_and_promise_callback(
        actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), promised_at=at, number="1",
        now=world.now,
    ).ticket  # fmt: skip
    pass_over(at)
    callbacks.callback_reached(
        actor=world.actor("joel"), ticket_id=made.pk, callback_id=Callback.objects.get().pk, now=at
    )
    react(world)
    assert not told("tickets.callback_near")


def test_waiting_ends_by_itself_at_its_date(world: World, ticket: Ticket) -> None:
    joel, until = world.actor("joel"), world.now + HOUR
    work.wait_on(actor=joel, ticket_id=ticket.pk, waiting_on="vendor", reason="Asked", until=until, now=world.now)
    pass_over(until - SECOND)
    ticket.refresh_from_db()
    assert ticket.status == Status.WAITING
    for _ in range(2):
        pass_over(until)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.waiting_reason, ticket.waiting_until_at) == (Status.IN_PROGRESS, "", None)
    assert reply_clock(ticket).due_at == reply_clock(ticket).started_at + 4 * HOUR
    assert Entry.objects.filter(verb="tickets.ticket_resumed", actor_id=None).count() == 1
    react(world)
    assert told("tickets.waiting_over") == {"joel"}


def test_going_on_by_hand_is_no_news(world: World, ticket: Ticket) -> None:
    joel = world.actor("joel")
    work.wait_on(
        actor=joel, ticket_id=ticket.pk, waiting_on="parts", reason="Drum", until=world.now + HOUR, now=world.now
    )
    work.resume_work(actor=world.actor("dana"), ticket_id=ticket.pk, now=world.now)
    react(world)
    assert not told("tickets.waiting_over")


def test_what_is_resolved_closes_after_five_business_days(world: World, ticket: Ticket) -> None:
    resolution.resolve_ticket(
        actor=world.actor("joel"), ticket_id=ticket.pk, resolution_code="remotely", note="Driver", minutes=5,
        now=world.now,
    )  # fmt: skip
    tuesday_evening = (world.now + timedelta(days=7)).replace(hour=21, minute=0)  # 5 pm at Harbor Point
    pass_over(world.now + timedelta(days=6, hours=12))
    ticket.refresh_from_db()
    assert ticket.status == Status.RESOLVED
    pass_over(tuesday_evening)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.closed_at) == (Status.CLOSED, tuesday_evening)
    pass_over(tuesday_evening + HOUR)
    assert Entry.objects.filter(verb="tickets.ticket_closed").count() == 1


def test_many_are_done_batch_by_batch(world: World, ticket: Ticket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "BATCH", 1)
    for _ in range(3):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now)
    pass_over(reply_clock(ticket).due_at + SECOND)
    assert len(facts("tickets.promise_broken")) == 4


def test_only_the_house_passes_over(world: World, ticket: Ticket) -> None:
    for step in STEPS:
        with pytest.raises(NotAllowed):
            step(actor=world.actor("dana"), now=world.now)
