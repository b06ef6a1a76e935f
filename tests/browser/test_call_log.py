"""The open call log in a browser: rows by J and K, the call beside, own order by key, menu and drag, quiet refresh."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from firstline.kernel import clock
from firstline.tickets.models import OrderPin, Ticket
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.intake import Call, Problem, log_and_assign
from firstline.tickets.services.resolution import resolve_ticket
from tests.browser.keys import eventually, until
from tests.support.profiles import ProfileOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tickets(agency: World) -> list[Ticket]:
    """Return three open calls of Marcus in the order in which they came."""
    made = []
    for number, words in enumerate(("Roster is old", "Attendance is empty", "Report cards stop")):
        now = clock.now()
        call = Call(uuid4(), agency.district.pk, now - timedelta(minutes=9 - number), agency.carol.pk)
        problem = Problem(words, agency.natures["classxp"].pk)
        marcus = agency.users["marcus"].pk
        logged = log_and_assign(actor=agency.actor("dana"), call=call, problem=problem, user_id=marcus, now=now)
        made.append(logged.ticket)
    return made


def log_of_marcus(profile_of: ProfileOf, who: str = "marcus", query: str = "") -> Page:
    """Return the open call log, loaded."""
    page = profile_of(who).new_page()
    page.goto(f"/my/calls/{query}")
    until(page, "Boolean(customElements.get('fl-sortable'))")
    return page


def order(page: Page) -> list[str]:
    """Return the titles as they stand."""
    return page.locator("[data-row-link]").all_inner_texts()


def test_the_call_beside_follows_the_row_and_c_rings_that_caller(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = log_of_marcus(profile_of)
    first, second, third = order(page)
    expect(page.locator("[data-beside] h2")).to_have_text(first)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-beside] h2")).to_have_text(second)
    page.keyboard.press("j")
    expect(page.locator("[data-beside] h2")).to_have_text(third)
    page.keyboard.press("k")
    expect(page.locator("[data-beside]:not([inert]) h2")).to_have_text(second)
    assert page.locator("[data-call-log] .sel").count() == 1
    page.reload()
    expect(page.locator("[data-beside] h2")).to_have_text(second)
    page.keyboard.press("c")
    page.wait_for_url("**/tickets/**")
    assert Ticket.objects.get(status="in_progress").title == second


def test_o_opens_the_ticket(agency: World, tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = log_of_marcus(profile_of)
    page.keyboard.press("o")
    page.wait_for_url("**/tickets/**")


def test_own_order_by_keys_by_menu_and_back(agency: World, tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = log_of_marcus(profile_of)
    first, second, third = order(page)
    page.keyboard.press("j")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_text("placed by you").wait_for()
    assert order(page) == [second, first, third]
    page.keyboard.press("Alt+ArrowDown")
    eventually(lambda: OrderPin.objects.get().position == 2, page)
    to_the_top = page.get_by_role("button", name="Move to the top")

    def opened() -> bool:
        """Open the menu; the answer to the keys takes the list's place, and a menu that was open with it."""
        if not to_the_top.is_visible():
            page.locator("li", has_text=third).get_by_label("More for").click()
            page.wait_for_timeout(500)
        return to_the_top.is_visible()

    page.wait_for_timeout(500)
    eventually(opened, page)
    to_the_top.click()
    eventually(lambda: OrderPin.objects.count() == 2, page)
    assert order(page) == [third, second, first]
    page.reload()
    assert order(page) == [third, second, first]
    page.get_by_role("button", name="Back to suggested").click()
    page.get_by_text("In the suggested order again").first.wait_for()
    assert order(page) == [first, second, third]


