"""Taking one's last act back: everything as before, a new fact, and refused in words when somebody acted since."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from firstline.kernel.errors import NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import ComposerDraft, Message, OrderPin, Ticket, TicketClock
from firstline.tickets.services import assignment, order, resolution, undo, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.undo import FIELDS, act_undoably, undo_act
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db
Act = Callable[[World, Ticket, datetime], Any]


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return a ticket in Joel's hands, second in his own order."""
    made = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=made.pk, now=world.now)
    order.pin_ticket(actor=world.actor("joel"), ticket_id=made.pk, position=1, now=world.now)
    return made


def state(ticket: Ticket) -> tuple[Any, ...]:
    """Return all that an act may change."""
    fresh = Ticket.objects.get(pk=ticket.pk)
    clocks = TicketClock.objects.filter(ticket=ticket).order_by("kind")
    pins = OrderPin.objects.filter(ticket=ticket).values_list("user_id", "position")
    return tuple(getattr(fresh, name) for name in FIELDS), list(clocks.values()), list(pins)


def take(world: World, ticket: Ticket, now: datetime) -> Any:
    return assignment.take_ticket(actor=world.actor("priya"), ticket_id=ticket.pk, now=now)


def give_up(world: World, ticket: Ticket, now: datetime) -> Any:
    return assignment.forward_up(actor=world.actor("priya"), ticket_id=ticket.pk, tried="Cleared it", now=now)


def wait(world: World, ticket: Ticket, now: datetime) -> Any:
    until = now + timedelta(days=1)
    actor = world.actor("priya")
    return work.wait_on(actor=actor, ticket_id=ticket.pk, waiting_on="parts", reason="Drum", until=until, now=now)


def resolve(world: World, ticket: Ticket, now: datetime) -> Any:
    actor = world.actor("priya")
    return resolution.resolve_ticket(
        actor=actor, ticket_id=ticket.pk, resolution_code="remotely", note="New driver", minutes=9, now=now
    )


def severity(world: World, ticket: Ticket, now: datetime) -> Any:
    actor = world.actor("priya")
    return work.change_severity(actor=actor, ticket_id=ticket.pk, severity="critical", reason="All of it", now=now)


def done(world: World, ticket: Ticket, act: Act, now: datetime) -> dict[str, Any]:
    """Do it as Priya (coordinating, where it takes that), and return what the page keeps."""
    actor = world.actor("priya")
    memory = act_undoably(actor=actor, ticket_id=ticket.pk, act=lambda at: act(world, ticket, at), now=now)
    assert memory is not None
    return memory.data()


@pytest.mark.parametrize("act", [take, give_up, wait, resolve, severity], ids=lambda act: act.__name__)
def test_undo_puts_everything_back_and_is_a_fact(world: World, ticket: Ticket, act: Act) -> None:
    before, later = state(ticket), world.now + timedelta(minutes=7)
    memory = done(world, ticket, act, later)
    assert state(ticket) != before
    undo_act(actor=world.actor("priya"), memory=memory, now=later + timedelta(seconds=8))
    assert state(ticket) == before
    fact = Entry.objects.order_by("-id")[0]
    assert fact.verb == "tickets.act_undone"
    assert fact.data["undone_entry_id"] == memory["entry_id"]


def close(world: World, ticket: Ticket, now: datetime) -> Any:
    return resolution.close_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, now=now)


def reopen(world: World, ticket: Ticket, now: datetime) -> Any:
    actor = world.actor("dana")
    return resolution.reopen_ticket(actor=actor, ticket_id=ticket.pk, reason="It is back", now=now)


def void(world: World, ticket: Ticket, now: datetime) -> Any:
    return resolution.void_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, reason="A test", now=now)


