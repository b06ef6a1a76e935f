"""Settings in a real browser: axe in light and dark, wide and narrow; reflow; saving, conflict and undo by keyboard."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.architecture.matrix.seed import seed
from tests.support.profiles import ProfileOf
from tests.world import World

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
NARROWEST = 320
PAGES = {
    "settings": "/settings/",
    "settings-natures": "/settings/natures/",
    "settings-members": "/settings/members/",
    "settings-nature": "/settings/natures/{nature_id}/",
    "settings-nature-new": "/settings/natures/add/?desk={desk_id}",
    "settings-circumstances": "/settings/circumstances/",
    "settings-coverage": "/settings/coverage/{desk_id}/",
    "settings-calendar": "/settings/calendars/{calendar_id}/",
    "settings-code": "/settings/resolution-codes/{subject_id}/",
    "settings-changes": "/settings/changes/",
}


def findings(page: Page) -> list[str]:
    """Return what axe finds, one line each."""
    violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{violation['id']}: {node['html'][:160]}" for violation in violations for node in violation["nodes"]]


def picture(page: Page, name: str) -> None:
    """Keep a picture where ``FIRSTLINE_PICTURES`` says, to be looked at by people."""
    if folder := os.environ.get("FIRSTLINE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_settings_are_accessible_light_and_dark_and_reflow(profile_of: ProfileOf, agency: World, name: str) -> None:
    made = seed(agency).objects["district"] | {"calendar_id": agency.district.calendar_id}
    page = profile_of("ellen").new_page()
    page.goto(PAGES[name].format(**made))
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
            assert findings(page) == []
            picture(page, f"{name}-{theme}-{size}")
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    assert page.locator("h1").count() == 1


def test_a_setting_is_saved_and_taken_back_by_its_toast(profile_of: ProfileOf, agency: World) -> None:
    code = agency.resolution_codes["by_advice"]
    page = profile_of("ellen").new_page()
    page.goto(f"/settings/resolution-codes/{code.pk}/")
    page.get_by_label("Name").fill("By phone advice")
    page.keyboard.press("Enter")
    page.locator("fl-toast", has_text="Saved").get_by_role("button", name="Undo").click()
    page.locator("fl-toast", has_text="Undone").wait_for()
    code.refresh_from_db()
    assert code.name == "By advice"


def test_two_administrators_see_both_versions(profile_of: ProfileOf, agency: World) -> None:
    url = f"/settings/resolution-codes/{agency.resolution_codes['by_advice'].pk}/"
    first, second = (profile_of("ellen").new_page() for _ in range(2))
    for page in (first, second):
        page.goto(url)
    first.get_by_label("Name").fill("Theirs")
    first.keyboard.press("Enter")
    first.locator("fl-toast", has_text="Saved").wait_for()
    second.get_by_label("Name").fill("Mine")
    second.keyboard.press("Enter")
    second.get_by_text("Ellen Brodsky changed this").wait_for()
    assert findings(second) == []
    picture(second, "settings-conflict")
    second.get_by_role("button", name="Use yours").click()
    second.locator("fl-toast", has_text="Saved").wait_for()
