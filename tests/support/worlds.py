"""The fixtures ``world`` and ``seeded``: the small Harbor Point, bare or with objects."""

import pytest

from firstline.tickets.models import Ticket
from tests.architecture.matrix.seed import Seed, kept_seed, seed
from tests.world import World, small_world


@pytest.fixture
def world(db: None) -> World:
    """Return the small world on Tuesday 15 September 2026, 9:42; with ``seeded`` its objects stand in it, too."""
    return small_world()


@pytest.fixture
def seeded(world: World) -> Seed:
    """Return the objects of both desks; they stand in a database of their own, but for tests that commit."""
    return kept_seed(world) if Ticket.objects.exists() else seed(world)
