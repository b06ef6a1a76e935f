"""The ticket page and the queue in a real browser: by keyboard alone, two people at once, readable for everybody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from firstline.kernel import clock
from firstline.tickets.models import Message, Ticket
from firstline.tickets.services import work
from firstline.tickets.services.intake import Call, Problem, log_and_queue
from firstline.tickets.services.resolution import resolve_ticket
from tests.browser.keys import covered
from tests.support.axe import looked_at, too_wide
from tests.support.profiles import ProfileOf
from tests.world import World


@pytest.fixture
def ticket(agency: World) -> Ticket:
    """Return Carol's ticket of a quarter of an hour ago, in the queue, with a note of the coordinator."""
    now = clock.now()
    call = Call(
        key=uuid4(),
        desk_id=agency.district.pk,
        started_at=now - timedelta(minutes=15),
        ended_at=now - timedelta(minutes=10),
        person_id=agency.person("carol").pk,
    )
    problem = Problem("Progress reports will not print", agency.natures["printing"].pk, nature_reason="print")
    made = log_and_queue(actor=agency.actor("dana"), call=call, problem=problem, now=now).ticket
    work.add_note(actor=agency.actor("dana"), ticket_id=made.pk, body="Room 12 only", now=now)
    return made


def open_ticket(page: Page, ticket: Ticket) -> None:
    """Open the ticket and wait until its links open dialogs; before that they lead to pages of their own."""
    page.goto(f"/tickets/{ticket.number}/")
    page.locator("#ticket-acts a[data-htmx-powered]").first.wait_for(state="attached")


def test_reply_note_and_resolve_by_keyboard_alone(profile_of: ProfileOf, ticket: Ticket) -> None:
    page = profile_of("priya").new_page()
    page.goto("/tickets/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Progress reports will not print")
    page.keyboard.press("y")
    page.keyboard.type("It prints again, Carol")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Not sent, no channel", exact=True)).to_be_visible()
    page.keyboard.press("Shift+N")
    page.keyboard.type("Driver was old")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Driver was old")).to_be_visible()
    page.locator("#ticket-acts a[data-htmx-powered]").first.wait_for(state="attached")
    page.keyboard.press("e")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("New driver")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#ticket-head .fl-st")).to_have_text("Resolved")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.resolution_note, ticket.minutes_worked) == ("resolved", "New driver", 5)


def test_the_time_of_writing_is_proposed_with_the_minutes_and_begins_anew_when_resolved(
    profile_of: ProfileOf, ticket: Ticket
) -> None:
    page = profile_of("priya").new_page()
    page.clock.install()
    page.goto(f"/tickets/{ticket.number}/?write=note")
    page.clock.run_for(3_000)
    page.locator("#ticket-acts a[data-htmx-powered]").first.wait_for(state="attached")
    page.clock.run_for(300_000)
    page.locator("#write-note").press_sequentially("Driver")
    page.clock.run_for(90_000)
    page.get_by_role("link", name="Resolve").click()
    expect(page.get_by_label("Minutes worked")).to_have_value("6")
    expect(page.get_by_text("5 on calls, 1 writing here")).to_be_visible()
    page.get_by_label("Minutes worked").fill("20")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#ticket-head .fl-st")).to_have_text("Resolved")
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('fl-composed'))") == []
    ticket.refresh_from_db()
    assert ticket.minutes_worked == 20


@pytest.mark.parametrize("width", [1440, 1280, 390])
def test_undo_of_the_toast_brings_the_ticket_back_and_it_lies_over_no_main_control(
    profile_of: ProfileOf, ticket: Ticket, width: int
) -> None:
    page = profile_of("priya", viewport={"width": width, "height": 844}).new_page()
    open_ticket(page, ticket)
    page.keyboard.press("m")
    expect(page.locator("fl-toast")).to_contain_text("is yours")
    assert covered(page, "fl-toast", "#composer :is(a, button, textarea), #ticket-acts .btn, .fl-bar a") == []
    assert page.locator("fl-toast .left").evaluate("one => one.getClientRects().length") == 1
    page.keyboard.press("Control+z")
    expect(page.locator("fl-toast")).to_contain_text("Taken back")
    ticket.refresh_from_db()
    assert ticket.assignee_id is None


