"""``make screenshots``: pictures of the pages with the demo agency, light and dark, 1440 and 390 wide.

They go into docs/screenshots.
Not a test by name, so that the suite leaves it alone. It starts ``firstline run`` as ``make run`` does, in a folder of
its own, and signs in by the demo's one click.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.faults.launched import Launched, drop_home, new_home

TARGET = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SIZES = {"1440": (1440, 900), "390": (390, 844)}


def console_with_a_call(page: Page) -> None:
    """A call in progress: caller known, problem typed, everything that follows from it there."""
    page.goto("/calls/?new=1")
    page.locator("#caller").press_sequentially("4120", delay=40)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("[data-change-caller]").wait_for()
    page.locator("#problem").fill("Progress reports from Classxp will not print, job vanishes from the queue")
    page.get_by_text("suggested:").wait_for()
    page.wait_for_timeout(1500)


def console_lookup(page: Page) -> None:
    """The first seconds: finding the caller by extension."""
    page.goto("/calls/?new=1")
    page.locator("#caller").press_sequentially("412", delay=40)
    page.get_by_role("option").first.wait_for()


def open_call_log(page: Page) -> None:
    """The specialist's own order."""
    page.goto("/my/calls/")


def ticket(page: Page) -> None:
    """The first ticket of the specialist's log."""
    page.goto("/my/calls/")
    href = page.locator("a[data-key=o]").get_attribute("href")
    page.goto(str(href))


def queue(page: Page) -> None:
    """All open tickets of the desk."""
    page.goto("/tickets/")


PAGES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "console": ("Coordinator", console_with_a_call),
    "console-lookup": ("Coordinator", console_lookup),
    "queue": ("Coordinator", queue),
    "open-call-log": ("Specialist", open_call_log),
    "ticket": ("Specialist", ticket),
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start Firstline with the demo agency, or use the one at ``FIRSTLINE_SCREENSHOTS_FROM``."""
    if given := os.environ.get("FIRSTLINE_SCREENSHOTS_FROM"):
        yield given
        return
    home = new_home()
    launched = Launched(home)
    try:
        launched.start(FIRSTLINE_DEMO="1")
        yield f"http://127.0.0.1:{launched.port}"
        launched.stop()
    finally:
        launched.close()
        drop_home(home)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_picture(browser: Browser, address: str, name: str, scheme: str, size: str) -> None:
    """Take one picture."""
    role, show = PAGES[name]
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        locale="en-US",
        timezone_id="America/New_York",
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name=role).first.click()
    page.wait_for_load_state()
    show(page)
    page.wait_for_timeout(400)
    TARGET.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=TARGET / f"{name}-{scheme}-{size}.png")
    context.close()
