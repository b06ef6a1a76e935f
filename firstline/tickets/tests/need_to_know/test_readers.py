"""Who reads a need-to-know ticket: who may say so, who is always among them, how it is taken back, who loses sight."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from firstline.kernel.actor import SYSTEM
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.ledger.models import Entry
from firstline.notify.models import Notice
from firstline.notify.policies import visible_to as notices_visible_to
from firstline.tickets.models import Ticket
from firstline.tickets.policies import own_requests, visible_to
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.merging import count_tickets
from firstline.tickets.services.need_to_know.readers import open_to_desk, restrict_ticket
from firstline.tickets.services.queue.bulk import assign_many
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return Carol's ticket in Joel's hands."""
    made = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    return assignment.take_ticket(actor=world.actor("joel"), ticket_id=made.pk, now=world.now)


def restrict(world: World, ticket: Ticket, by: str = "dana", *also: str, **more: Any) -> Ticket:
    """Make the ticket need to know."""
    reader_ids = {world.users[name].pk for name in also}
    values = {"reason": "A complaint about a colleague", "reader_ids": reader_ids, "now": world.now} | more
    return restrict_ticket(actor=world.actor(by), ticket_id=ticket.pk, **values)


def readers(world: World, ticket: Ticket) -> set[str]:
    """Return who of the district's staff sees the ticket."""
    staff = ("dana", "joel", "marcus", "priya", "luis", "miriam", "rita", "ellen")
    return {name for name in staff if visible_to(world.actor(name)).filter(pk=ticket.pk).exists()}


def last(ticket: Ticket) -> Entry:
    """Return the ticket's newest fact."""
    return Entry.objects.filter(subject_type="ticket", subject_id=ticket.pk).order_by("-id")[0]


