"""Settings in a real browser: axe in light and dark, wide and narrow; reflow; saving, conflict and undo by keyboard."""

from tests.architecture.matrix.seed import seed
from tests.support.axe import findings, looked_at, too_wide
from tests.support.profiles import ProfileOf
from tests.world import World

PAGES = {
    "settings": "/settings/",
    "settings-natures": "/settings/natures/",
    "settings-members": "/settings/members/",
    "settings-nature": "/settings/natures/{nature_id}/",
    "settings-nature-new": "/settings/natures/add/?desk={desk_id}",
    "settings-circumstances": "/settings/circumstances/",
    "settings-coverage": "/settings/coverage/{desk_id}/",
    "settings-calendar": "/settings/calendars/{calendar_id}/",
    "calendar-year": "/settings/calendars/{calendar_id}/year/?year=2026",
    "calendar-what-if": "/settings/calendars/{calendar_id}/year/?year=2026&at=2026-12-23T16:00&promised=3+h",
    "settings-code": "/settings/resolution-codes/{subject_id}/",
    "settings-changes": "/settings/changes/",
}


def test_settings_are_accessible_light_and_dark_and_reflow(profile_of: ProfileOf, agency: World) -> None:
    made = seed(agency).objects["district"]
    page, found = profile_of("ellen").new_page(), []
    for name, path in PAGES.items():
        page.goto(path.format(**made))
        found += looked_at(page, name) + too_wide(page)
    assert found == []


def test_public_holidays_are_proposed_and_saved_by_keyboard(profile_of: ProfileOf, agency: World) -> None:
    page = profile_of("ellen").new_page()
    page.goto(f"/settings/calendars/{agency.district.calendar_id}/")
    page.get_by_label("Public holidays of").fill("US")
    page.get_by_label("Years").fill("2031")
    page.get_by_role("button", name="Propose them").press("Enter")
    page.get_by_text("days were added to the holidays").wait_for()
    assert "2031-11-27 Thanksgiving Day" in page.get_by_label("Holidays and breaks").input_value()
    assert looked_at(page, "calendar-proposed") + too_wide(page) == []
    page.get_by_label("Name").press("Enter")
    page.locator("fl-toast", has_text="Saved").wait_for()
    assert agency.district.calendar.holidays.filter(date="2031-11-27").exists()


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
    second.get_by_role("button", name="Use yours").click()
    second.locator("fl-toast", has_text="Saved").wait_for()
