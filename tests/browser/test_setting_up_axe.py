"""axe finds nothing on the first run, on merging persons, on promised times and on the history of an account.

Each with its errors open, light and dark, 1440 and 390 wide; one page goes through all states.
"""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from firstline.identity.models import User
from firstline.identity.services.accounts import grant_role
from firstline.kernel import clock
from firstline.kernel.permissions import Role
from firstline.people.models import Person
from tests.support.axe import looked_at
from tests.support.profiles import ProfileOf
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def administrator_of_nothing(context: BrowserContext, url: str) -> None:
    """Sign the only account of an empty installation in."""
    person = Person.objects.create(name="Ann Alpha", folded_name="ann alpha")
    client = Client()
    client.force_login(User.objects.create(username="ann", person=person, is_administrator=True))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": url, "httpOnly": True}])


def test_the_first_run_from_the_empty_form_to_the_last_step(context: BrowserContext, live_server_url: str) -> None:
    administrator_of_nothing(context, live_server_url)
    page = context.new_page()
    page.goto("/settings/start/")
    page.get_by_label("Name of the agency's desk").fill("Harbor Point help desk")
    page.get_by_label("Time zone").fill("Harbor")
    page.get_by_role("button", name="Open the desk").click()
    page.get_by_text("things to fix").wait_for()
    found = looked_at(page, "errors")
    page.get_by_label("Extension").fill("3446")
    page.get_by_label("Time zone").fill("America/New_York")
    page.get_by_role("button", name="Open the desk").click()
    page.get_by_text("There is a desk").wait_for()
    for left in range(3, 0, -1):  # email, which does not exist yet, is done by itself
        assert page.get_by_role("button", name="Leave this out").count() == left
        page.get_by_role("button", name="Leave this out").first.click()
        page.wait_for_function(f"document.querySelectorAll('[name=step]').length === {left - 1}")
    page.get_by_text("Nothing is left to do here").wait_for()
    assert found + looked_at(page, "finished") == []


def test_merging_persons_and_why_it_is_refused(agency: World, profile_of: ProfileOf) -> None:
    kept = agency.users["marcus"].person
    page = profile_of("dana").new_page()
    page.goto(f"/people/{agency.users['priya'].person_id}/merge/")
    page.get_by_label("Name, number or room").fill(kept.name)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=f"Choose {kept.name}").click()
    page.get_by_role("button", name=f"Merge into {kept.name}").click()
    page.get_by_role("alert").first.wait_for()
    assert looked_at(page, "refused") == []


def test_promised_times_that_make_no_sense_and_a_history_of_roles(agency: World, profile_of: ProfileOf) -> None:
    grace, now = agency.users["priya"], clock.now()
    grant_role(actor=agency.actor("ellen"), user_id=grace.pk, desk_id=agency.district.pk, role=Role.TECHNICIAN, now=now)
    page = profile_of("ellen").new_page()
    page.goto(f"/settings/promised-times/{agency.district.pk}/")
    page.get_by_label("High, first reply").fill("soon")
    page.keyboard.press("Enter")
    page.get_by_text("is no promised time").first.wait_for()
    found = looked_at(page, "not understood")
    page.goto("/settings/circumstances/add/")
    page.get_by_role("button", name="Add a circumstance").click()
    page.get_by_text("things to fix").wait_for()
    found += looked_at(page, "circumstance with errors")
    page.goto(f"/users/{grace.pk}/")
    page.get_by_role("button", name="Undo the change of").click()
    page.get_by_text("changed again since").wait_for()
    assert found + looked_at(page, "history of an account") == []
