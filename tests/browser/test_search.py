"""The palette and the search page in a real browser: by keyboard alone, axe light and dark, wide and narrow."""

from playwright.sync_api import Page, expect

from tests.architecture.matrix.seed import seed
from tests.support.axe import looked_at, too_wide
from tests.support.profiles import ProfileOf
from tests.world import World

FIELD = "#fl-palette input[role=combobox]"
PAGES = {
    "search-none": ("dana", "/search/"),
    "search-found": ("dana", "/search/?q=prints"),
    "search-nothing": ("dana", "/search/?q=xylophone"),
    "search-instead": ("dana", "/search/?q=nothng+noet"),
    "search-people": ("dana", "/search/?q=carol&kind=people.people"),
    "search-own": ("carol", "/search/?q=prints"),
}


def opened(page: Page, path: str = "/tickets/") -> Page:
    """Open the palette by its key."""
    page.goto(path)
    page.keyboard.press("Control+k")
    page.wait_for_selector("#fl-palette[open] [role=option]")
    return page


def test_the_search_page_is_accessible_light_and_dark_and_reflows(profile_of: ProfileOf, agency: World) -> None:
    seed(agency)
    pages, found = {username: profile_of(username).new_page() for username, _path in PAGES.values()}, []
    for name, (username, path) in PAGES.items():
        pages[username].goto(path)
        found += looked_at(pages[username], name) + too_wide(pages[username])
    assert found == []


def test_the_palette_is_accessible_light_and_dark(profile_of: ProfileOf, agency: World) -> None:
    seed(agency)
    page = opened(profile_of("dana").new_page())
    for typed in ("", "prints", "xylophone"):
        page.fill(FIELD, typed)
        page.wait_for_timeout(700)
        assert looked_at(page, f"palette {typed or 'recent'}") == []


def test_a_ticket_is_opened_by_its_number_with_the_keyboard_alone(profile_of: ProfileOf, agency: World) -> None:
    number = seed(agency).objects["district"]["number"]
    page = opened(profile_of("dana").new_page())
    page.keyboard.type(number)
    page.keyboard.press("Enter")  # before the answer has come
    page.wait_for_url(f"**/tickets/{number}/")


def test_arrows_narrowing_and_escape(profile_of: ProfileOf, agency: World) -> None:
    seed(agency)
    page = opened(profile_of("dana").new_page())
    page.keyboard.type("prints")
    page.wait_for_selector("#fl-palette mark")
    first = page.get_attribute(FIELD, "aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute(FIELD, "aria-activedescendant") != first
    page.keyboard.press("Tab")
    expect(page.locator("#fl-palette [data-slot=group]")).to_be_visible()
    expect(page.locator("#fl-palette [data-group]")).to_have_count(1)
    for _letter in "prints":
        page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator("#fl-palette [data-slot=group]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#fl-palette")).to_be_hidden()


def test_control_enter_opens_a_new_tab(profile_of: ProfileOf, agency: World) -> None:
    number = seed(agency).objects["district"]["number"]
    page = opened(profile_of("dana").new_page())
    page.keyboard.type(number)
    page.wait_for_selector("#fl-palette [data-group='tickets.number']")
    with page.context.expect_page() as other:
        page.keyboard.press("Control+Enter")
    other.value.wait_for_url(f"**/tickets/{number}/")
    assert page.url.endswith("/tickets/")


def test_an_action_is_done_by_its_words(profile_of: ProfileOf, agency: World) -> None:
    seed(agency)
    page = opened(profile_of("dana").new_page())
    page.keyboard.type("> dark")
    page.wait_for_selector("#fl-palette [role=option][value=dark]")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-bs-theme=dark]")
    assert page.url.endswith("/tickets/")


def test_typing_into_the_top_bar_goes_on_in_the_palette(profile_of: ProfileOf, agency: World) -> None:
    seed(agency)
    page = profile_of("dana").new_page()
    page.goto("/tickets/")
    page.focus("#fl-search")
    page.keyboard.type("carol")
    page.wait_for_selector("#fl-palette [data-group='people.people']")
    assert page.input_value(FIELD) == "carol"
