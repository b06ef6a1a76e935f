"""A submit that comes twice at the same moment, also before the draft was ever saved, makes one ticket."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from firstline.contacts.models import Contact
from firstline.tickets.models import Ticket
from firstline.tickets.services.intake import log_and_resolve
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import small_world

TIMES = 6


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
