"""Who has the ticket is told inside the product that the requester wrote."""

import pytest

from firstline.ledger.services import record
from firstline.notify.models import Notice
from firstline.tickets.events import RequesterAnswered
from firstline.tickets.handlers import tell_of_answer
from firstline.tickets.models import Ticket
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World


@pytest.mark.django_db
def test_who_has_it_is_told(world: World) -> None:
    made = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket
    ticket = take_ticket(actor=world.actor("priya"), ticket_id=made.pk, now=world.now)
    fact = RequesterAnswered(desk_id=ticket.desk_id, subject_id=ticket.pk, message_id=ticket.messages.latest("pk").pk)
    entry = record(fact, actor=world.actor("carol"), at=world.now)
    tell_of_answer(entry=entry, now=world.now)
    assert Notice.objects.get(kind="tickets.requester_answered").user_id == ticket.assignee_id
    Ticket.objects.update(assignee=None)
    tell_of_answer(entry=entry, now=world.now)
    assert Notice.objects.filter(kind="tickets.requester_answered").count() == 1
