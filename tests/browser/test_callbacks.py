"""Callbacks in a browser: the row with the focus takes the keys, no answer asks when again, each can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from firstline.contacts.models import Callback
from firstline.kernel import clock
from firstline.tickets.models import Ticket
from firstline.tickets.services.intake import Call, Problem, log_and_promise_callback
from tests.browser.keys import eventually, until
from tests.support.axe import looked_at
from tests.support.profiles import ProfileOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tickets(agency: World) -> list[Ticket]:
    """Return two tickets whose callers are to be rung: one is late by 12 minutes, one due in half an hour."""
    made = []
    for words, minutes in (("Roster is old", -12), ("Report cards stop", 30)):
        now = clock.now()
        call = Call(uuid4(), agency.district.pk, now - timedelta(minutes=40), agency.carol.pk)
        problem = Problem(words, agency.natures["classxp"].pk)
        promised_at = now + timedelta(hours=1)
        logged = log_and_promise_callback(
            actor=agency.actor("dana"), call=call, problem=problem, promised_at=promised_at, number="4120", now=now
        )
        Callback.objects.filter(ticket_link__ticket=logged.ticket).update(due_at=now + timedelta(minutes=minutes))
        made.append(logged.ticket)
    return made


def callbacks_of(profile_of: ProfileOf, who: str = "dana") -> Page:
    page = profile_of(who).new_page()
    page.goto("/callbacks/")
    until(page, "Boolean(customElements.get('fl-sortable'))")
    return page


def state(ticket: Ticket) -> str:
    return Callback.objects.get(ticket_link__ticket=ticket).state


def test_the_row_with_the_focus_takes_the_keys(tickets: list[Ticket], profile_of: ProfileOf) -> None:
    late, later = tickets
    page = callbacks_of(profile_of)
    expect(page.get_by_role("heading", name="Late 1")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_url(f"**/tickets/{later.number}/**")
    assert (state(late), state(later)) == ("due", "reached")
    expect(page.locator("#write-note")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    eventually(lambda: state(later) == "due", page)


def test_no_answer_asks_when_again(tickets: list[Ticket], profile_of: ProfileOf) -> None:
    late, _later = tickets
    page = callbacks_of(profile_of)
    page.keyboard.press("u")
    field = page.get_by_label("Try again", exact=True)
    expect(field).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#act-dialog [role=alert], #act-dialog .fl-error").first).to_be_visible()
    field.fill("in 30 min")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/callbacks/**")
    expect(page.get_by_text("tried 1 time")).to_be_visible()
    assert Callback.objects.get(ticket_link__ticket=late).due_at > clock.now() + timedelta(minutes=28)
    page.get_by_role("button", name="Undo").click()
    eventually(lambda: Callback.objects.get(ticket_link__ticket=late).attempts_count == 0, page)


def test_one_is_promised_from_the_ticket_and_is_not_needed(
    agency: World, tickets: list[Ticket], profile_of: ProfileOf
) -> None:
    late, _later = tickets
    page = callbacks_of(profile_of)
    page.get_by_role("link", name="Not needed").first.click()
    page.get_by_role("button", name="It is not needed").click()
    eventually(lambda: state(late) == "not_needed", page)
    page.goto(f"/tickets/{late.number}/")
    until(page, "Boolean(customElements.get('fl-sortable'))")
    page.keyboard.press("b")
    page.get_by_label("When?").fill("in 2 h")
    page.keyboard.press("Control+Enter")
    eventually(lambda: Callback.objects.filter(ticket_link__ticket=late, state="due").exists(), page)
    expect(page.get_by_text("promised to ring back")).to_be_visible()


def test_axe_finds_nothing(tickets: list[Ticket], profile_of: ProfileOf) -> None:
    page = callbacks_of(profile_of)
    found = looked_at(page, "owed")
    page.keyboard.press("u")
    page.locator("#act-dialog[open]").wait_for()
    found += looked_at(page, "no answer")
    Callback.objects.update(state="reached")
    page.goto("/callbacks/")
    found += looked_at(page, "empty")
    assert found == []
