"""A call logged by keyboard alone (UX.md F1, F5 to F7, F14): keys and requests within their budget."""

from datetime import timedelta

import pytest

from firstline.contacts.models import Callback, Contact
from firstline.kernel import clock
from firstline.tickets.models import Ticket
from tests.browser.keys import Keyboard, covered, eventually, until
from tests.support.profiles import ProfileOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = 6
"""F1: N, Enter, Ctrl+Enter are three; the budget leaves three for a doubt."""
REQUESTS = 12
"""From N to the console that is ready for the next call, files and refreshes by the clock left out."""
REQUESTS_AFTER_THE_WORDS = 5
"""After the last word: the suggestion and the draft for it, the log, the fresh console and its list of callers."""
PROBLEM = "Progress reports will not print"


def answered(profile_of: ProfileOf, words: str = PROBLEM) -> Keyboard:
    """Return Dana's keyboard after N, 412, Enter and the words, from a page that is not the console."""
    keys = Keyboard(profile_of("dana"), "/my/calls/")
    keys.press("n")
    keys.is_in("#caller[role=combobox]")
    keys.type("412")
    keys.press("Enter")
    keys.type(words)
    return keys


def test_a_solved_call_takes_three_keys_and_the_words(agency: World, profile_of: ProfileOf) -> None:
    before = clock.now()
    keys = answered(profile_of)
    asked = len(keys.requests)
    keys.press("Control+Enter")
    keys.sees("Logged as #")
    keys.is_in("#caller[role=combobox]")
    assert len(keys.presses) <= KEYS
    assert len(keys.requests) <= REQUESTS, keys.requests
    assert len(keys.requests) - asked <= REQUESTS_AFTER_THE_WORDS, keys.requests
    ticket = Ticket.objects.select_related("nature", "requester", "resolution_code").get()
    assert (ticket.status, ticket.title, ticket.requester) == ("closed", PROBLEM, agency.carol)
    assert (ticket.nature, str(ticket.resolution_code)) == (agency.natures["printing"], "On the call")
    contact = Contact.objects.get()
    assert (contact.person, contact.outcome) == (agency.carol, "solved")
    assert contact.answered_by_id == contact.logged_by_id == agency.users["dana"].pk
    assert before - timedelta(seconds=1) <= contact.started_at < contact.ended_at <= clock.now()
    assert ticket.opened_at == contact.started_at


def test_the_next_call_begins_without_a_key(agency: World, profile_of: ProfileOf) -> None:
    keys = answered(profile_of)
    keys.press("Control+Enter")
    keys.sees("Logged as #")
    keys.is_in("#caller[role=combobox]")
    keys.type("carol")
    keys.press("Enter")
    keys.type("Her Wi-Fi drops")
    keys.press("Control+Enter")
    eventually(lambda: Ticket.objects.filter(title="Her Wi-Fi drops", requester=agency.carol).exists(), keys.page)


def test_letters_typed_while_the_console_is_on_its_way_are_not_lost(agency: World, profile_of: ProfileOf) -> None:
    keys = Keyboard(profile_of("dana"), "/my/calls/")
    keys.press("n")
    keys.type("412")
    keys.reads("#caller", "412")
    keys.sees("Carol Jimenez")


def test_another_nature_is_one_key(agency: World, profile_of: ProfileOf) -> None:
    keys = answered(profile_of)
    keys.sees("suggested: Printing")
    keys.press("Alt+2")
    keys.sees("chosen by you")
    keys.press("Control+Enter")
    keys.sees("Logged as #")
    assert Ticket.objects.get().nature == agency.natures["classxp"]
    assert len(keys.presses) <= KEYS


def test_a_live_caller_is_transferred_to_the_best_who_is_free(agency: World, profile_of: ProfileOf) -> None:
    keys = answered(profile_of)
    keys.sees("suggested: Printing")
    keys.press("Alt+t")
    keys.sees("Transfer the caller to this extension.")
    contact = Contact.objects.get()
    leg = contact.legs.get()
    assert (contact.outcome, contact.owner_id) == ("transferred", leg.to_user_id)
    assert leg.to_user_id in {agency.users["priya"].pk, agency.users["joel"].pk}
    keys.sees(leg.to_extension)
    assert not Ticket.objects.exists()
    assert len(keys.presses) <= KEYS


