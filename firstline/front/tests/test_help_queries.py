"""The requester's page costs the same few queries with one request and with many."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.intake import Call, Problem, log_and_queue
from tests.world import World

pytestmark = pytest.mark.django_db


def ask(world: World, count: int) -> None:
    """Log calls of Carol's and let Marcus take them."""
    for n in range(count):
        call = Call(
            key=uuid4(),
            desk_id=world.district.pk,
            started_at=world.now - timedelta(minutes=2),
            person_id=world.carol.pk,
        )
        problem = Problem(f"Problem {n}", world.natures["classxp"].pk)
        logged = log_and_queue(actor=world.actor("dana"), call=call, problem=problem, now=world.now)
        take_ticket(actor=world.actor("marcus"), ticket_id=logged.ticket.pk, now=world.now)


def test_many_requests_cost_no_more_queries_than_one(world: World, client: Client) -> None:
    client.force_login(world.users["carol"])
    ask(world, 1)
    client.get("/help/")
    with CaptureQueriesContext(connection) as few:
        client.get("/help/")
    ask(world, 5)
    with CaptureQueriesContext(connection) as many:
        assert client.get("/help/").content.decode().count("Problem ") >= 6
    assert len(many) == len(few)
