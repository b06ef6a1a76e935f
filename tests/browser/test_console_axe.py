"""axe finds nothing on console, unlogged calls and open call log: light and dark, wide and narrow, every layer open."""

import pytest
from django.test import Client

from firstline.kernel import clock
from tests.support.axe import SIZES, in_both_themes
from tests.support.call_form import call_form
from tests.support.profiles import ProfileOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LAYERS = ("forward", "callback", "no-ticket", "earlier", "new-caller")


def calls(agency: World) -> str:
    """Leave a draft with a caller, a call without a log, calls with Marcus; return the draft's address."""
    dana = Client()
    dana.force_login(agency.users["dana"])
    now = clock.now().isoformat()
    for words in ("Attendance in Classxp is empty", "Roster in Classxp is old"):
        form = call_form(agency, problem=words, outcome=f"assign:{agency.users['marcus'].pk}", started_at=now)
        dana.post("/calls/log/", form)
    ended = call_form(agency, started_at=now)
    dana.post(f"/calls/drafts/{ended['draft_id']}/end/", ended)
    form = call_form(agency, problem="Her password has expired", started_at=now)
    dana.post(f"/calls/drafts/{form['draft_id']}/", form | {"revision": 0})
    return f"/calls/?call={form['draft_id']}"


@pytest.mark.parametrize("size", SIZES)
def test_the_console_and_its_layers_are_accessible(agency: World, profile_of: ProfileOf, size: str) -> None:
    address = calls(agency)
    page = profile_of("dana", viewport=SIZES[size]).new_page()
    page.goto("/calls/")
    found = in_both_themes(page, "empty")
    page.goto(address)
    found += in_both_themes(page, "with a caller")
    for name in LAYERS:
        page.evaluate("name => document.getElementById(name).showModal()", name)
        found += in_both_themes(page, name)
        page.evaluate("name => document.getElementById(name).close()", name)
    page.evaluate("document.querySelectorAll('fl-console details').forEach(one => one.open = true)")
    found += in_both_themes(page, "menus open")
    page.evaluate("document.querySelectorAll('fl-console details').forEach(one => one.open = false)")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#call-error")
    found += in_both_themes(page, "with an error")
    assert found == []


@pytest.mark.parametrize("size", SIZES)
def test_the_list_of_callers_is_accessible(agency: World, profile_of: ProfileOf, size: str) -> None:
    page = profile_of("dana", viewport=SIZES[size]).new_page()
    page.goto("/calls/")
    page.wait_for_selector("#caller[role=combobox]")
    page.fill("#caller", "carol")
    page.wait_for_selector("[role=option]")
    assert in_both_themes(page, "callers") == []


@pytest.mark.parametrize("size", SIZES)
def test_unlogged_calls_and_open_call_log_are_accessible(agency: World, profile_of: ProfileOf, size: str) -> None:
    calls(agency)
    dana = profile_of("dana", viewport=SIZES[size]).new_page()
    found = []
    for address in ("/calls/unlogged/", "/my/calls/", f"/my/calls/?person={agency.users['marcus'].pk}"):
        dana.goto(address)
        found += in_both_themes(dana, address)
    marcus = profile_of("marcus", viewport=SIZES[size]).new_page()
    marcus.goto("/my/calls/")
    found += in_both_themes(marcus, "own log")
    marcus.evaluate("document.querySelector('.fl-work-row details').open = true")
    found += in_both_themes(marcus, "row menu")
    assert found == []
