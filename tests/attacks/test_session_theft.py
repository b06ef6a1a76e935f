"""Attack 33: a session planted before sign-in, or used after it should be over."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from firstline.identity.models import User
from firstline.identity.services import accounts
from firstline.kernel.actor import SYSTEM
from firstline.kernel.clock import now
from firstline.kernel.permissions import Role
from tests.world import World, small_world

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "a long enough sentence", "quite another sentence"


@pytest.fixture(autouse=True)
def world(db: None) -> World:
    cache.clear()
    made = small_world()
    made.users["marcus"].set_password(PASSWORD)
    made.users["marcus"].save()
    return made


def sign_in(client: Client) -> str:
    assert client.post("/sign-in/", {"username": "marcus", "password": PASSWORD}).status_code == 302
    return client.cookies["sessionid"].value


def thief(session_id: str) -> int:
    client = Client()
    client.cookies["sessionid"] = session_id
    return client.get("/profile/").status_code


def test_a_planted_session_id_is_thrown_away_at_sign_in() -> None:
    planted = Client()
    session = planted.session
    session["mark"] = "planted"
    session.save()
    victim = Client()
    victim.cookies["sessionid"] = session.session_key or ""
    sign_in(victim)
    assert victim.cookies["sessionid"].value != session.session_key
    assert thief(session.session_key or "") == 302


def test_an_invented_session_id_is_never_taken() -> None:
    victim = Client()
    victim.cookies["sessionid"] = "a" * 32
    assert sign_in(victim) != "a" * 32


def test_a_copied_cookie_is_worth_nothing_after_signing_out() -> None:
    client = Client()
    copied = sign_in(client)
    assert thief(copied) == 200
    client.post("/sign-out/")
    assert thief(copied) == 302
    assert not Session.objects.filter(pk=copied).exists()


def test_a_changed_password_ends_all_other_sessions(world: World) -> None:
    client = Client()
    copied, here = sign_in(Client()), sign_in(client)
    client.post("/profile/password/", {"old": PASSWORD, "new": OTHER, "again": OTHER})
    assert thief(copied) == 302
    assert thief(here) == 302
    assert client.get("/profile/").status_code == 200


@pytest.mark.parametrize("act", ["deactivate", "grant", "revoke", "appoint", "issue"])
def test_every_change_of_rights_ends_the_session_within_one_request(world: World, act: str) -> None:
    copied = sign_in(Client())
    marcus, desk = world.users["marcus"], world.district
    plain: dict[str, Any] = {"actor": SYSTEM, "user_id": marcus.pk, "now": now()}
    if act == "deactivate":
        accounts.deactivate_user(**plain)
    elif act == "grant":
        accounts.grant_role(**plain, desk_id=desk.pk, role=Role.DIRECTOR)
    elif act == "revoke":
        accounts.revoke_role(**plain, desk_id=desk.pk, role=Role.SPECIALIST)
    elif act == "appoint":
        accounts.appoint_administrator(**plain)
    else:
        accounts.issue_password(**plain)
    assert thief(copied) == 302


def test_a_flag_set_in_the_database_alone_is_enough_to_end_it() -> None:
    copied = sign_in(Client())
    User.objects.filter(username="marcus").update(is_active=False)
    assert thief(copied) == 302


def test_the_password_cannot_be_changed_without_the_old_one(world: World) -> None:
    client = Client()
    sign_in(client)
    assert client.post("/profile/password/", {"new": OTHER, "again": OTHER}).status_code == 422
    assert client.post("/profile/password/", {"old": "", "new": OTHER, "again": OTHER}).status_code == 422


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(settings: Settings) -> None:
    client = Client()
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]  # gone with the browser
    settings.SESSION_COOKIE_SECURE = True
    secure = Client()
    sign_in(secure)
    assert secure.cookies["sessionid"]["secure"]


def test_pages_are_not_kept_by_the_browser() -> None:
    client = Client()
    sign_in(client)
    assert "no-store" in client.get("/profile/")["Cache-Control"]
