"""The browser, the live server and the database work together."""

from playwright.sync_api import Page


def test_sign_in_page_opens_in_a_browser(page: Page):
    answer = page.goto("/sign-in/")
    assert answer is not None
    assert answer.status == 200


def test_sign_in_page_opens_again_after_the_database_was_renewed(page: Page):
    answer = page.goto("/sign-in/")
    assert answer is not None
    assert answer.status == 200
