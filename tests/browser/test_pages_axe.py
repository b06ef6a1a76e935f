"""axe finds nothing on queue, person, questions, help and unlogged calls, with each layer and error open.

Light and dark, 1440 and 390 wide; in the dark only colors are looked at again. Console and call log stand in
``test_console_axe``, most dialogs of the ticket in ``test_ticket_page``.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from firstline.kernel import clock
from firstline.tickets.models import Ticket
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.services.intake import Call, Problem, log_and_assign, log_and_queue
from tests.architecture.matrix.seed import seed
from tests.browser.keys import until
from tests.support.axe import SIZES, looked_at
from tests.support.call_form import call_form
from tests.support.profiles import ProfileOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def ready(page: Page) -> None:
    """Wait until the page's scripts run."""
    until(page, "Boolean(customElements.get('fl-sortable'))")


def call_of(agency: World, minutes_ago: int) -> Call:
    """Return a call of Carol's."""
    now = clock.now()
    began, ended = now - timedelta(minutes=minutes_ago), now - timedelta(minutes=minutes_ago - 1)
    return Call(uuid4(), agency.district.pk, began, agency.carol.pk, ended_at=ended)


def queued(agency: World, words: str = "Progress reports will not print", nature: str = "printing") -> Ticket:
    """Return a ticket in the queue."""
    problem = Problem(words, agency.natures[nature].pk)
    return log_and_queue(actor=agency.actor("dana"), call=call_of(agency, 9), problem=problem, now=clock.now()).ticket


def test_queue_and_what_changed_there(agency: World, profile_of: ProfileOf) -> None:
    page = profile_of("dana").new_page()
    found = []
    page.goto("/tickets/?view=my_groups")
    found += looked_at(page, "empty")
    waiting, late = queued(agency), queued(agency, "Nothing prints")
    until_at = clock.now() + timedelta(days=1)
    work.wait_on(
        actor=agency.actor("priya"), ticket_id=waiting.pk, waiting_on="parts", reason="Drum", until=until_at,
        now=clock.now(),
    )  # fmt: skip
    late.clocks.update(due_at=clock.now() - timedelta(hours=1))
    page.goto(f"/tickets/?nature={late.nature_id}")
    found += looked_at(page, "of one nature")
    page.goto("/tickets/")
    ready(page)
    queued(agency, "It came meanwhile")
    page.evaluate("document.querySelector('main fl-poll').refresh()")
    page.get_by_role("link", name="Refresh").wait_for()
    assert found + looked_at(page, "with a change") == []


def test_unlogged_calls_and_their_menu(agency: World, profile_of: ProfileOf) -> None:
    page = profile_of("dana").new_page()
    page.goto("/calls/unlogged/")
    found = looked_at(page, "empty")
    dana = Client()
    dana.force_login(agency.users["dana"])
    form = call_form(agency, started_at=clock.now().isoformat())
    dana.post(f"/calls/drafts/{form['draft_id']}/end/", form)
    page.goto("/calls/unlogged/")
    found += looked_at(page, "with a call")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    found += looked_at(page, "why no ticket is needed")
    assert found == []


def test_a_person_with_coverage_and_tickets(agency: World, profile_of: ProfileOf) -> None:
    queued(agency)
    page = profile_of("dana").new_page()
    page.goto(f"/people/{agency.carol.pk}/")
    page.get_by_text("Covered for all services").wait_for()
    page.evaluate("document.querySelectorAll('.fl-clause').forEach(one => one.open = true)")
    found = looked_at(page, "person")
    page.goto(f"/people/{agency.carol.pk}/tickets/")
    found += looked_at(page, "coverage and tickets alone")
    page.goto(f"/people/{agency.person('paul').pk}/")
    page.get_by_text("No tickets").first.wait_for()
    assert found + looked_at(page, "guarded") == []


def test_questions_and_an_error_in_them(agency: World, profile_of: ProfileOf) -> None:
    page = profile_of("dana").new_page()
    page.goto("/questions/")
    found = looked_at(page, "all natures")
    page.goto(f"/questions/{agency.natures['printing'].pk}/")
    page.locator("[name=version]").evaluate("field => field.value = '99'")
    page.get_by_role("button", name="Publish version").click()
    page.locator("#questions-error").wait_for()
    assert found + looked_at(page, "with an error") == []


