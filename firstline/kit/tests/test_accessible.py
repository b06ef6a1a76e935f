"""axe finds nothing on the kit's pages: light and dark, wide and narrow, with menu, dialog and errors open."""

import pytest
from playwright.sync_api import BrowserContext

from tests.support.axe import COLORS, findings

WIDTHS = {"wide": 1440, "narrow": 390}
PAGES = ["parts?bad=1&", "console?", "log?", "ticket?", "scripts?", "nowhere?visitor=1&"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_light_and_dark(profile: BrowserContext, name: str, width: str) -> None:
    page = profile.new_page()
    page.set_viewport_size({"width": WIDTHS[width], "height": 844})
    page.goto(f"/{name}theme=light")
    assert findings(page) == []
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    assert findings(page, COLORS) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_layers_are_accessible(profile: BrowserContext, theme: str) -> None:
    page = profile.new_page()
    page.goto(f"/scripts?theme={theme}")
    page.keyboard.press("?")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.click("#menu")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.focus("#caller")
    page.keyboard.type("car")
    page.wait_for_selector("[role=option]")
    assert findings(page) == []
    page.click("#void-opener")
    assert findings(page) == []


@pytest.mark.parametrize("name", ["parts?bad=1", "console", "log", "ticket"])
def test_page_reflows_at_320_pixels_without_sideways_scroll(profile: BrowserContext, name: str) -> None:
    page = profile.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
