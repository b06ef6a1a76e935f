"""Picking another severity than the reasons give is a right of its own: the table of roles decides who has it."""

import pytest

from firstline.kernel import permissions
from firstline.kernel.errors import NotAllowed
from firstline.kernel.permissions import ROLE_PERMISSIONS, Permission
from firstline.tickets.models import Ticket
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.work import change_severity
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody_overrides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the right from every role."""
    for role, held in ROLE_PERMISSIONS.items():
        monkeypatch.setitem(permissions.ROLE_PERMISSIONS, role, held - {Permission.SEVERITY_OVERRIDE})


def test_another_severity_on_the_call_needs_the_right(world: World, nobody_overrides: None) -> None:
    problem = a_problem(world, severity="critical", severity_reason="The mayor is waiting.")
    with pytest.raises(NotAllowed):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=problem, now=world.now)
    assert not Ticket.objects.exists()


def test_the_suggested_severity_needs_no_right(world: World, nobody_overrides: None) -> None:
    dana = world.actor("dana")
    first = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now)
    again = a_problem(world, severity=first.ticket.severity)
    second = log_and_queue(actor=dana, call=a_call(world), problem=again, now=world.now)
    assert second.ticket.severity == first.ticket.severity


def test_another_severity_later_needs_the_right(world: World, nobody_overrides: None) -> None:
    dana = world.actor("dana")
    ticket = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now).ticket
    with pytest.raises(NotAllowed):
        change_severity(actor=dana, ticket_id=ticket.pk, severity="critical", reason="It grew.", now=world.now)
