"""The queue in a browser, by keyboard: selection, an act on many and its undo, the ticket beside, changed rows."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from firstline.kernel import clock
from firstline.tickets.models import Ticket
from firstline.tickets.services.assignment import assign_ticket
from firstline.tickets.services.intake import Call, Problem, log_and_queue
from tests.browser.keys import eventually
from tests.browser.test_pages_axe import ready
from tests.support.axe import looked_at
from tests.support.profiles import ProfileOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tickets(agency: World) -> list[Ticket]:
    """Return four tickets of the district that nobody has."""
    made = []
    for number in range(4):
        now = clock.now()
        call = Call(uuid4(), agency.district.pk, now - timedelta(minutes=9 - number), agency.carol.pk)
        problem = Problem(f"Printer {number} is out of paper", agency.natures["printing"].pk)
        made.append(log_and_queue(actor=agency.actor("dana"), call=call, problem=problem, now=now).ticket)
    return made


def queue_of(profile_of: ProfileOf, who: str = "dana", query: str = "") -> Page:
    """Return the queue, loaded."""
    page = profile_of(who).new_page()
    page.goto(f"/tickets/{query}")
    ready(page)
    return page


def test_select_assign_and_undo_by_keyboard(agency: World, tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = queue_of(profile_of)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("[data-bulk-count]")).to_have_text("3 selected")
    page.keyboard.press("a")
    dialog = page.locator("#bulk-dialog")
    expect(dialog.locator("h2")).to_have_text("Assign 3 tickets")
    dialog.get_by_label("Who takes them?").select_option(label=agency.users["priya"].person.name)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#fl-toasts")).to_contain_text("3 given to")
    assert Ticket.objects.filter(assignee=agency.users["priya"]).count() == 3
    page.keyboard.press("Control+z")
    expect(page.locator("#fl-toasts")).to_contain_text("3 taken back")
    eventually(lambda: not Ticket.objects.filter(assignee__isnull=False).exists(), page)


def test_the_row_with_the_focus_is_enough_and_p_shows_it_beside(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = queue_of(profile_of, "marcus")
    page.keyboard.press("j")
    page.keyboard.press("p")
    beside = page.locator("[data-beside-queue]")
    expect(beside.locator("h2")).to_have_text("Printer 0 is out of paper")
    page.keyboard.press("j")
    expect(beside.locator("h2")).to_have_text("Printer 1 is out of paper")
    page.keyboard.press("Escape")
    expect(beside).to_be_hidden()
    page.keyboard.press("p")
    beside.get_by_role("button", name="Close").click()
    expect(beside).to_be_hidden()
    page.keyboard.press("m")
    expect(page.locator("#fl-toasts")).to_contain_text("1 given to")
    assert Ticket.objects.get(assignee=agency.users["marcus"]).title == "Printer 1 is out of paper"


def test_the_list_leaves_room_for_the_ticket_beside(tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = queue_of(profile_of)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(page.locator("[data-beside-queue] h2")).to_be_visible()
    assert (
        page.evaluate(
            "(() => { const box = document.querySelector('.fl-t-box'); return box.scrollWidth - box.clientWidth; })()"
        )
        <= 1
    )


def test_brackets_lead_through_the_list_also_from_a_ticket_that_left_it(
    tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = queue_of(profile_of, query="?view=unassigned")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    heading = page.locator("h1")
    for key, title in (("]", 1), ("]", 2), ("[", 1)):
        expect(heading).to_be_visible()
        page.keyboard.press(key)
        expect(heading).to_have_text(f"Printer {title} is out of paper")
    page.keyboard.press("m")
    expect(page.locator("#fl-toasts")).to_contain_text("is yours")
    expect(page.get_by_role("link", name="Next: ")).to_have_attribute("data-key", "]")
    found = looked_at(page, "ticket of a list")
    page.keyboard.press("]")
    expect(heading).to_have_text("Printer 2 is out of paper")
    page.locator(".fl-crumbs a").first.click()
    expect(page).to_have_url(re.compile(r"/tickets/\?view=unassigned$"))
    assert not found, "\n".join(found)


def test_a_changed_row_stays_in_its_place(agency: World, tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = queue_of(profile_of)
    priya = agency.users["priya"]
    row = page.locator(f'tr[data-id="{tickets[1].pk}"]')
    assign_ticket(actor=agency.actor("dana"), ticket_id=tickets[1].pk, user_id=priya.pk, now=clock.now())
    page.evaluate("document.querySelector('.fl-queue-list fl-poll').refresh()")
    expect(row).to_contain_text(priya.person.name)
    expect(row).to_have_class("changed")
    assert page.locator("#queue-rows tr").nth(1).get_attribute("data-id") == str(tickets[1].pk)


def test_a_dialog_that_was_closed_stays_so_when_the_list_changes(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = queue_of(profile_of)
    page.keyboard.press("/")
    expect(page.locator("#filter-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#filter-dialog")).to_be_hidden()
    priya = agency.users["priya"]
    assign_ticket(actor=agency.actor("dana"), ticket_id=tickets[1].pk, user_id=priya.pk, now=clock.now())
    page.evaluate("document.querySelector('.fl-queue-list fl-poll').refresh()")
    expect(page.locator(f'tr[data-id="{tickets[1].pk}"]')).to_contain_text(priya.person.name)
    expect(page.locator("#filter-dialog")).to_be_hidden()


def test_axe_finds_nothing_on_the_queue_and_its_layers(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    page = queue_of(profile_of, query="?assignee=nobody")
    page.keyboard.press("j")
    page.keyboard.press("x")
    found = looked_at(page, "queue with a selection")
    page.keyboard.press("s")
    page.locator("#bulk-dialog").wait_for()
    found += looked_at(page, "bulk dialog")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.locator("#filter-dialog").wait_for()
    found += looked_at(page, "filter dialog")
    page.locator("#filter-dialog").press("Escape")
    page.get_by_role("link", name="Save view").click()
    page.locator("#views-dialog").wait_for()
    found += looked_at(page, "saved views")
    for address in ("/tickets/columns/", "/calls/paper/", "/calls/paper/enter/"):
        page.goto(address)
        found += looked_at(page, address)
    assert not found, "\n".join(found)