def test_help_pages_and_their_menu(agency: World, profile_of: ProfileOf) -> None:
    page = profile_of("carol").new_page()
    page.goto("/help/")
    found = looked_at(page, "nothing asked yet")
    ticket = queued(agency)
    work.reply_to_requester(actor=agency.actor("priya"), ticket_id=ticket.pk, body="On my way", now=clock.now())
    how = {"resolution_code": "remotely", "note": "", "minutes": 1}
    resolution.resolve_ticket(actor=agency.actor("priya"), ticket_id=queued(agency).pk, **how, now=clock.now())
    for address in ("/help/", f"/help/{ticket.number}/", "/help/404404/"):
        page.goto(address)
        found += looked_at(page, address)
    page.goto("/help/")
    page.locator(".fl-me summary").click()
    assert found + looked_at(page, "menu", ["wide"]) == []


def test_layers_of_the_shell(agency: World, profile_of: ProfileOf) -> None:
    seed(agency)
    page, found = profile_of("marcus").new_page(), []
    page.goto("/notices/")
    ready(page)
    for size in SIZES:
        page.set_viewport_size(SIZES[size])
        menus = page.locator(".fl-top summary:visible, .fl-me summary:visible, .fl-bar summary:visible")
        for number in range(menus.count()):
            page.set_viewport_size(SIZES[size])
            menus.nth(number).click()
            found += looked_at(page, f"menu {number}", [size])
            page.set_viewport_size(SIZES[size])
            page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    assert found + looked_at(page, "shortcuts") == []


def test_dialogs_and_greyed_rows_of_the_call_log(agency: World, profile_of: ProfileOf) -> None:
    made = []
    for words in ("Roster is old", "Attendance is empty"):
        problem, marcus = Problem(words, agency.natures["classxp"].pk), agency.users["marcus"].pk
        call, now = call_of(agency, 5), clock.now()
        logged = log_and_assign(actor=agency.actor("dana"), call=call, problem=problem, user_id=marcus, now=now)
        made.append(logged.ticket)
    page = profile_of("marcus").new_page()
    page.goto(f"/my/calls/?sel={made[0].number}")
    ready(page)
    found = []
    for key in ("e", "w"):
        page.locator("[data-beside-acts] a[data-htmx-powered]").first.wait_for(state="attached")
        page.keyboard.press(key)
        page.get_by_role("dialog").wait_for()
        found += looked_at(page, f"dialog {key}")
        page.keyboard.press("Escape")
    assignment.take_ticket(actor=agency.actor("priya"), ticket_id=made[1].pk, now=clock.now())
    page.evaluate("document.querySelector('[data-call-log] fl-poll').refresh()")
    expect(page.locator(".fl-work-row.gone")).to_have_count(1)
    assert found + looked_at(page, "with a greyed row") == []


def test_rarer_dialogs_and_states_of_a_ticket(agency: World, profile_of: ProfileOf) -> None:
    how = {"resolution_code": "remotely", "note": "", "minutes": 1}
    ticket = queued(agency, "Password does not work", "signin")
    page, found = profile_of("dana").new_page(), []
    address = f"/tickets/{ticket.number}/"
    for act in ("identity", "void"):
        page.goto(f"{address}{act}/")
        found += looked_at(page, f"page of {act}")
    page.goto(f"{address}?write=note")
    ready(page)
    page.locator("#ticket-acts a[data-htmx-powered]").first.wait_for(state="attached")
    page.get_by_label("More to do").click()
    found += looked_at(page, "menu")
    page.get_by_role("link", name="Void, a mistake or a test").click()
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("thing to fix").wait_for()
    found += looked_at(page, "void with an error")
    page.keyboard.press("Escape")
    work.add_note(actor=agency.actor("joel"), ticket_id=ticket.pk, body="Mine", now=clock.now())
    page.evaluate("document.querySelector('#ticket-talk fl-poll').refresh()")
    page.get_by_text("Your text is safe").wait_for()
    found += looked_at(page, "an arrival")
    Ticket.objects.filter(pk=ticket.pk).update(identity_verified=True)
    resolution.resolve_ticket(actor=agency.actor("priya"), ticket_id=ticket.pk, **how, now=clock.now())
    page.goto(f"{address}reopen/")
    found += looked_at(page, "page of reopen")
    page.goto(address)
    page.get_by_role("button", name="Close", exact=False).first.click()
    page.locator("fl-toast").wait_for()
    assert found + looked_at(page, "closed, with Undo") == []
