"""Acts on one ticket through the use cases: who may, what is required, what it leaves behind, what the clocks do."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import Message, Ticket, TicketClock
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket in the queue."""
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


def act(world: World, ticket: Ticket, by: str, **more: Any) -> dict[str, Any]:
    """Return the arguments that every act takes."""
    return {"actor": world.actor(by), "ticket_id": ticket.pk, "now": world.now} | more


def resolved(world: World, ticket: Ticket) -> Ticket:
    """Resolve the ticket as Joel."""
    code = {"resolution_code": "remotely", "note": "New driver", "minutes": 7}
    return resolution.resolve_ticket(**act(world, ticket, "joel", **code))


def verbs(ticket: Ticket) -> list[str]:
    """Return the verbs of the ticket's facts after opening and triage."""
    found = Entry.objects.filter(subject_type="ticket", subject_id=ticket.pk).order_by("id")
    return [verb.removeprefix("tickets.") for verb in found.values_list("verb", flat=True)][2:]


def clock(ticket: Ticket, kind: str) -> TicketClock:
    """Return a promised time as stored."""
    return TicketClock.objects.get(ticket=ticket, kind=kind)


def test_assigning_alone_does_not_begin_the_work(world: World, ticket: Ticket) -> None:
    user_id = world.users["priya"].pk
    assignment.assign_ticket(**act(world, ticket, "dana", user_id=user_id))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee_id, ticket.assigned_at) == ("new", user_id, world.now)
    assert verbs(ticket) == ["ticket_assigned"]


def test_taking_begins_the_work(world: World, ticket: Ticket) -> None:
    assignment.take_ticket(**act(world, ticket, "priya"))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee) == ("in_progress", world.users["priya"])
    assert verbs(ticket) == ["ticket_assigned", "ticket_taken"]


def test_only_the_coordinator_and_the_holder_give_it_to_others(world: World, ticket: Ticket) -> None:
    joel = world.users["joel"].pk
    with pytest.raises(NotAllowed):
        assignment.assign_ticket(**act(world, ticket, "priya", user_id=joel))
    assignment.take_ticket(**act(world, ticket, "priya"))
    assignment.assign_ticket(**act(world, ticket, "priya", user_id=joel))
    assignment.assign_ticket(**act(world, ticket, "dana", user_id=None))
    assert Ticket.objects.get(pk=ticket.pk).assignee is None


@pytest.mark.parametrize("username", ["rita", "ben", "miriam", "ellen", "carol"])
def test_it_goes_only_to_those_who_may_work_it(world: World, ticket: Ticket, username: str) -> None:
    with pytest.raises(Invalid):
        assignment.assign_ticket(**act(world, ticket, "dana", user_id=world.users[username].pk))


@pytest.mark.parametrize("username", ["rita", "carol", "ellen"])
def test_for_others_there_is_nothing_to_act_on(world: World, ticket: Ticket, username: str) -> None:
    with pytest.raises(NotFound):
        assignment.take_ticket(**act(world, ticket, username))
    with pytest.raises(NotFound):
        work.add_note(**act(world, ticket, username, body="x"))


def test_a_director_reads_and_does_not_work(world: World, ticket: Ticket) -> None:
    with pytest.raises(NotAllowed):
        assignment.take_ticket(**act(world, ticket, "miriam"))


def test_an_old_page_is_told_of_the_change(world: World, ticket: Ticket) -> None:
    version = ticket.version
    assignment.take_ticket(**act(world, ticket, "joel"))
    with pytest.raises(Conflict, match="changed_meanwhile"):
        assignment.take_ticket(**act(world, ticket, "priya", version=version))


def test_forwarding_up_says_what_was_tried_and_empties_the_assignee(world: World, ticket: Ticket) -> None:
    assignment.take_ticket(**act(world, ticket, "priya"))
    with pytest.raises(Invalid, match="required"):
        assignment.forward_up(**act(world, ticket, "priya", tried="  "))
    assignment.forward_up(**act(world, ticket, "priya", tried="Changed the drum"))
    ticket.refresh_from_db()
    assert (ticket.level.rank, ticket.assignee_id, ticket.status) == (2, None, "in_progress")
    assert Message.objects.get(ticket=ticket, kind="note").body == "Changed the drum"


