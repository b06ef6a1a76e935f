"""The page scripts in a real browser, on the parts site: keyboard, combobox, dialog, menu, order, polling, forms."""

import time

from playwright.sync_api import BrowserContext, Page, expect

from firstline.kit.tests import pages_urls


def server() -> pages_urls.Server:
    return pages_urls.SERVER


def wait_until(true: object, *, tab: Page, seconds: float = 5) -> None:
    """Wait for the little server to have got something."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        tab.wait_for_timeout(30)
    assert true()


def pressed(tab: Page, selector: str) -> None:
    """Count the clicks of a button in its data-pressed."""
    tab.eval_on_selector(
        selector, "b => b.addEventListener('click', () => b.dataset.pressed = Number(b.dataset.pressed || 0) + 1)"
    )


def test_single_letter_acts_outside_text_fields_only(tab: Page) -> None:
    pressed(tab, "#single")
    tab.keyboard.press("e")
    expect(tab.locator("#single")).to_have_attribute("data-pressed", "1")
    tab.focus("#problem")
    tab.keyboard.type("e")
    expect(tab.locator("#single")).to_have_attribute("data-pressed", "1")
    expect(tab.locator("#problem")).to_have_value("e")


def test_single_letters_can_be_switched_off(profile: BrowserContext) -> None:
    tab = profile.new_page()
    tab.goto("/scripts?nokeys")
    pressed(tab, "#single")
    tab.keyboard.press("e")
    tab.wait_for_timeout(100)
    expect(tab.locator("#single")).not_to_have_attribute("data-pressed", "1")


def test_alt_key_is_matched_by_the_physical_key_in_a_text_field_too(tab: Page) -> None:
    pressed(tab, "#alt")
    tab.focus("#problem")
    tab.keyboard.press("Alt+Digit4")
    expect(tab.locator("#alt")).to_have_attribute("data-pressed", "1")
    expect(tab.locator("#problem")).to_have_value("")


def test_g_then_a_letter_goes_to_a_page(tab: Page) -> None:
    tab.keyboard.press("g")
    tab.keyboard.press("o")
    tab.wait_for_url("**/log")


def test_question_mark_shows_the_keys_of_this_page_and_escape_closes_them(tab: Page) -> None:
    tab.keyboard.press("?")
    sheet = tab.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_text("Press Alt 4")).to_be_visible()
    expect(sheet.get_by_text("Open call log")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_caller_is_found_and_chosen_by_keys(tab: Page) -> None:
    tab.focus("#caller")
    tab.keyboard.type("car")
    field = tab.get_by_role("combobox", name="Who is calling?")
    expect(tab.get_by_role("option")).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("ArrowDown")
    expect(tab.get_by_role("option", name="Carl Jensen")).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Enter")
    expect(field).to_have_value("Carl Jensen")
    expect(tab.locator("#person")).to_have_value("3")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_enter_before_the_answer_takes_the_first_match(tab: Page) -> None:
    tab.focus("#caller")
    tab.keyboard.type("renata")
    tab.keyboard.press("Enter")
    expect(tab.locator("#person")).to_have_value("1")


def test_escape_closes_the_list_and_keeps_the_text(tab: Page) -> None:
    tab.focus("#caller")
    tab.keyboard.type("car")
    expect(tab.get_by_role("option")).to_have_count(2)
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("option").first).to_be_hidden()
    expect(tab.locator("#caller")).to_have_value("car")


def test_changing_the_text_forgets_the_choice(tab: Page) -> None:
    tab.focus("#caller")
    tab.keyboard.type("renata")
    tab.keyboard.press("Enter")
    expect(tab.locator("#person")).to_have_value("1")
    tab.keyboard.press("Backspace")
    expect(tab.locator("#person")).to_have_value("")


def test_dialog_takes_the_focus_and_gives_it_back(tab: Page) -> None:
    tab.focus("#problem")
    tab.keyboard.press("Alt+KeyV")
    expect(tab.locator("#why")).to_be_focused()
    tab.keyboard.type("a mistake")
    tab.keyboard.press("Escape")
    expect(tab.locator("#void")).to_be_hidden()
    expect(tab.locator("#problem")).to_be_focused()
    expect(tab.locator("#why")).to_have_value("a mistake")


def test_menu_is_walked_by_arrows_and_closed_by_escape(tab: Page) -> None:
    tab.focus("#menu")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#one")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#two")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("#one")).to_be_hidden()
    expect(tab.locator("#menu")).to_be_focused()


def test_rows_move_by_alt_and_arrow_by_button_and_by_drag(tab: Page) -> None:
    tab.focus("#link-c")
    tab.keyboard.press("Alt+ArrowUp")
    expect(tab.locator("#link-c")).to_be_focused()
    wait_until(lambda: server().orders == ["a,c,b,d"], tab=tab)
    tab.get_by_role("button", name="To the top d").click()
    wait_until(lambda: server().orders[-1] == "d,a,c,b", tab=tab)
    tab.hover("#link-a")
    tab.wait_for_timeout(300)  # the drag library comes with the first touch
    tab.get_by_role("button", name="Move b").drag_to(tab.locator("[data-id=d]"), target_position={"x": 20, "y": 4})
    wait_until(lambda: server().orders[-1].index("b") < server().orders[-1].index("a"), tab=tab)


def test_polling_asks_with_its_tag_and_changes_only_what_is_new(tab: Page) -> None:
    codes: list[int] = []
    tab.on("response", lambda response: codes.append(response.status) if response.url.endswith("/poll") else None)
    expect(tab.locator("#poll")).to_have_text("New call")
    wait_until(lambda: 304 in codes, tab=tab)


def test_a_refused_act_says_why_where_the_page_shows_problems(tab: Page) -> None:
    tab.click("#refuse")
    expect(tab.locator("#fl-problems").get_by_role("alert")).to_contain_text("Nothing was changed")


def test_second_press_of_a_slow_button_is_ignored(tab: Page) -> None:
    tab.eval_on_selector(
        "#slow",
        """button => {
            new MutationObserver(() => sessionStorage.setItem("still", button.dataset.still ?? ""))
                .observe(button, {attributes: true});
            button.click();
            button.click();
        }""",
    )
    tab.wait_for_url("**/parts")
    assert tab.evaluate("sessionStorage.still") == "Still saving"
    assert len(server().sent) == 1


def test_toast_is_undone_by_control_z(tab: Page) -> None:
    tab.click("#slow")
    expect(tab.locator("fl-toast")).to_contain_text("Logged as #20479")
    tab.keyboard.press("Control+z")
    wait_until(lambda: server().sent[-1].get("undo") == "20479", tab=tab)
