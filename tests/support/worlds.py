"""The fixture ``world``: the small Harbor Point, made for the test and gone with it."""

import pytest

from tests.world import World, small_world


@pytest.fixture
def world(db: None) -> World:
    """Return the small world on Tuesday 15 September 2026, 9:42."""
    return small_world()