def test_where_no_level_is_left_the_director_is_told(world: World, ticket: Ticket) -> None:
    for _level in range(3):
        assignment.forward_up(**act(world, ticket, "priya", tried="Changed the drum"))
    ticket.refresh_from_db()
    assert ticket.escalated_to_director_at == world.now
    assert verbs(ticket)[-1] == "ticket_escalated"


def test_down_and_across_need_no_words_but_up_does(world: World, ticket: Ticket) -> None:
    network, first = world.groups["Network"].pk, ticket.group_id
    police = world.groups["Police desk"].pk
    with pytest.raises(RuleBroken, match="already_with_group"):
        assignment.forward_to_group(**act(world, ticket, "priya", group_id=first, tried=""))
    with pytest.raises(NotFound):
        assignment.forward_to_group(**act(world, ticket, "priya", group_id=police, tried=""))
    assignment.forward_to_group(**act(world, ticket, "priya", group_id=network, tried=""))
    with pytest.raises(Invalid, match="required"):
        assignment.forward_to_group(**act(world, ticket, "priya", group_id=world.groups["Printing"].pk, tried=""))
    assert Ticket.objects.get(pk=ticket.pk).group_id == network


def test_a_reply_meets_the_first_promise_and_a_note_does_not(world: World, ticket: Ticket) -> None:
    work.add_note(**act(world, ticket, "priya", body="Drum"))
    assert clock(ticket, "first_reply").met_at is None
    message = work.reply_to_requester(**act(world, ticket, "priya", body="I am on it"))
    assert clock(ticket, "first_reply").met_at == world.now
    assert (message.delivery, message.is_public) == ("no_channel", True)
    assert Ticket.objects.get(pk=ticket.pk).status == "in_progress"


def test_waiting_pauses_the_clock_and_going_on_moves_the_promise(world: World, ticket: Ticket) -> None:
    due_at = clock(ticket, "solve").due_at
    until = world.now + timedelta(days=1)
    work.wait_on(**act(world, ticket, "priya", waiting_on="vendor", reason="Quote", until=until))
    assert clock(ticket, "solve").running_since_at is None
    later = world.now + timedelta(minutes=30)
    work.resume_work(actor=world.actor("priya"), ticket_id=ticket.pk, now=later)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.waiting_on, ticket.waiting_until_at) == ("in_progress", "", None)
    moved = clock(ticket, "solve").due_at
    assert moved is not None
    assert due_at is not None
    assert moved - due_at == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("waiting_on", "reason", "days", "code"),
    [
        ("godot", "x", 1, "unknown_choice"),
        ("", "x", 1, "unknown_choice"),
        ("vendor", " ", 1, "required"),
        ("vendor", "x" * 201, 1, "too_long"),
        ("vendor", "x", -1, "in_the_past"),
        ("vendor", "x", 400, "too_far_ahead"),
    ],
)
def test_waiting_needs_whom_why_and_a_date(
    world: World, ticket: Ticket, waiting_on: str, reason: str, days: int, code: str
) -> None:
    until = world.now + timedelta(days=days)
    with pytest.raises(Invalid, match=code):
        work.wait_on(**act(world, ticket, "priya", waiting_on=waiting_on, reason=reason, until=until))


def test_nothing_that_does_not_wait_goes_on(world: World, ticket: Ticket) -> None:
    with pytest.raises(RuleBroken, match="not_waiting"):
        work.resume_work(**act(world, ticket, "priya"))