def test_closing_and_making_void_offer_undo(profile_of: ProfileOf, agency: World, ticket: Ticket) -> None:
    how = {"resolution_code": "remotely", "note": "", "minutes": 1, "now": clock.now()}
    resolve_ticket(actor=agency.actor("priya"), ticket_id=ticket.pk, **how)
    page = profile_of("dana").new_page()
    open_ticket(page, ticket)
    page.keyboard.press("e")
    expect(page.locator("fl-toast")).to_contain_text("is closed")
    page.keyboard.press("Control+z")
    expect(page.locator("#ticket-head .fl-st")).to_have_text("Resolved")
    page.get_by_label("More to do").click()
    page.get_by_role("link", name="Void, a mistake or a test").click()
    page.locator("#act_reason").fill("A test")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#ticket-head .fl-st")).to_have_text("Void")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#ticket-head .fl-st")).to_have_text("Resolved")


@pytest.mark.parametrize("kind", ["note", "reply"])
def test_an_address_that_asks_to_write_begins_in_that_box(profile_of: ProfileOf, ticket: Ticket, kind: str) -> None:
    page = profile_of("priya").new_page()
    page.goto(f"/tickets/{ticket.number}/?write={kind}")
    expect(page.locator(f"#write-{kind}")).to_be_focused()
    page.keyboard.type("At once")
    expect(page.locator(f"#write-{kind}")).to_have_value("At once")


def test_l_logs_a_call_of_the_same_caller_and_a_dot_copies_the_link(
    profile_of: ProfileOf, agency: World, ticket: Ticket
) -> None:
    context = profile_of("priya")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_ticket(page, ticket)
    page.keyboard.press(".")
    expect(page.locator("fl-toast")).to_contain_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/tickets/{ticket.number}/")
    page.keyboard.press("l")
    page.wait_for_url("**/calls/?**")
    expect(page.locator(".fl-caller .name")).to_have_text("Carol Jimenez")


def test_assign_by_typing_a_name(profile_of: ProfileOf, ticket: Ticket) -> None:
    page = profile_of("dana").new_page()
    open_ticket(page, ticket)
    page.keyboard.press("a")
    page.get_by_role("option").first.wait_for()
    page.keyboard.type("joel")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#ticket-head")).to_contain_text("Joel Baptiste")


def test_a_message_that_arrives_leaves_half_typed_text_alone(
    profile_of: ProfileOf, agency: World, ticket: Ticket
) -> None:
    page = profile_of("priya").new_page()
    open_ticket(page, ticket)
    page.keyboard.press("y")
    page.keyboard.type("I am on my w")
    work.add_note(actor=agency.actor("joel"), ticket_id=ticket.pk, body="Drum has come", now=clock.now())
    page.evaluate("document.querySelector('#ticket-talk fl-poll').refresh()")
    expect(page.locator("#arrivals")).to_contain_text("Your text is safe")
    page.keyboard.type("ay")
    expect(page.locator("#write-reply")).to_have_value("I am on my way")
    expect(page.locator("#ticket-talk")).to_contain_text("Drum has come")


def test_what_is_typed_is_there_on_another_computer(profile_of: ProfileOf, ticket: Ticket) -> None:
    page = profile_of("priya").new_page()
    open_ticket(page, ticket)
    page.keyboard.press("Shift+N")
    with page.expect_response(lambda answer: "/drafts/note/" in answer.url):
        page.keyboard.type("Half a thought")
    page.wait_for_timeout(2500)
    other = profile_of("priya").new_page()
    other.goto(f"/tickets/{ticket.number}/?write=note")
    expect(other.locator("#write-note")).to_have_value("Half a thought")
    assert Message.objects.filter(ticket=ticket).count() == 2


def test_ticket_queue_and_dialogs_are_accessible(profile_of: ProfileOf, ticket: Ticket) -> None:
    page, found = profile_of("dana").new_page(), []
    own = f"/tickets/{ticket.number}"
    for address in ("/tickets/", "/tickets/?view=late", f"{own}/history/", f"{own}/clocks/"):
        page.goto(address)
        found += looked_at(page, address)
    open_ticket(page, ticket)
    found += looked_at(page, "ticket")
    for key in ("e", "f", "a", "w", "s"):
        open_ticket(page, ticket)
        page.keyboard.press(key)
        page.get_by_role("dialog").wait_for()
        found += looked_at(page, f"dialog {key}")
    page.keyboard.press("Control+Enter")
    page.get_by_text("thing to fix").wait_for()
    found += looked_at(page, "dialog with errors")
    assert found + too_wide(page) == []
