"""Every keystroke of a call is kept: over reloads, computers, sign-outs, and while the server is away."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from firstline.contacts.models import CallDraft, Contact
from firstline.kernel import clock
from firstline.tickets.models import Ticket
from tests.browser.keys import eventually, until
from tests.support.call_form import call_form
from tests.support.profiles import ProfileOf, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
COPIES = "Object.keys(localStorage).filter(key => key.startsWith('fl-draft:'))"
SERVER = re.compile(r"/calls/(drafts|log|assist|callers|live)")
WORDS = "It will not print since Monday"


def typing(context: BrowserContext, words: str = WORDS) -> Page:
    """Return the console with words in it."""
    page = context.new_page()
    page.goto("/calls/")
    page.wait_for_selector("#caller[role=combobox]")
    page.fill("#problem", words)
    return page


def draft_text() -> str:
    """Return the problem of the newest draft on the server."""
    draft = CallDraft.objects.order_by("-created_at").first()
    return draft.data.get("problem", "") if draft else ""


def test_a_reload_and_a_second_computer_show_what_was_typed(agency: World, profile_of: ProfileOf) -> None:
    page = typing(profile_of("dana"))
    page.wait_for_url("**/calls/?call=*")
    assert draft_text() == WORDS
    page.reload()
    expect(page.locator("#problem")).to_have_value(WORDS)
    elsewhere = profile_of("dana").new_page()
    elsewhere.goto("/calls/")
    elsewhere.get_by_role("link", name=WORDS[:20]).click()
    expect(elsewhere.locator("#problem")).to_have_value(WORDS)
    elsewhere.fill("#tried", "Another cable")
    eventually(lambda: CallDraft.objects.get().data.get("tried") == "Another cable", elsewhere)
    page.fill("#problem", f"{WORDS} morning")
    expect(page.locator("#tried")).to_have_value("Another cable")
    eventually(lambda: CallDraft.objects.get().data.get("problem") == f"{WORDS} morning", page)
    assert CallDraft.objects.get().data["tried"] == "Another cable"


def test_signing_out_keeps_the_draft_and_another_person_never_sees_it(agency: World, profile_of: ProfileOf) -> None:
    context = profile_of("dana")
    page = typing(context)
    page.wait_for_url("**/calls/?call=*")
    address = page.url
    context.clear_cookies()
    sign_in(context, agency, "sunita", address)
    page.goto("/calls/")
    assert WORDS not in page.content()
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    context.clear_cookies()
    sign_in(context, agency, "dana", address)
    page.goto(address)
    expect(page.locator("#problem")).to_have_value(WORDS)


def test_a_copy_of_another_person_on_the_same_computer_is_neither_shown_nor_sent(
    agency: World, profile_of: ProfileOf
) -> None:
    context = profile_of("dana")
    page = context.new_page()
    page.goto("/calls/")
    context.route(SERVER, lambda route: route.abort())
    page.fill("#problem", WORDS)
    until(page, f"{COPIES}.length === 1")
    context.clear_cookies()
    sign_in(context, agency, "sunita", page.url)
    page.close(run_before_unload=False)
    context.unroute(SERVER)
    other = context.new_page()
    other.goto("/calls/")
    other.wait_for_timeout(2500)
    assert WORDS not in other.content()
    assert not CallDraft.objects.filter(data__problem=WORDS).exists()


def test_words_typed_while_the_server_is_away_arrive_when_it_is_back(agency: World, profile_of: ProfileOf) -> None:
    context = profile_of("dana")
    page = typing(context)
    page.wait_for_url("**/calls/?call=*")
    context.route(SERVER, lambda route: route.abort())
    page.fill("#problem", f"{WORDS} and still")
    until(page, f"{COPIES}.length === 1")
    expect(page.locator("[data-draft-state]").first).to_have_attribute("data-state", "kept")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)
    assert not Ticket.objects.exists()
    context.unroute(SERVER)
    page.wait_for_timeout(100)
    eventually(lambda: draft_text() == f"{WORDS} and still", page, seconds=30)


def test_solved_pressed_while_the_server_is_away_makes_one_ticket_when_it_is_back(
    agency: World, profile_of: ProfileOf
) -> None:
    context = profile_of("dana")
    page = typing(context)
    page.fill("#caller", "Xavier Quixote")
    page.wait_for_url("**/calls/?call=*")
    context.route(SERVER, lambda route: route.abort())
    page.fill("#problem", f"{WORDS}, solved")
    expect(page.locator("[data-draft-state]").first).to_have_attribute("data-state", "kept")
    page.keyboard.press("Control+Enter")
    context.unroute(SERVER)
    eventually(lambda: Ticket.objects.filter(status="closed", title=f"{WORDS}, solved").count() == 1, page, seconds=30)
    assert Contact.objects.count() == 1


def test_a_confidential_desk_leaves_nothing_in_the_browser(agency: World, profile_of: ProfileOf) -> None:
    context = profile_of("rita")
    page = context.new_page()
    page.goto("/calls/")
    context.route(SERVER, lambda route: route.abort())
    page.fill("#problem", "Car 12 lost its terminal")
    expect(page.locator("[data-draft-state]").first).to_have_attribute("data-state", "memory")
    assert page.evaluate(COPIES) == []
    assert page.evaluate("JSON.stringify([...Object.entries(localStorage), ...Object.entries(sessionStorage)])") == "[]"
    context.unroute(SERVER)
    eventually(lambda: draft_text() == "Car 12 lost its terminal", page, seconds=30)


def test_a_double_click_makes_one_ticket(agency: World, profile_of: ProfileOf) -> None:
    page = typing(profile_of("dana"))
    page.fill("#caller", "Xavier Quixote")
    page.get_by_role("button", name="Solved, log and close").dblclick(no_wait_after=True)
    page.get_by_text("Logged as #").first.wait_for()
    assert (Ticket.objects.count(), Contact.objects.count()) == (1, 1)


def test_the_same_call_logged_in_two_tabs_makes_one_ticket(agency: World, profile_of: ProfileOf) -> None:
    context = profile_of("dana")
    page = typing(context)
    page.fill("#caller", "Xavier Quixote")
    page.wait_for_url("**/calls/?call=*")
    eventually(lambda: CallDraft.objects.filter(data__name_as_told="Xavier Quixote").exists(), page)
    twin = context.new_page()
    twin.goto(page.url)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Logged as #").first.wait_for()
    twin.get_by_role("button", name="Solved, log and close").click()
    twin.get_by_text("Logged as #").first.wait_for()
    assert (Ticket.objects.count(), Contact.objects.count()) == (1, 1)


def test_a_call_handed_over_shows_itself_at_the_colleagues_console(agency: World, profile_of: ProfileOf) -> None:
    page = profile_of("priya").new_page()
    page.goto("/calls/")
    dana = Client()
    dana.force_login(agency.users["dana"])
    form = call_form(agency, draft_id=str(uuid4()), started_at=clock.now().isoformat())
    dana.post("/calls/transfer/", form | {"to_user": agency.users["priya"].pk})
    page.get_by_text("Not logged yet").first.wait_for(timeout=25_000)