def test_another_severity_needs_a_reason_and_takes_its_promise(world: World, ticket: Ticket) -> None:
    with pytest.raises(Invalid, match="required"):
        work.change_severity(**act(world, ticket, "priya", severity="critical", reason=""))
    with pytest.raises(Invalid, match="unknown_choice"):
        work.change_severity(**act(world, ticket, "priya", severity="worst", reason="x"))
    work.change_severity(**act(world, ticket, "priya", severity="critical", reason="Report cards today"))
    ticket.refresh_from_db()
    assert (ticket.severity, ticket.severity_rank, ticket.severity_reason) == ("critical", 3, "Report cards today")
    assert clock(ticket, "first_reply").target_minutes == 15


def test_resolving_meets_all_promises_and_keeps_how(world: World, ticket: Ticket) -> None:
    resolved(world, ticket)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.minutes_worked, ticket.due_at) == ("resolved", 7, None)
    assert ticket.assignee == ticket.resolved_by == world.users["joel"]
    assert {row.met_at for row in ticket.clocks.all()} == {world.now}
    assert Message.objects.get(ticket=ticket, kind="resolution").body == "New driver"


@pytest.mark.parametrize("minutes", [-1, 60 * 24 * 31])
def test_minutes_are_within_reason(world: World, ticket: Ticket, minutes: int) -> None:
    code = {"resolution_code": "remotely", "note": "", "minutes": minutes}
    with pytest.raises(Invalid, match="out_of_range"):
        resolution.resolve_ticket(**act(world, ticket, "joel", **code))


def test_the_coordinator_closes_early_and_only_what_is_resolved(world: World, ticket: Ticket) -> None:
    with pytest.raises(RuleBroken, match="resolve_first"):
        resolution.close_ticket(**act(world, ticket, "dana"))
    resolved(world, ticket)
    with pytest.raises(NotAllowed):
        resolution.close_ticket(**act(world, ticket, "joel"))
    resolution.close_ticket(**act(world, ticket, "dana"))
    assert Ticket.objects.get(pk=ticket.pk).closed_at == world.now
    with pytest.raises(RuleBroken, match="already_closed"):
        resolution.close_ticket(**act(world, ticket, "dana"))


def test_reopening_counts_and_the_promise_to_solve_runs_on(world: World, ticket: Ticket) -> None:
    resolved(world, ticket)
    with pytest.raises(Invalid, match="required"):
        resolution.reopen_ticket(**act(world, ticket, "priya", reason=""))
    resolution.reopen_ticket(**act(world, ticket, "priya", reason="Same again"))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopened_count, ticket.resolution_code) == ("in_progress", 1, None)
    assert clock(ticket, "solve").running_since_at == world.now
    assert clock(ticket, "first_reply").met_at is not None


def test_a_void_ticket_owes_nothing_and_takes_no_act(world: World, ticket: Ticket) -> None:
    with pytest.raises(NotAllowed):
        resolution.void_ticket(**act(world, ticket, "joel", reason="Test"))
    resolution.void_ticket(**act(world, ticket, "dana", reason="Test"))
    assert all(row.stopped_at == world.now for row in ticket.clocks.all())
    with pytest.raises(RuleBroken, match="ticket_is_void"):
        work.add_note(**act(world, ticket, "joel", body="x"))


@pytest.mark.parametrize(("method", "verified"), [("callback", True), ("in_person", False)])
def test_the_check_of_who_is_calling_is_kept(world: World, ticket: Ticket, method: str, verified: bool) -> None:
    work.check_identity(**act(world, ticket, "priya", method=method, verified=verified))
    ticket.refresh_from_db()
    assert (ticket.identity_method, ticket.identity_verified) == (method, verified)
    assert verbs(ticket) == ["identity_checked"]
    with pytest.raises(Invalid):
        work.check_identity(**act(world, ticket, "priya", method="by_voice", verified=True))


def test_every_change_raises_the_version_by_which_pages_notice(world: World, ticket: Ticket) -> None:
    versions = [ticket.version]

    def note(now: datetime) -> None:
        work.add_note(actor=world.actor("joel"), ticket_id=ticket.pk, body="x", now=now)
        versions.append(Ticket.objects.get(pk=ticket.pk).version)

    note(world.now)
    note(world.now)
    assert versions == sorted(set(versions))
