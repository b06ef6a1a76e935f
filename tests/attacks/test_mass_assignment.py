"""Attack 24: extra fields in a form that would make the sender more than they are."""

import pytest
from django.core.cache import cache
from django.test import Client

from firstline.identity.models import Grant, User
from firstline.people.models import Person
from tests.world import World, small_world

pytestmark = pytest.mark.django_db
EXTRA = {
    "is_administrator": "on",
    "is_demo": "on",
    "is_active": "on",
    "must_change_password": "",
    "user": "1",
    "user_id": "1",
    "username": "ellen",
    "role": "director",
    "desk": "1",
    "guarded_by": "",
}


@pytest.fixture(autouse=True)
def world(db: None) -> World:
    cache.clear()
    return small_world()


def state() -> list[object]:
    return [list(User.objects.order_by("pk").values("pk", "username", "is_administrator", "is_demo", "is_active")),
            list(Grant.objects.order_by("pk").values()),
            list(Person.objects.order_by("pk").values("pk", "name", "guarded_by"))]  # fmt: skip


def test_the_profile_changes_what_it_shows_and_nothing_else(world: World) -> None:
    browser, before = Client(), state()
    browser.force_login(world.users["carol"])
    browser.post("/profile/", {"language": "es", "theme": "dark", **EXTRA})
    assert state() == before
    assert User.objects.get(username="carol").theme == "dark"


def test_signing_in_takes_name_and_password_alone(world: World) -> None:
    before = state()
    Client().post("/sign-in/", {"password": "wrong", **EXTRA})
    assert state() == before


def test_a_specialist_cannot_grant_by_asking_directly(world: World) -> None:
    browser, before = Client(), state()
    browser.force_login(world.users["marcus"])
    for act in ("grant", "revoke", "deactivate", "reactivate", "password"):
        assert browser.post(f"/users/{world.users['marcus'].pk}/{act}/", EXTRA).status_code == 403
    assert state() == before
