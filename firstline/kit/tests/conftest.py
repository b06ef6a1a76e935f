"""The parts site and a browser profile on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from firstline.kit.tests.site import parts_site


@pytest.fixture(scope="module")
def parts_url() -> Iterator[str]:
    """Return the address of the parts site."""
    with parts_site() as address:
        yield address


@pytest.fixture
def profile(browser: Browser, parts_url: str) -> Iterator[BrowserContext]:
    """Return a fresh browser profile whose addresses start at the parts site; a script error fails the test."""
    from firstline.kit.tests import pages_urls

    pages_urls.SERVER.__init__()  # type: ignore[misc]  # a fresh server for each test
    made = browser.new_context(
        base_url=parts_url, locale="en-US", timezone_id="America/New_York", viewport={"width": 1440, "height": 900}
    )
    made.set_default_timeout(10_000)
    errors: list[str] = []
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert errors == []


@pytest.fixture
def tab(profile: BrowserContext) -> Page:
    """Return a tab on the page of the scripts."""
    page = profile.new_page()
    page.goto("/scripts")
    return page