def test_the_marker_the_assignee_and_the_director_read_it_in_any_case(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    assert readers(world, ticket) == {"dana", "joel", "miriam"}
    ids = sorted(world.users[name].pk for name in ("dana", "joel"))
    assert (last(ticket).verb, last(ticket).data) == ("tickets.ticket_restricted", {"reader_ids": ids})
    assert "colleague" not in str(last(ticket).data)


def test_the_system_and_the_requester_see_it_as_before(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    assert visible_to(SYSTEM).filter(pk=ticket.pk).exists()
    assert own_requests(world.actor("carol")).filter(pk=ticket.pk).exists()


def test_readers_are_chosen_and_changed(world: World, ticket: Ticket) -> None:
    restrict(world, ticket, "joel", "priya")
    assert readers(world, ticket) == {"joel", "priya", "miriam"}
    restrict(world, ticket, "joel", "luis")
    assert readers(world, ticket) == {"joel", "luis", "miriam"}
    ids = {name: world.users[name].pk for name in ("luis", "priya")}
    assert last(ticket).data == {"added_ids": [ids["luis"]], "removed_ids": [ids["priya"]]}


def test_saying_the_same_again_changes_nothing(world: World, ticket: Ticket) -> None:
    version, entry = restrict(world, ticket).version, last(ticket).pk
    assert restrict(world, ticket).version == version
    assert last(ticket).pk == entry


def test_another_reason_is_a_change_without_names(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    changed = restrict(world, ticket, reason="A personnel matter")
    assert changed.need_to_know_reason == "A personnel matter"
    assert last(ticket).data == {"added_ids": [], "removed_ids": []}


def test_the_desk_reads_it_again(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    open_to_desk(actor=world.actor("miriam"), ticket_id=ticket.pk, now=world.now)
    assert readers(world, ticket) == {"dana", "joel", "marcus", "priya", "luis", "miriam"}
    assert last(ticket).verb == "tickets.ticket_opened_to_desk"
    before = last(ticket).pk
    open_to_desk(actor=world.actor("miriam"), ticket_id=ticket.pk, now=world.now)
    assert last(ticket).pk == before


@pytest.mark.parametrize(("by", "error"), [("priya", NotAllowed), ("rita", NotFound), ("ellen", NotFound)])
def test_who_neither_coordinates_nor_has_it_may_not(world: World, ticket: Ticket, by: str, error: Any) -> None:
    with pytest.raises(error):
        restrict(world, ticket, by)


def test_a_reader_who_does_not_work_it_may_not_change_who_reads_it(world: World, ticket: Ticket) -> None:
    restrict(world, ticket, "dana", "priya")
    with pytest.raises(NotAllowed):
        open_to_desk(actor=world.actor("priya"), ticket_id=ticket.pk, now=world.now)


def test_a_coordinator_who_does_not_read_it_cannot_let_themselves_in(world: World, ticket: Ticket) -> None:
    restrict(world, ticket, "joel")
    with pytest.raises(NotFound):
        open_to_desk(actor=world.actor("dana"), ticket_id=ticket.pk, now=world.now)


@pytest.mark.parametrize(
    ("more", "error"),
    [({"reason": " "}, Invalid), ({"reader_ids": {999_999}}, Invalid), ({"version": 1}, Conflict)],
)
def test_what_is_refused(world: World, ticket: Ticket, more: dict[str, Any], error: Any) -> None:
    with pytest.raises(error):
        restrict(world, ticket, **more)


def test_staff_of_another_desk_cannot_be_chosen(world: World, ticket: Ticket) -> None:
    with pytest.raises(Invalid):
        restrict(world, ticket, "dana", "rita")


def test_whoever_gets_it_reads_it_and_that_is_said(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    user_id = world.users["priya"].pk
    assignment.assign_ticket(actor=world.actor("joel"), ticket_id=ticket.pk, user_id=user_id, now=world.now)
    assert readers(world, ticket) == {"dana", "joel", "priya", "miriam"}
    assert last(ticket).data == {"added_ids": [user_id], "removed_ids": []}


def test_forwarding_lets_nobody_else_read_it(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    assignment.forward_up(actor=world.actor("joel"), ticket_id=ticket.pk, tried="Talked", now=world.now)
    assert readers(world, ticket) == {"dana", "joel", "miriam"}


def test_a_director_who_also_works_calls_reads_on_after_resolving(world: World, ticket: Ticket) -> None:
    restrict(world, ticket, "joel")
    assignment.forward_up(actor=world.actor("joel"), ticket_id=ticket.pk, tried="Talked", now=world.now)
    world.users["miriam"].grants.create(desk=world.district, role="coordinator")
    resolution.resolve_ticket(
        actor=world.actor("miriam"), ticket_id=ticket.pk, resolution_code="by_advice", note="", minutes=3, now=world.now
    )
    ticket.refresh_from_db()
    assert ticket.assignee_id in (ticket.reader_ids or ())


def test_the_database_keeps_whoever_has_it_among_the_readers(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    rows = Ticket.objects.filter(pk=ticket.pk)
    for wrong in ({"assignee": world.users["priya"]}, {"need_to_know_reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


@pytest.mark.parametrize("by", ["dana", "joel", "miriam"])
def test_it_is_undone_as_other_acts(world: World, ticket: Ticket, by: str) -> None:
    actor = world.actor(by)
    memory = act_undoably(actor=actor, ticket_id=ticket.pk, act=lambda _at: restrict(world, ticket, by), now=world.now)
    assert "priya" not in readers(world, ticket)
    assert memory is not None
    undo_act(actor=actor, memory=memory.data(), now=world.now + timedelta(seconds=5))
    assert "priya" in readers(world, ticket)
    ticket.refresh_from_db()
    assert ticket.need_to_know_reason == ""


def test_undoing_the_assignment_takes_the_new_reader_out_again(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    joel, user_id = world.actor("joel"), world.users["priya"].pk
    memory = act_undoably(
        actor=joel,
        ticket_id=ticket.pk,
        act=lambda now: assignment.assign_ticket(actor=joel, ticket_id=ticket.pk, user_id=user_id, now=now),
        now=world.now,
    )
    assert memory is not None
    undo_act(actor=joel, memory=memory.data(), now=world.now)
    assert readers(world, ticket) == {"dana", "joel", "miriam"}
    assert last(ticket).data["undone_verb"] == "tickets.ticket_assigned"


def test_many_at_once_let_nobody_in(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    dana = world.actor("dana")
    for name, refused in (("priya", {"not_a_reader": 1}), ("dana", {})):
        user_id = world.users[name].pk
        outcome = assign_many(actor=dana, ticket_ids=[ticket.pk], user_id=user_id, now=world.now)
        assert dict(outcome.refused) == refused
    assert readers(world, ticket) == {"dana", "joel", "miriam"}


def test_others_cannot_act_on_it(world: World, ticket: Ticket) -> None:
    restrict(world, ticket)
    with pytest.raises(NotFound):
        work.add_note(actor=world.actor("priya"), ticket_id=ticket.pk, body="Hello", now=world.now)


def test_notices_about_it_are_gone_for_who_may_not_read_it(world: World, ticket: Ticket) -> None:
    for kind, params in (("tickets.assigned_to_you", {"number": ticket.number, "by": "Dana"}), ("other", {})):
        Notice.objects.create(
            user=world.users["priya"], desk=world.district, kind=kind, params=params, link="/", created_at=world.now
        )
    restrict(world, ticket)
    priya = world.actor("priya")
    assert list(notices_visible_to(priya).values_list("kind", flat=True)) == ["other"]
    open_to_desk(actor=world.actor("dana"), ticket_id=ticket.pk, now=world.now)
    assert notices_visible_to(priya).count() == 2


def test_merging_persons_counts_only_what_one_sees(world: World, ticket: Ticket) -> None:
    person_id = ticket.requester_id or 0
    restrict(world, ticket, "joel")
    assert count_tickets(actor=world.actor("joel"), person_id=person_id) == 1
    assert count_tickets(actor=world.actor("dana"), person_id=person_id) == 0