@pytest.mark.parametrize(
    ("first", "act"),
    [((), void), ((wait,), void), ((resolve,), close), ((resolve,), reopen), ((resolve, close), reopen),
     ((resolve, close), void)],
    ids=["void", "void a waiting one", "close", "reopen", "reopen a closed one", "void a closed one"],
)  # fmt: skip
def test_the_end_of_a_ticket_and_its_reopening_are_taken_back(
    world: World, ticket: Ticket, first: tuple[Act, ...], act: Act
) -> None:
    for step in first:
        step(world, ticket, world.now)
    before, later, dana = state(ticket), world.now + timedelta(minutes=7), world.actor("dana")
    memory = act_undoably(actor=dana, ticket_id=ticket.pk, act=lambda at: act(world, ticket, at), now=later)
    assert memory is not None
    assert state(ticket) != before
    undo_act(actor=dana, memory=memory.data(), now=later + timedelta(seconds=8))
    assert state(ticket) == before
    fact = Entry.objects.order_by("-id")[0]
    assert (fact.verb, fact.data["undone_entry_id"]) == ("tickets.act_undone", memory.entry_id)


def test_who_works_at_the_desk_does_not_undo_what_only_a_coordinator_did(world: World, ticket: Ticket) -> None:
    resolve(world, ticket, world.now)
    dana = world.actor("dana")
    memory = act_undoably(actor=dana, ticket_id=ticket.pk, act=lambda at: close(world, ticket, at), now=world.now)
    assert memory is not None
    with pytest.raises(NotFound):
        undo_act(actor=world.actor("priya"), memory=memory.data(), now=world.now)
    assert Ticket.objects.get(pk=ticket.pk).status == "closed"


def test_the_reason_of_an_undone_reopening_stays_as_a_note(world: World, ticket: Ticket) -> None:
    resolve(world, ticket, world.now)
    dana = world.actor("dana")
    memory = act_undoably(actor=dana, ticket_id=ticket.pk, act=lambda at: reopen(world, ticket, at), now=world.now)
    assert memory is not None
    undo_act(actor=dana, memory=memory.data(), now=world.now)
    assert Message.objects.get(ticket=ticket, kind="note").body == "It is back"


def test_the_words_of_an_undone_resolution_are_a_draft_again(world: World, ticket: Ticket) -> None:
    memory = done(world, ticket, resolve, world.now)
    undo_act(actor=world.actor("priya"), memory=memory, now=world.now)
    assert not Message.objects.filter(ticket=ticket, kind="resolution").exists()
    assert ComposerDraft.objects.get(ticket=ticket, kind="resolve").body == "New driver"


def test_undo_is_refused_when_somebody_acted_since(world: World, ticket: Ticket) -> None:
    memory = done(world, ticket, wait, world.now)
    work.add_note(actor=world.actor("joel"), ticket_id=ticket.pk, body="Drum has come", now=world.now)
    with pytest.raises(RuleBroken, match="acted_since"):
        undo_act(actor=world.actor("priya"), memory=memory, now=world.now)
    assert Ticket.objects.get(pk=ticket.pk).status == "waiting"


def test_undo_is_refused_after_a_minute(world: World, ticket: Ticket) -> None:
    memory = done(world, ticket, wait, world.now)
    with pytest.raises(RuleBroken, match="undo_too_late"):
        undo_act(actor=world.actor("priya"), memory=memory, now=world.now + timedelta(seconds=61))


def test_nobody_undoes_what_another_did(world: World, ticket: Ticket) -> None:
    memory = done(world, ticket, wait, world.now)
    with pytest.raises(NotFound):
        undo_act(actor=world.actor("joel"), memory=memory, now=world.now)


def test_who_may_only_read_any_more_undoes_nothing(
    world: World, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = done(world, ticket, take, world.now)
    monkeypatch.setattr(undo, "can_take_back", lambda _actor, _ticket: False)
    with pytest.raises(NotAllowed):
        undo_act(actor=world.actor("priya"), memory=memory, now=world.now)


def test_undo_twice_is_refused(world: World, ticket: Ticket) -> None:
    memory = done(world, ticket, wait, world.now)
    undo_act(actor=world.actor("priya"), memory=memory, now=world.now)
    with pytest.raises(RuleBroken, match="acted_since"):
        undo_act(actor=world.actor("priya"), memory=memory, now=world.now)


def test_an_act_that_changes_nothing_offers_no_undo(world: World, ticket: Ticket) -> None:
    actor, user_id = world.actor("joel"), world.users["joel"].pk

    def again(now: datetime) -> Any:
        return assignment.assign_ticket(actor=actor, ticket_id=ticket.pk, user_id=user_id, now=now)

    with transaction.atomic():
        assert act_undoably(actor=actor, ticket_id=ticket.pk, act=again, now=world.now) is None
