"""Sign-in, profile, accounts, the requester's pages and notices in a real browser: axe, reflow, keyboard."""

from django.core.cache import cache
from pytest_django.fixtures import Settings

from firstline.notify.models import Notice
from tests.architecture.matrix.seed import seed
from tests.support.axe import findings, looked_at, too_wide
from tests.support.profiles import ProfileOf
from tests.world import World

PASSWORD = "a long enough sentence"
PAGES = {
    "sign-in": ("", "/sign-in/?over=1"),
    "help": ("carol", "/help/"),
    "request": ("carol", "/help/{number}/"),
    "profile": ("carol", "/profile/?done=saved"),
    "password": ("carol", "/profile/password/"),
    "not-found": ("carol", "/help/404404/"),
    "users": ("ellen", "/users/"),
    "no-users": ("ellen", "/users/?q=nobody"),
    "user": ("ellen", "/users/{user_id}/?done=granted"),
    "add-user": ("ellen", "/users/add/?q=a"),
    "add-user-chosen": ("ellen", "/users/add/?person={person_id}"),
    "notices": ("marcus", "/notices/"),
    "no-notices": ("carol", "/notices/"),
}


def test_pages_are_accessible_light_and_dark_and_reflow(
    profile_of: ProfileOf, agency: World, settings: Settings
) -> None:
    settings.DEMO = True
    made = seed(agency).objects["district"] | {"person_id": agency.person("olga").pk}
    pages, found = {username: profile_of(username).new_page() for username, _path in PAGES.values()}, []
    for name, (username, path) in PAGES.items():
        pages[username].goto(path.format(**made))
        found += looked_at(pages[username], name) + too_wide(pages[username])
    assert found == []


def test_signing_in_by_keyboard_alone_and_with_an_error_first(profile_of: ProfileOf, agency: World) -> None:
    cache.clear()
    user = agency.users["carol"]
    user.set_password(PASSWORD)
    user.save()
    page = profile_of("").new_page()
    page.goto("/help/")
    page.keyboard.press("Tab")  # the link that skips to the page
    page.locator("#id_username").focus()
    page.keyboard.type("carol")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.get_by_text("The username or the password is wrong").wait_for()
    assert findings(page) == []
    assert page.input_value("#id_username") == "carol"
    page.locator("#id_password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/")


def test_one_click_in_the_demo_and_out_again(profile_of: ProfileOf, agency: World, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's own
    page = profile_of("").new_page()
    page.goto("/")
    page.get_by_role("button", name="Requester").click()
    page.wait_for_url("**/help/")
    page.get_by_text("Carol Jimenez").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")


def test_a_notice_opens_and_is_read(profile_of: ProfileOf, agency: World) -> None:
    seed(agency)
    Notice.objects.update(link="/profile/")
    page = profile_of("marcus").new_page()
    page.goto("/notices/")
    page.locator("main form[action$='/open/'] button").first.click()
    page.wait_for_url("**/profile/")
    assert Notice.objects.filter(user=agency.users["marcus"], read_at__isnull=False).count() == 1


def test_an_unsent_answer_outlives_a_reload_and_is_sent_by_one_key(profile_of: ProfileOf, agency: World) -> None:
    number = seed(agency).objects["district"]["number"]
    page = profile_of("carol").new_page()
    page.goto(f"/help/{number}/")
    with page.expect_response(f"**/help/{number}/draft/"):
        page.locator("#answer-body").press_sequentially("It jams again")
    page.reload()
    assert page.input_value("#answer-body") == "It jams again"
    page.locator("#answer-body").press("Control+Enter")
    page.locator(".fl-words", has_text="It jams again").wait_for()
    assert page.input_value("#answer-body") == ""
    page.get_by_role("button", name="Español").click()
    page.locator("html[lang=es]").wait_for()
