"""Two people, or two submits, at the same moment: one is first, the other is told, nothing is half done."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from firstline.contacts.models import Contact
from firstline.kernel.errors import FirstlineError
from firstline.ledger.models import Entry
from firstline.tickets.models import Message, Ticket
from firstline.tickets.services import assignment
from firstline.tickets.services.intake import log_and_queue, log_and_resolve
from firstline.tickets.services.resolution import resolve_ticket
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World, small_world

TIMES = 6


def together(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts at the same moment; return the codes of those that were refused."""
    ready, refused = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            act()
        except FirstlineError as error:
            refused.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def a_ticket(world: World) -> Ticket:
    """Return a ticket in the queue."""
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


@pytest.mark.django_db(transaction=True)
def test_two_who_resolve_at_once_are_one_resolution_and_one_refusal() -> None:
    world = small_world()
    ticket = a_ticket(world)

    def resolve(username: str) -> Callable[[], Any]:
        actor = world.actor(username)
        return lambda: resolve_ticket(
            actor=actor,
            ticket_id=ticket.pk,
            resolution_code="remotely",
            note=f"By {username}",
            minutes=5,
            now=world.now,
        )

    assert together(resolve("joel"), resolve("priya")) == ["already_resolved"]
    assert Message.objects.filter(ticket=ticket, kind="resolution").count() == 1
    assert Entry.objects.filter(verb="tickets.ticket_resolved", subject_id=ticket.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_with_the_same_page_open_are_one_owner_and_one_conflict() -> None:
    world = small_world()
    ticket = a_ticket(world)

    def take(username: str) -> Callable[[], Any]:
        actor = world.actor(username)
        return lambda: assignment.take_ticket(actor=actor, ticket_id=ticket.pk, version=ticket.version, now=world.now)

    assert together(take("joel"), take("priya")) == ["changed_meanwhile"]
    assert Entry.objects.filter(verb="tickets.ticket_assigned", subject_id=ticket.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_submit_makes_one_ticket_and_both_get_it() -> None:
    world = small_world()
    actor, call, problem = world.actor("dana"), a_call(world), a_problem(world)

    def submit(_number: int) -> tuple[str, bool]:
        try:
            logged = log_and_resolve(actor=actor, call=call, problem=problem, minutes=None, now=world.now)
            return logged.ticket.number, logged.is_repeat
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(submit, range(TIMES)))
    assert (Ticket.objects.count(), Contact.objects.count()) == (1, 1)
    assert {number for number, _ in answers} == {Ticket.objects.get().number}
    assert sorted(is_repeat for _, is_repeat in answers) == [False] + [True] * (TIMES - 1)
