"""A specialist's own order: pins hold against the suggestion, others move aside, nobody else's order is touched."""

from datetime import timedelta
from uuid import uuid4

import pytest

from firstline.kernel.errors import NotAllowed, NotFound
from firstline.ledger.models import Entry
from firstline.tickets.models import OrderPin, Ticket
from firstline.tickets.selectors.call_log import call_log
from firstline.tickets.services.assignment import assign_ticket
from firstline.tickets.services.intake import Call, Problem, log_and_assign
from firstline.tickets.services.order import back_to_suggested, pin_ticket, unpin_ticket
from firstline.tickets.services.work import wait_on
from tests.world import World

pytestmark = pytest.mark.django_db


def tickets_with_marcus(world: World, count: int = 4) -> list[Ticket]:
    """Return open tickets of Marcus in their suggested order."""
    for minutes in range(count):
        call = Call(uuid4(), world.district.pk, world.now - timedelta(minutes=9 - minutes), world.carol.pk)
        problem = Problem(f"Attendance is empty {minutes}", world.natures["classxp"].pk)
        marcus = world.users["marcus"].pk
        log_and_assign(actor=world.actor("dana"), call=call, problem=problem, user_id=marcus, now=world.now)
    return shown(world)


def shown(world: World) -> list[Ticket]:
    """Return the tickets in Marcus's order."""
    marcus = world.actor("marcus")
    return [row.ticket for row in call_log(marcus, marcus.account_id, world.now).rows]


def move(world: World, ticket: Ticket, position: int) -> None:
    """Let Marcus put a ticket at a place."""
    pin_ticket(actor=world.actor("marcus"), ticket_id=ticket.pk, position=position, now=world.now)


def test_a_ticket_stands_where_the_person_put_it(world: World) -> None:
    a, b, c, d = tickets_with_marcus(world)
    move(world, d, 0)
    assert shown(world) == [d, a, b, c]
    move(world, a, 3)
    assert shown(world) == [d, b, c, a]


def test_what_was_placed_before_moves_aside(world: World) -> None:
    a, b, c, d = tickets_with_marcus(world)
    move(world, a, 0)
    move(world, d, 0)
    assert shown(world) == [d, a, b, c]
    move(world, d, 1)
    assert shown(world) == [a, d, b, c]
    move(world, a, 2)
    assert shown(world) == [d, b, a, c]


@pytest.mark.parametrize("position", [4, 99, 10**17])
def test_a_place_beyond_the_end_is_the_end(world: World, position: int) -> None:
    a, b, c, d = tickets_with_marcus(world)
    move(world, a, position)
    assert shown(world) == [b, c, d, a]


def test_a_pin_holds_when_a_new_call_comes_in(world: World) -> None:
    before = tickets_with_marcus(world)
    move(world, before[-1], 0)
    new = next(ticket for ticket in tickets_with_marcus(world, 1) if ticket not in before)
    assert shown(world)[0] == before[-1]
    assert new in shown(world)


def test_unpinning_gives_the_ticket_back_to_the_suggestion(world: World) -> None:
    order = tickets_with_marcus(world)
    move(world, order[3], 0)
    unpin_ticket(actor=world.actor("marcus"), ticket_id=order[3].pk, now=world.now)
    assert shown(world) == order


def test_back_to_suggested_forgets_all_pins_and_says_how_many(world: World) -> None:
    order = tickets_with_marcus(world)
    move(world, order[3], 0)
    move(world, order[2], 1)
    assert back_to_suggested(actor=world.actor("marcus"), now=world.now) == 2
    assert shown(world) == order
    assert back_to_suggested(actor=world.actor("marcus"), now=world.now) == 0


def test_a_pin_goes_with_the_assignment(world: World) -> None:
    order = tickets_with_marcus(world)
    move(world, order[3], 0)
    bao = world.users["bao"].pk
    assign_ticket(actor=world.actor("dana"), ticket_id=order[3].pk, user_id=bao, now=world.now)
    assert not OrderPin.objects.exists()


def test_what_waits_keeps_its_pin_and_takes_no_place(world: World) -> None:
    a, b, c, d = tickets_with_marcus(world)
    move(world, d, 0)
    until = world.now + timedelta(days=1)
    marcus = world.actor("marcus")
    wait_on(
        actor=marcus, ticket_id=d.pk, waiting_on="requester", reason="Asked for a class", until=until, now=world.now
    )
    assert shown(world) == [a, b, c, d]
    move(world, c, 0)
    assert shown(world) == [c, a, b, d]
    assert OrderPin.objects.get(ticket=d).position == 0


def test_the_coordinator_may_order_others_and_it_is_recorded_who_did(world: World) -> None:
    order = tickets_with_marcus(world)
    dana, marcus = world.actor("dana"), world.users["marcus"].pk
    pin_ticket(actor=dana, ticket_id=order[3].pk, position=0, user_id=marcus, now=world.now)
    assert shown(world)[0] == order[3]
    entry = Entry.objects.get(verb="tickets.order_changed")
    assert (entry.actor_id, entry.subject_id) == (dana.user_id, order[3].pk)
    unpin_ticket(actor=dana, ticket_id=order[3].pk, user_id=marcus, now=world.now)
    assert shown(world) == order


@pytest.mark.parametrize(
    ("who", "error"),
    [("bao", NotAllowed), ("luis", NotAllowed), ("miriam", NotAllowed), ("rita", NotFound), ("carol", NotFound)],
)
def test_nobody_else_touches_the_order(world: World, who: str, error: type[Exception]) -> None:
    order = tickets_with_marcus(world)
    marcus = world.users["marcus"].pk
    for act in (lambda **more: pin_ticket(position=0, **more), unpin_ticket):
        with pytest.raises(error):
            act(actor=world.actor(who), ticket_id=order[3].pk, user_id=marcus, now=world.now)
    with pytest.raises(NotFound):
        pin_ticket(actor=world.actor(who), ticket_id=order[3].pk, position=0, now=world.now)
    assert shown(world) == order


def test_a_ticket_that_is_not_in_the_log_cannot_be_placed(world: World) -> None:
    order = tickets_with_marcus(world)
    with pytest.raises(NotFound):
        pin_ticket(actor=world.actor("bao"), ticket_id=order[0].pk, position=0, now=world.now)
    with pytest.raises(NotFound):
        pin_ticket(actor=world.actor("marcus"), ticket_id=999_999, position=0, now=world.now)
