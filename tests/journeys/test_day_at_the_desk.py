"""A day at the desk in a real browser, by keyboard alone: a coordinator, a specialist and the secretary who called."""

import csv
import io
from functools import partial

import pytest

from firstline.contacts.selectors import not_logged_yet
from firstline.ledger.models import Entry
from firstline.teams.models import Availability, AvailabilityState
from firstline.tickets.models import Ticket
from tests.browser.keys import Keyboard, eventually
from tests.support.profiles import ProfileOf
from tests.world import World

PROBLEMS = ("Roster in Classxp is old", "Grades in Classxp do not save", "Bell times in Classxp are last year's")
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_day_at_the_desk(agency: World, profile_of: ProfileOf) -> None:
    Availability.objects.filter(user=agency.users["marcus"]).update(state=AvailabilityState.ON_CALL)
    dana = Keyboard(profile_of("dana"), "/calls/")
    morning_calls_are_left_in_the_queue(agency, dana)
    the_queue_is_given_out(agency, dana)
    worked = the_specialist_answers_and_waits(agency, profile_of)
    the_secretary_answers_from_her_own_page(agency, profile_of, worked)
    the_specialist_resolves(profile_of, worked)
    the_coordinator_finds_and_closes_it(dana, worked)
    the_day_ends_with_nothing_forgotten(agency, dana)


def morning_calls_are_left_in_the_queue(agency: World, dana: Keyboard) -> None:
    """Three calls of Carol's within minutes: logged, not solved."""
    for count, words in enumerate(PROBLEMS, start=1):
        dana.is_in("#caller[role=combobox]")
        dana.type("412")
        dana.sees("Carol Jimenez")
        dana.press("Enter")
        dana.type(words)
        dana.sees("suggested: Classxp")
        dana.press("Alt+q")
        waiting = range(count, len(PROBLEMS) + 1)
        eventually(partial(is_among, waiting), dana.page)
    assert set(Ticket.objects.values_list("requester", flat=True)) == {agency.carol.pk}


def is_among(counts: range) -> bool:
    """Return whether so many tickets are new."""
    return Ticket.objects.filter(status="new").count() in counts


def the_queue_is_given_out(agency: World, dana: Keyboard) -> None:
    """All at once to Marcus; taken back, and given again; the list as a file."""
    dana.page.goto("/tickets/")
    dana.press("j", "x", "j", "x", "j", "x")
    dana.sees("3 selected")
    dana.press("a")
    dana.page.wait_for_selector("#bulk-dialog[open]")
    dana.tab_to("#bulk-dialog select, #bulk-dialog [name=assignee]")
    dana.type("Marcus")
    dana.press("Control+Enter")
    marcus = agency.users["marcus"]
    dana.sees("3 given to Marcus Okafor")
    eventually(lambda: Ticket.objects.filter(assignee=marcus).count() == len(PROBLEMS), dana.page)
    dana.press("Control+z")
    # On the page that the answer leads to: when the rows are there, that page may still be on its way.
    dana.sees(f"{len(PROBLEMS)} taken back")
    assert Ticket.objects.filter(assignee=None).count() == len(PROBLEMS)
    dana.page.goto("/tickets/")
    dana.press("j", "x", "j", "x", "j", "x", "a")
    dana.page.wait_for_selector("#bulk-dialog[open]")
    dana.tab_to("#bulk-dialog select, #bulk-dialog [name=assignee]")
    dana.type("Marcus")
    dana.press("Control+Enter")
    eventually(lambda: Ticket.objects.filter(assignee=marcus).count() == len(PROBLEMS), dana.page)
    answer = dana.page.context.request.get("/tickets/queue.csv")
    rows = list(csv.reader(io.StringIO(answer.body().decode("utf-8-sig"))))
    assert answer.ok
    assert sum(any(words in cell for cell in row for words in PROBLEMS) for row in rows) == len(PROBLEMS)


def the_specialist_answers_and_waits(agency: World, profile_of: ProfileOf) -> Ticket:
    """Marcus sees what came, opens the first of his log, answers, and waits for Carol."""
    marcus = Keyboard(profile_of("marcus"), "/my/calls/")
    marcus.press("j", "o")
    marcus.page.wait_for_url("**/tickets/*/**")
    ticket = Ticket.objects.get(number=marcus.page.url.split("/tickets/")[1].split("/")[0])
    marcus.page.wait_for_load_state()
    marcus.press("y")
    marcus.is_in("#write-reply")
    marcus.type("Which class is it?")
    marcus.press("Control+Enter")
    marcus.sees("Which class is it?")
    assert ticket.messages.filter(kind="reply").count() == 1
    marcus.press("Escape", "w")
    marcus.page.wait_for_selector("dialog[open]")
    marcus.tab_to("[name=waiting_on]")
    marcus.press("Space")
    marcus.tab_to("[name=reason]")
    marcus.type("Which class it is")
    marcus.tab_to("[name=until]")
    marcus.type("tomorrow 8")
    marcus.press("Control+Enter")
    eventually(lambda: Ticket.objects.get(pk=ticket.pk).status == "waiting", marcus.page)
    marcus.page.close()
    return ticket


def the_secretary_answers_from_her_own_page(agency: World, profile_of: ProfileOf, ticket: Ticket) -> None:
    """Carol reads the question where she looks after her own requests, and answers it."""
    carol = Keyboard(profile_of("carol"), f"/help/{ticket.number}/")
    carol.sees("Which class is it?")
    carol.tab_to("#answer-body")
    carol.type("Room 12, second period.")
    carol.press("Tab", "Tab", "Enter")
    eventually(lambda: Ticket.objects.get(pk=ticket.pk).status == "in_progress", carol.page)
    carol.sees("Room 12, second period.")
    assert "staff only" not in carol.page.content()
    carol.page.close()


def the_specialist_resolves(profile_of: ProfileOf, ticket: Ticket) -> None:
    """Marcus reads her answer and resolves."""
    marcus = Keyboard(profile_of("marcus"), f"/tickets/{ticket.number}/")
    marcus.sees("Room 12, second period.")
    marcus.press("e")
    marcus.page.wait_for_selector("dialog[open]")
    marcus.tab_to("[name=resolution_code]")
    marcus.type("Remotely")
    marcus.tab_to("[name=note]")
    marcus.type("Brought the roster up to date.")
    marcus.press("Control+Enter")
    eventually(lambda: Ticket.objects.get(pk=ticket.pk).status == "resolved", marcus.page)
    marcus.page.close()


def the_coordinator_finds_and_closes_it(dana: Keyboard, ticket: Ticket) -> None:
    """Dana finds it by a word of the answer, through the palette."""
    dana.page.goto("/tickets/")
    dana.press("Control+k")
    dana.page.wait_for_selector("#fl-palette[open]")
    dana.type("second period")
    dana.sees(ticket.title)
    dana.press("Enter")
    dana.page.wait_for_url(f"**/tickets/{ticket.number}/**")
    dana.page.wait_for_load_state()
    dana.tab_to(f"form[action$='/tickets/{ticket.number}/close/'] button")
    dana.press("Enter")
    eventually(lambda: Ticket.objects.get(pk=ticket.pk).status == "closed", dana.page)


def the_day_ends_with_nothing_forgotten(agency: World, dana: Keyboard) -> None:
    """No call without a log; every fact has its person."""
    assert not not_logged_yet(agency.actor("dana"), agency.district.pk)
    dana.page.goto("/calls/unlogged/")
    assert Ticket.objects.exclude(status="closed").count() == len(PROBLEMS) - 1
    assert not Entry.objects.filter(subject_type="ticket", actor_name="").exists()
