"""The procedure's story in a real browser: coordinator and specialist at their own computers, by keyboard alone."""

import pytest

from firstline.contacts.models import Contact
from firstline.contacts.selectors import not_logged_yet
from firstline.teams.models import Availability, AvailabilityState
from firstline.tickets.models import Ticket
from tests.browser.keys import Keyboard, eventually
from tests.support.profiles import ProfileOf
from tests.world import World

TO_MARCUS = "button[name=outcome][value^='assign:'][aria-label*='Marcus']"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def marcus_is_free(agency: World) -> None:
    """Marcus, of Applications, has hung up."""
    Availability.objects.filter(user=agency.users["marcus"]).update(state=AvailabilityState.AVAILABLE)
    Availability.objects.filter(user=agency.users["bao"]).update(state=AvailabilityState.AWAY)


def tell(dana: Keyboard, caller: str, words: str) -> None:
    """Answer a call at the console that is ready for it: who, and what is wrong (5.2.1, 5.2.2)."""
    dana.is_in("#caller[role=combobox]")
    dana.type(caller)
    dana.press("Enter")
    dana.type(words)
    dana.sees("suggested: Classxp")


def test_the_procedure_from_the_ring_to_the_closed_ticket(
    agency: World, marcus_is_free: None, profile_of: ProfileOf
) -> None:
    dana = Keyboard(profile_of("dana"), "/my/calls/")
    solved_at_once(agency, dana)
    transferred_and_logged_afterwards(agency, dana, profile_of)
    assigned_and_worked_in_an_own_order(agency, dana, profile_of)


def solved_at_once(agency: World, dana: Keyboard) -> None:
    """5.2.3: the problem is solved, the call is logged and closed."""
    dana.press("n")
    tell(dana, "412", "Attendance in Classxp is empty")
    dana.press("Control+Enter")
    dana.sees("Logged as #")
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.requester) == ("closed", agency.carol)


def transferred_and_logged_afterwards(agency: World, dana: Keyboard, profile_of: ProfileOf) -> None:
    """5.2.4 to 5.2.6: passed to the specialist's direct extension, logged by him when the call is over."""
    tell(dana, "renata", "Report cards in Classxp stop")
    dana.press("Alt+t")
    dana.sees("Transfer the caller to this extension.")
    contact = Contact.objects.latest("id")
    assert contact.owner == agency.users["marcus"]
    assert contact.legs.get().to_extension == "3454"
    assert list(not_logged_yet(agency.actor("dana"), agency.district.pk)) == [contact]

    marcus = Keyboard(profile_of("marcus"), "/my/calls/")
    marcus.press("n")
    marcus.is_in("#caller[role=combobox]")
    marcus.press("Alt+PageDown")
    marcus.page.wait_for_url("**/calls/?call=*")
    marcus.reads("#problem", "Report cards in Classxp stop")
    marcus.press("Control+Enter")
    marcus.sees("Logged as #")
    contact.refresh_from_db()
    assert (contact.answered_by, contact.logged_by) == (agency.users["dana"], agency.users["marcus"])
    assert contact.started_at < contact.legs.get().transferred_at < contact.ended_at <= contact.logged_at
    assert not not_logged_yet(agency.actor("dana"), agency.district.pk)
    marcus.page.close()


def assigned_and_worked_in_an_own_order(agency: World, dana: Keyboard, profile_of: ProfileOf) -> None:
    """5.2.9 to 5.2.11: logged, assigned by nature; the specialist reviews the log and takes the calls in his order."""
    Availability.objects.filter(user=agency.users["marcus"]).update(state=AvailabilityState.ON_CALL)
    for caller, words in (("412", "Roster in Classxp is old"), ("teresa", "Class list in Classxp: how?")):
        tell(dana, caller, words)
        log_for_marcus(dana)
    marcus = Keyboard(profile_of("marcus"), "/my/calls/")
    marcus.page.wait_for_load_state()
    first, second = (str(row.get_attribute("data-id")) for row in marcus.page.query_selector_all("li[data-id]"))
    marcus.press("j", "Alt+ArrowDown")
    eventually(lambda: order_of(marcus) == [second, first], marcus.page)
    marcus.sees("placed by you")
    marcus.page.reload()
    assert order_of(marcus) == [second, first]

    marcus.press("j", "c")
    marcus.page.wait_for_url("**/tickets/**")
    marcus.page.wait_for_load_state()
    marcus.press("Shift+N")
    marcus.is_in("#write-note")
    marcus.type("Rang back, shown how.")
    marcus.press("Control+Enter")
    eventually(lambda: Ticket.objects.get(pk=second).messages.filter(kind="note").exists(), marcus.page)
    marcus.sees("Rang back, shown how.")
    marcus.press("Escape", "e")
    resolve(marcus)
    eventually(lambda: Ticket.objects.get(pk=second).status == "resolved", marcus.page)
    assert Ticket.objects.get(pk=first).status == "new"


def order_of(keys: Keyboard) -> list[str | None]:
    """Return the ids of the rows as they stand."""
    return [row.get_attribute("data-id") for row in keys.page.query_selector_all("li[data-id]")]


def log_for_marcus(dana: Keyboard) -> None:
    """Walk to Marcus's button beside the form and press it."""
    dana.page.wait_for_selector(TO_MARCUS)
    dana.tab_to(TO_MARCUS)
    dana.press("Enter")
    dana.sees("with Marcus Okafor")


def resolve(keys: Keyboard) -> None:
    """Say in the dialog how it was solved, and send it."""
    keys.page.wait_for_selector("dialog[open]")
    keys.tab_to("[name=resolution_code]")
    keys.type("Remotely")
    keys.tab_to("[name=note]")
    keys.type("Showed the class list.")
    keys.press("Control+Enter")