def test_alt_and_arrows_move_the_marked_row_before_any_row_has_the_focus(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = log_of_marcus(profile_of)
    first, second, third = order(page)
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_text("placed by you").wait_for()
    assert order(page) == [second, first, third]
    page.keyboard.press("?")
    for name in ("Next or previous row", "Move the call in your own order"):
        expect(page.locator("#fl-shortcuts dt", has_text=name)).to_be_visible()


def test_own_order_by_drag_also_after_a_refresh(agency: World, tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = log_of_marcus(profile_of)
    first, second, third = order(page)
    page.evaluate("document.querySelector('fl-poll').refresh()")
    page.wait_for_timeout(300)
    grips = page.locator(".fl-grip")
    grips.nth(2).hover()
    until(page, "performance.getEntriesByType('resource').some(e => /sortable/i.test(e.name))")
    page.wait_for_timeout(200)
    top = grips.nth(0).bounding_box()
    assert top is not None
    page.mouse.down()
    page.mouse.move(top["x"] + 4, top["y"] + 10, steps=20)
    page.wait_for_timeout(250)  # rows make place with a short animation
    page.mouse.move(top["x"] + 4, top["y"] - 6, steps=6)
    page.wait_for_timeout(250)
    page.mouse.up()
    eventually(OrderPin.objects.exists, page)
    assert order(page) == [third, first, second]


def test_an_order_that_the_server_refuses_is_taken_back(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = log_of_marcus(profile_of)
    before = order(page)
    page.route("**/my/calls/order/**", lambda route: route.abort())
    page.keyboard.press("j")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_timeout(300)
    assert order(page) == before


def test_the_coordinator_sees_and_orders_the_log_of_another(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = log_of_marcus(profile_of, "dana", f"?person={agency.users['marcus'].pk}")
    first, second, third = order(page)
    page.keyboard.press("j")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_text("placed by hand").wait_for()
    assert order(page) == [second, first, third]
    assert OrderPin.objects.get().user == agency.users["marcus"]


def test_e_resolves_and_w_waits_on_the_call_of_the_focused_row_and_the_log_is_back(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = log_of_marcus(profile_of)
    first, second, third = order(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-beside]:not([inert]) h2")).to_have_text(second)
    page.locator("[data-beside-acts] a[data-htmx-powered]").first.wait_for()
    page.keyboard.press("e")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("is resolved").first.wait_for()
    page.wait_for_url("**/my/calls/**")
    until(page, "Boolean(customElements.get('fl-sortable'))")
    assert order(page) == [first, third]
    assert Ticket.objects.get(title=second).status == "resolved"
    page.locator("[data-beside-acts] a[data-htmx-powered]").first.wait_for()
    page.keyboard.press("w")
    page.get_by_role("dialog").wait_for()
    page.locator("#act_reason").fill("Vendor looks at it")
    page.locator("#act_until").fill("tomorrow 8")
    page.keyboard.press("Control+Enter")
    page.get_by_text("waits, its clock is paused").first.wait_for()
    assert order(page) == [third, first]


def refresh(page: Page) -> None:
    """Ask for the list as the clock does every ten seconds."""
    page.evaluate("document.querySelector('[data-call-log] fl-poll').refresh()")


def test_a_call_that_another_closed_or_took_is_greyed_in_place_with_words_before_it_goes(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = log_of_marcus(profile_of)
    page.clock.install()
    first, second, third = order(page)
    by_title = {ticket.title: ticket.pk for ticket in tickets}
    how = {"resolution_code": "remotely", "note": "", "minutes": 1, "now": clock.now()}
    resolve_ticket(actor=agency.actor("priya"), ticket_id=by_title[second], **how)
    take_ticket(actor=agency.actor("joel"), ticket_id=by_title[first], now=clock.now())
    refresh(page)
    gone = page.locator(".fl-work-row.gone")
    expect(gone).to_have_count(2)
    rows = page.locator(".fl-work-row").all_inner_texts()
    assert [first in rows[0], "Taken by Joel" in rows[0]] == [True, True]
    assert [second in rows[1], "Closed by Priya" in rows[1]] == [True, True]
    assert order(page) == [third]
    expect(page.locator("[data-beside] h2")).to_have_text(first)
    expect(page.get_by_role("button", name="Call back")).to_be_hidden()
    refresh(page)
    expect(gone).to_have_count(2)
    page.clock.run_for(10_500)
    expect(gone).to_have_count(0)
    assert order(page) == [third]


def test_a_new_call_appears_by_itself(agency: World, tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = log_of_marcus(profile_of)
    assert len(order(page)) == 3
    Ticket.objects.filter(pk=tickets[0].pk).update(title="Renamed by a colleague", version=9)
    page.evaluate("document.querySelector('fl-poll').refresh()")
    page.get_by_text("Renamed by a colleague").first.wait_for()
