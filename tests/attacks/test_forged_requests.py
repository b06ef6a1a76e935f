"""Requests that another site makes in a person's name: signing in as the attacker, clicking, framing."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.architecture.matrix.table import addresses
from tests.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db: None) -> World:
    cache.clear()
    return small_world()


def test_signing_in_needs_the_token_of_our_own_form(settings: Settings) -> None:
    settings.DEMO = True
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/sign-in/", {"username": "attacker", "password": "known"}).status_code == 403
    assert browser.post("/sign-in/demo/", {"username": "dana"}).status_code == 403
    browser.get("/sign-in/")
    token = browser.cookies["csrftoken"].value
    assert browser.post("/sign-in/demo/", {"username": "dana", "csrfmiddlewaretoken": token}).status_code == 302


def test_a_token_from_before_the_sign_in_is_not_good_after_it(settings: Settings) -> None:
    settings.DEMO = True
    browser = Client(enforce_csrf_checks=True)
    browser.get("/sign-in/")
    before = browser.cookies["csrftoken"].value
    browser.post("/sign-in/demo/", {"username": "dana", "csrfmiddlewaretoken": before})
    assert browser.cookies["csrftoken"].value != before
    assert browser.post("/profile/sessions/end-others/", {"csrfmiddlewaretoken": before}).status_code == 403


def test_no_address_that_takes_a_post_does_without_the_token(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.users["dana"])
    open_doors = []
    for address in (address for address in addresses() if not address.parameters):
        status = browser.post(reverse(address.name)).status_code
        # A browser's session is nobody to the API, which goes by tokens of programs.
        if status not in ({401, 405} if address.name.startswith("front:api:") else {403, 405}):
            open_doors.append(f"{address.name}: {status}")
    assert open_doors == []


@pytest.mark.parametrize("path", ["/sign-in/", "/profile/", "/users/", "/nothing-here/", "/sign-out/"])
def test_no_page_can_be_framed_sniffed_or_scripted(path: str, world: World) -> None:
    browser = Client()
    browser.force_login(world.users["ellen"])
    for client in (Client(), browser):
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
