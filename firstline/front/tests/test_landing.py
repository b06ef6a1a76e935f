"""Where each role lands."""

import pytest

from firstline.front.rules.landing import landing_page
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Role


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        ({Role.COORDINATOR}, "tickets:console"),
        ({Role.SPECIALIST}, "tickets:open_call_log"),
        ({Role.TECHNICIAN}, "tickets:open_call_log"),
        ({Role.DIRECTOR}, "tickets:queue"),
        ({Role.DIRECTOR, Role.SPECIALIST}, "tickets:open_call_log"),
        ({Role.SPECIALIST, Role.COORDINATOR}, "tickets:console"),
    ],
)
def test_staff_land_where_their_work_is(roles: set[Role], page: str) -> None:
    assert landing_page(Actor(name="Grace", user_id=1, roles={1: frozenset(roles)})) == page


def test_administrators_land_at_the_settings_and_all_others_at_their_requests() -> None:
    assert landing_page(Actor(name="Ellen", user_id=1, is_administrator=True)) == "settings:index"
    assert landing_page(Actor(name="Carol", user_id=2)) == "front:help"
