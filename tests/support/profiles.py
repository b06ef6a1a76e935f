"""Browser profiles of people who are signed in, for tests of pages: one profile a person, as on their own computers."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

from firstline.kernel import clock
from tests.support.browser import PATIENCE_MILLISECONDS
from tests.world import World, small_world

ProfileOf = Callable[..., BrowserContext]


@pytest.fixture
def agency(live_server_url: str) -> World:
    """Return the small world, committed, as of now: what the pages of the live server show."""
    return small_world(clock.now())


@pytest.fixture
def profile_of(browser: Browser, live_server_url: str, agency: World) -> Iterator[ProfileOf]:
    """Return ``profile_of("dana")``: a fresh browser profile in which she has signed in.

    More arguments go to the browser: ``color_scheme``, ``viewport``. A script error in any profile fails the test.
    """
    made: list[BrowserContext] = []
    errors: list[str] = []

    def open_profile(username: str, **more: object) -> BrowserContext:
        chosen = {"viewport": {"width": 1440, "height": 900}} | more
        context = browser.new_context(
            base_url=live_server_url,
            locale="en-US",
            timezone_id="America/New_York",
            **chosen,  # type: ignore[arg-type]  # what the caller chose
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        made.append(context)
        if username:
            sign_in(context, agency, username, live_server_url)
        return context

    yield open_profile
    for context in made:
        context.close()
    assert errors == []


def sign_in(context: BrowserContext, world: World, username: str, url: str) -> None:
    """Give the profile a session of this person, as the sign-in page would."""
    client = Client()
    client.force_login(world.users[username])
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": url, "httpOnly": True}])
