"""One thing with many tickets: set by set, told in words, taken back exactly; and only by whom it may be done."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.kernel import clock
from firstline.kernel.errors import FirstlineError, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import BulkAct, Message, OrderPin, Ticket
from firstline.tickets.services import assignment, resolution
from firstline.tickets.services.queue import bulk
from firstline.tickets.services.queue.undo import undo_many
from firstline.tickets.tests.queue.test_list import browser, logged
from tests.world import World

pytestmark = pytest.mark.django_db


def several(world: World, n: int = 3, nature: str = "printing") -> list[Ticket]:
    """Return new tickets of the district."""
    return [logged(world, f"Ticket {at}", nature=nature) for at in range(n)]


def resolved(world: World, ticket: Ticket) -> None:
    """Resolve a ticket."""
    resolution.resolve_ticket(
        actor=world.actor("joel"), ticket_id=ticket.pk, resolution_code="remotely", note="", minutes=3, now=clock.now()
    )


def assign(world: World, tickets: list[Ticket], who: str = "dana", to: str = "priya") -> bulk.Outcome:
    """Give tickets to somebody."""
    ids = [ticket.pk for ticket in tickets]
    return bulk.assign_many(actor=world.actor(who), ticket_ids=ids, user_id=world.users[to].pk, now=clock.now())


def state(tickets: list[Ticket]) -> list[dict[str, object]]:
    """Return what tickets and their clocks are, without versions and moments of change."""
    rows = Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets]).order_by("id")
    left_out = {"version", "updated_at"}
    fields = [field.attname for field in Ticket._meta.concrete_fields if field.attname not in left_out]
    return [
        {name: getattr(row, name) for name in fields} | {"clocks": list(row.clocks.order_by("id").values())}
        for row in rows
    ]


def test_the_coordinator_gives_many_and_is_told_what_was_not_possible(world: World) -> None:
    tickets = several(world, 4)
    resolved(world, tickets[0])
    theirs = logged(world, "Dispatch", by="rita", nature="dispatch")
    outcome = assign(world, [*tickets, theirs])
    assert outcome.done_count == 3
    assert outcome.refused == {"gone": 1, "reopen_first": 1}
    assert Ticket.objects.filter(assignee=world.users["priya"]).count() == 3
    assert Entry.objects.filter(verb="tickets.ticket_assigned").count() == 3
    assert assign(world, tickets[1:]).refused == {"unchanged": 3}


def test_many_go_to_a_group_with_what_was_tried(world: World) -> None:
    tickets = several(world, 2)
    group_id = _other_group(world)
    ids = [ticket.pk for ticket in tickets]
    outcome = bulk.forward_many(
        actor=world.actor("dana"), ticket_ids=ids, group_id=group_id, tried="Restarted the server", now=clock.now()
    )
    assert outcome.done_count == 2
    assert Message.objects.filter(ticket__in=ids, kind="note", body="Restarted the server").count() == 2
    assert set(Ticket.objects.filter(pk__in=ids).values_list("group_id", flat=True)) == {group_id}


def test_what_goes_up_needs_what_was_tried(world: World) -> None:
    ticket = logged(world, "One")
    assignment.forward_up(actor=world.actor("joel"), ticket_id=logged(world, "Other").pk, tried="x", now=clock.now())
    up = Ticket.objects.get(title="Other").group_id
    with pytest.raises(Invalid, match="required"):
        bulk.forward_many(
            actor=world.actor("dana"), ticket_ids=[ticket.pk], group_id=up or 0, tried="", now=clock.now()
        )


Act = Callable[[World, list[int]], bulk.Outcome]
ACTS: dict[str, Act] = {
    "assign": lambda world, ids: bulk.assign_many(
        actor=world.actor("dana"), ticket_ids=ids, user_id=world.users["priya"].pk, now=clock.now()
    ),
    "nobody": lambda world, ids: bulk.assign_many(
        actor=world.actor("dana"), ticket_ids=ids, user_id=None, now=clock.now()
    ),
    "forward": lambda world, ids: bulk.forward_many(
        actor=world.actor("dana"), ticket_ids=ids, group_id=_other_group(world), tried="Asked", now=clock.now()
    ),
    "severity": lambda world, ids: bulk.set_severity_of_many(
        actor=world.actor("dana"), ticket_ids=ids, severity="critical", reason="Tests today", now=clock.now()
    ),
    "close": lambda world, ids: bulk.close_many(actor=world.actor("dana"), ticket_ids=ids, now=clock.now()),
}


def _other_group(world: World) -> int:
    """Return a group of the district that does not begin with printing."""
    first = logged(world, "Where it begins").group_id
    return next(g.pk for g in world.groups.values() if g.desk == world.district and g.pk != first)


@pytest.mark.parametrize("act", ACTS)
def test_undo_takes_back_exactly_what_was_done(world: World, act: str) -> None:
    tickets = several(world)
    for ticket in tickets:
        if act == "close":
            resolved(world, ticket)
        else:
            assignment.take_ticket(actor=world.actor("joel"), ticket_id=ticket.pk, now=clock.now())
            OrderPin.objects.create(user=world.users["joel"], ticket=ticket, position=0, pinned_at=clock.now())
    before, pins = state(tickets), OrderPin.objects.filter(ticket__in=tickets).count()
    outcome = ACTS[act](world, [ticket.pk for ticket in tickets])
    assert (outcome.done_count, outcome.refused) == (3, {})
    assert state(tickets) != before
    undone = undo_many(actor=world.actor("dana"), act_id=outcome.act.pk if outcome.act else 0, now=clock.now())
    assert (undone.done_count, undone.refused) == (3, {})
    assert state(tickets) == before
    assert OrderPin.objects.filter(ticket__in=tickets).count() == pins
    assert Entry.objects.filter(verb="tickets.act_undone").count() == 3


def test_what_somebody_worked_on_since_is_left_as_it_is(world: World) -> None:
    tickets = several(world)
    outcome = assign(world, tickets)
    assert outcome.act
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=tickets[0].pk, now=clock.now())
    undone = undo_many(actor=world.actor("dana"), act_id=outcome.act.pk, now=clock.now())
    assert (undone.done_count, undone.refused) == (2, {"acted_since": 1})
    with pytest.raises(NotFound):
        undo_many(actor=world.actor("dana"), act_id=outcome.act.pk, now=clock.now())


def test_undo_is_ones_own_and_for_a_minute(world: World) -> None:
    outcome = assign(world, several(world))
    assert outcome.act
    with pytest.raises(NotFound):
        undo_many(actor=world.actor("joel"), act_id=outcome.act.pk, now=clock.now())
    with pytest.raises(RuleBroken, match="undo_too_late"):
        undo_many(actor=world.actor("dana"), act_id=outcome.act.pk, now=clock.now() + timedelta(minutes=2))
    BulkAct.objects.update(done_at=clock.now() - timedelta(days=2))
    assign(world, several(world), to="joel")
    assert BulkAct.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "n", "error"),
    [("joel", 2, NotAllowed), ("carol", 1, NotAllowed), ("dana", 0, Invalid), ("dana", 501, RuleBroken)],
)
def test_who_may_do_how_many(world: World, who: str, n: int, error: type[FirstlineError]) -> None:
    ids = list(range(10_000, 10_000 + n))
    with pytest.raises(error):
        bulk.close_many(actor=world.actor(who), ticket_ids=ids, now=clock.now())


def test_one_ticket_is_not_many_and_goes_by_its_own_rules(world: World) -> None:
    ticket = logged(world, "One")
    assert assign(world, [ticket], who="joel", to="joel").done_count == 1
    other = logged(world, "Two")
    assert assign(world, [other], who="joel", to="priya").refused == {"not_allowed": 1}
    assert assign(world, [other], to="rita").refused == {"other_desk": 1}


def test_the_rules_of_one_ticket_hold_for_many(world: World) -> None:
    (one,) = several(world, 1)

    def severity(value: str) -> bulk.Outcome:
        told = {"severity": value, "reason": "Tests today"}
        return bulk.set_severity_of_many(actor=world.actor("dana"), ticket_ids=[one.pk], now=clock.now(), **told)

    with pytest.raises(Invalid, match="unknown_choice"):
        severity("terrible")
    assert severity("critical").done_count == 1
    assert severity("critical").refused == {"unchanged": 1}
    where = {"group_id": one.group_id or 0, "tried": ""}
    stays = bulk.forward_many(actor=world.actor("dana"), ticket_ids=[one.pk], now=clock.now(), **where)
    assert stays.refused == {"unchanged": 1}


@pytest.mark.parametrize(
    ("policy", "act"), [("can_work", "forward"), ("can_override_severity", "severity"), ("can_close", "close")]
)
def test_the_policy_is_asked_for_each_ticket(
    world: World, monkeypatch: pytest.MonkeyPatch, policy: str, act: str
) -> None:
    tickets = several(world, 2)
    monkeypatch.setattr(bulk, policy, lambda *asked: False)
    outcome = ACTS[act](world, [ticket.pk for ticket in tickets])
    assert (outcome.done_count, outcome.refused) == (0, {"not_allowed": 2})


def test_a_ticket_never_goes_to_a_group_of_another_desk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = next(group for group in world.groups.values() if group.desk == world.police)
    monkeypatch.setattr(bulk, "get_group", lambda actor, group_id: theirs)  # as somebody of both desks would get it
    ids = [ticket.pk for ticket in several(world, 2)]
    told = {"group_id": theirs.pk, "tried": "Asked"}
    outcome = bulk.forward_many(actor=world.actor("dana"), ticket_ids=ids, now=clock.now(), **told)
    assert outcome.refused == {"other_desk": 2}


def test_undo_asks_the_policy_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = assign(world, several(world, 2))
    monkeypatch.setattr("firstline.tickets.services.queue.undo.can_work", lambda actor, ticket: False)
    undone = undo_many(actor=world.actor("dana"), act_id=outcome.act.pk if outcome.act else 0, now=clock.now())
    assert (undone.done_count, undone.refused) == (0, {"not_allowed": 2})


def test_undo_of_what_somebody_took_since_changes_nothing(world: World) -> None:
    (ticket,) = several(world, 1)
    outcome = assign(world, [ticket])
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=ticket.pk, now=clock.now())
    undone = undo_many(actor=world.actor("dana"), act_id=outcome.act.pk if outcome.act else 0, now=clock.now())
    assert (undone.done_count, undone.refused) == (0, {"acted_since": 1})
    assert not Entry.objects.filter(verb="tickets.act_undone").exists()


@pytest.mark.parametrize("act", ["assign", "severity", "close"])
def test_the_number_of_statements_does_not_grow_with_the_rows(world: World, act: str) -> None:
    counts = []
    for n in (2, 9):
        tickets = several(world, n)
        if act == "close":
            for ticket in tickets:
                resolved(world, ticket)
        ACTS[act](world, [ticket.pk for ticket in several(world, 1)])
        with CaptureQueriesContext(connection) as queries:
            assert ACTS[act](world, [ticket.pk for ticket in tickets]).done_count == n
        with CaptureQueriesContext(connection) as more:
            undo_many(actor=world.actor("dana"), act_id=BulkAct.objects.latest("id").pk, now=clock.now())
        counts.append((len(queries), len(more)))
    assert counts[0] == counts[1]


def test_the_page_asks_acts_and_undoes(world: World) -> None:
    tickets = several(world, 3)
    client = browser(world, "dana")
    client.get("/tickets/?view=unassigned")
    form = client.get("/tickets/bulk/assign/?scope=view&view=unassigned").content.decode()
    assert "All 3 in this view" in form
    ids = ",".join(str(ticket.pk) for ticket in tickets)
    again = client.post("/tickets/bulk/assign/", {"ids": ids})
    assert again.status_code == 422
    done = client.post("/tickets/bulk/assign/", {"ids": ids, "assignee": world.users["priya"].pk})
    assert done["Location"] == "/tickets/?view=unassigned"
    said = client.get("/tickets/").content.decode()
    assert "3 given to Priya" in said
    act = BulkAct.objects.get()
    client.post("/tickets/bulk/undo/", {"act": act.pk})
    assert "3 taken back" in client.get("/tickets/").content.decode()
    assert not Ticket.objects.filter(assignee__isnull=False).exists()


@pytest.mark.parametrize("act", ["assign", "forward", "severity", "close"])
def test_pages_of_acts_say_what_is_wrong(world: World, act: str) -> None:
    address = f"/tickets/bulk/{act}/"
    assert browser(world, "carol").get(f"{address}?ids=1").status_code == 403
    client = browser(world, "dana")
    assert client.get(address).status_code == 422
    assert client.get(f"{address}?ids=x").status_code == 422
    assert client.post(address, {"ids": ""}).status_code == 422
    assert client.put(address).status_code == 405
    assert client.get("/tickets/bulk/undo/").status_code == 405
    assert client.post("/tickets/bulk/undo/", {"act": "77"}).status_code == 404
