"""Promised times counted anew at the command line."""

import pytest

from firstline.cli.clocks import recompute
from firstline.cli.trouble import Trouble
from firstline.tickets.tests.promised.test_recompute import YESTERDAY, a_ticket, close_on, facts
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_command_counts_a_whole_desk_and_says_how_many(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = a_ticket(world)
    close_on(world, YESTERDAY)
    recompute(desk_code="district", now=world.now)
    assert "1 open tickets, the clocks of 1 are counted anew." in capsys.readouterr().out
    assert facts() == [(ticket.pk, ["first_reply", "solve"])]


def test_an_unknown_desk_is_told_with_those_that_there_are(world: World) -> None:
    with pytest.raises(Trouble, match=r"no desk central\. Desks: district"):
        recompute(desk_code="central", now=world.now)