def test_a_call_is_forwarded_by_its_nature_with_what_was_tried(agency: World, profile_of: ProfileOf) -> None:
    keys = answered(profile_of)
    keys.sees("suggested: Printing")
    keys.press("Alt+f")
    keys.sees("To Printing")
    keys.type("Another tray, another cable.")
    keys.press("Control+Enter")
    keys.sees("in the queue of Printing")
    ticket = Ticket.objects.select_related("group", "level").get()
    assert (ticket.group.name, ticket.level.rank, ticket.status) == ("Printing", 2, "new")
    assert ticket.messages.filter(kind="note", body="Another tray, another cable.").exists()


def test_what_was_tried_on_the_form_goes_along_so_that_enter_forwards(agency: World, profile_of: ProfileOf) -> None:
    keys = answered(profile_of)
    keys.sees("suggested: Printing")
    while keys.page.evaluate("document.activeElement.id") != "tried":
        keys.press("Tab")
    keys.type("Another tray.")
    keys.press("Alt+f")
    until(keys.page, "document.activeElement.hasAttribute('data-default')")
    keys.press("Enter")
    keys.sees("in the queue of Printing")
    assert Ticket.objects.get().messages.filter(kind="note", body="Another tray.").exists()


def test_a_call_is_left_in_the_queue(agency: World, profile_of: ProfileOf) -> None:
    keys = answered(profile_of)
    keys.press("Alt+q")
    keys.sees("in the queue of Call desk")
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.nature) == ("new", agency.natures["printing"])
    assert len(keys.presses) <= KEYS


def test_a_callback_is_promised_in_words(agency: World, profile_of: ProfileOf) -> None:
    keys = answered(profile_of)
    keys.press("Alt+b")
    keys.page.wait_for_selector("#callback[open]")
    keys.type("in 1 h")
    before = clock.now()
    keys.press("Enter")
    keys.sees("Logged as #")
    callback = Callback.objects.get()
    assert callback.number == "4120"
    assert timedelta(minutes=58) < callback.promised_at - before < timedelta(minutes=62)
    assert callback.contact.outcome == "callback"
    assert len(keys.presses) <= KEYS


def test_a_caller_who_is_not_in_the_directory_is_logged_as_told(agency: World, profile_of: ProfileOf) -> None:
    keys = Keyboard(profile_of("dana"), "/my/calls/")
    keys.press("n")
    keys.is_in("#caller[role=combobox]")
    keys.type("Xavier Quixote")
    keys.press("Enter")
    keys.type("Wi-Fi is gone")
    keys.press("Control+Enter")
    keys.sees("Logged as #")
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.requester_name) == (None, "Xavier Quixote")


def test_after_a_call_the_empty_caller_field_leaves_undo_and_the_shortcut_sheet_to_the_page(
    agency: World, profile_of: ProfileOf
) -> None:
    keys = answered(profile_of)
    keys.press("Control+Enter")
    keys.sees("Logged as #")
    keys.is_in("#caller[role=combobox]")
    assert covered(keys.page, "fl-toast", "#call-form :is(button, input, textarea)") == []
    keys.press("?")
    keys.page.wait_for_selector("#fl-shortcuts[open]")
    for name in (
        "Transfer the caller",
        "Use the first answer",
        "More or less severe",
        "as long as the notice offers it",
    ):
        keys.reads("#fl-shortcuts dt", name)
    keys.press("Escape")
    keys.is_in("#caller[role=combobox]")
    assert keys.page.input_value("#caller") == ""
    with keys.page.expect_response(lambda answer: "/undo" in answer.url):
        keys.press("Control+z")
    keys.reads("#problem", PROBLEM)
    keys.page.goto("/calls/?new=1")
    keys.is_in("#caller[role=combobox]")
    keys.type("412?")
    assert keys.page.input_value("#caller") == "412?"
