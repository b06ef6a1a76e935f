"""Keeping every keystroke: the draft element in a real browser, with a server that fails on command."""

from playwright.sync_api import BrowserContext, Page, expect

from firstline.kit.tests.test_scripts import server, wait_until

COPIES = "Object.keys(localStorage).filter(key => key.startsWith('fl-draft:'))"


def test_text_is_on_the_server_within_two_seconds_while_typing_goes_on(tab: Page) -> None:
    tab.focus("#problem")
    for letter in "it will not print":
        tab.keyboard.type(letter)
        tab.wait_for_timeout(170)
    assert server().drafts, "nothing arrived while typing"
    wait_until(lambda: server().drafts[-1]["problem"] == "it will not print", tab=tab)
    expect(tab.locator("#state")).to_contain_text("Draft saved")
    expect(tab.locator("#state")).to_have_attribute("data-state", "saved")


def test_browser_copy_goes_when_the_server_has_the_text(tab: Page) -> None:
    tab.fill("#problem", "it will not print")
    assert tab.evaluate(COPIES) == ["fl-draft:7:1:d1"]
    wait_until(lambda: server().drafts, tab=tab)
    wait_until(lambda: tab.evaluate(COPIES) == [], tab=tab)


def test_text_typed_while_the_server_is_away_arrives_when_it_is_back(tab: Page) -> None:
    server().down = True
    tab.fill("#problem", "kept here")
    expect(tab.locator("#state")).to_have_attribute("data-state", "kept")
    assert tab.evaluate(COPIES)
    server().down = False
    wait_until(lambda: server().saved_text == "kept here", tab=tab, seconds=20)
    expect(tab.locator("#state")).to_have_attribute("data-state", "saved")


def test_text_survives_a_reload_while_the_server_is_away(tab: Page) -> None:
    server().down = True
    tab.fill("#problem", "before the crash")
    expect(tab.locator("#state")).to_have_attribute("data-state", "kept")
    tab.reload()
    expect(tab.locator("#problem")).to_have_value("before the crash")
    server().down = False
    wait_until(lambda: server().saved_text == "before the crash", tab=tab, seconds=20)


def test_text_of_a_closed_page_is_sent_by_the_next_page(profile: BrowserContext, tab: Page) -> None:
    server().down = True
    tab.fill("#problem", "left behind")
    expect(tab.locator("#state")).to_have_attribute("data-state", "kept")
    server().down = False
    tab.goto("/parts")
    wait_until(lambda: server().saved_text == "left behind", tab=tab, seconds=10)
    wait_until(lambda: tab.evaluate(COPIES) == [], tab=tab)


def test_another_persons_copy_is_neither_shown_nor_sent(tab: Page) -> None:
    copy = '{"url":"/draft/d1","revision":0,"savedAt":4102444800000,"fields":[["problem","secret"]]}'
    tab.evaluate("copy => localStorage.setItem('fl-draft:8:1:d1', copy)", copy)
    tab.reload()
    tab.wait_for_timeout(2000)
    expect(tab.locator("#problem")).to_have_value("")
    assert not any("secret" in str(draft) for draft in server().drafts)


def test_confidential_text_is_never_stored_in_the_browser(profile: BrowserContext) -> None:
    server().confidential = True
    server().down = True
    tab = profile.new_page()
    tab.goto("/scripts")
    tab.fill("#problem", "officer safety")
    expect(tab.locator("#state")).to_have_attribute("data-state", "memory")
    assert tab.evaluate(COPIES) == []
    server().down = False
    wait_until(lambda: server().saved_text == "officer safety", tab=tab, seconds=20)


def test_text_from_elsewhere_is_taken_over_except_what_was_changed_here(tab: Page) -> None:
    server().elsewhere = {"problem": "their text", "goes": "n"}
    tab.fill("#problem", "my text")
    expect(tab.locator("input[value=n]")).to_be_checked()
    wait_until(lambda: server().saved_text == "my text", tab=tab)
    expect(tab.locator("#problem")).to_have_value("my text")


def test_pressing_solved_while_away_sends_the_form_once_on_return(tab: Page) -> None:
    server().down = True
    tab.fill("#problem", "solved meanwhile")
    expect(tab.locator("#state")).to_have_attribute("data-state", "kept")
    tab.focus("#problem")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_timeout(300)
    assert server().sent == []
    server().down = False
    tab.wait_for_url("**/parts", timeout=20_000)
    assert [sent["problem"] for sent in server().sent] == ["solved meanwhile"]
