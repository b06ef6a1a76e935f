"""The first run of an empty installation, from the first desk to the last step left out."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from firstline.calendars.models import Calendar
from firstline.desks.models import Desk
from firstline.identity.models import User
from firstline.identity.selectors import actor_of
from firstline.kernel.errors import Invalid, NotAllowed, RuleBroken
from firstline.ledger.models import Entry
from firstline.people.models import Person
from firstline.settings.rules.first_run import STEPS, steps
from firstline.settings.selectors.first_run import first_run, is_unfinished
from firstline.settings.services.first_run import open_first_desk, skip_step
from tests.world import World

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
ZONE = "America/New_York"
OK, FOUND, WRONG = 200, 302, 422


@pytest.fixture
def ann(db: None) -> User:
    """The only account of an empty installation: its administrator."""
    person = Person.objects.create(name="Ann Alpha", folded_name="ann alpha")
    return User.objects.create(username="ann", person=person, is_administrator=True)


def test_the_first_open_step_is_next_and_what_is_done_is_not_skipped() -> None:
    found = {step.code: step for step in steps({"desk", "people"}, {"desk", "sites"})}
    assert (found["desk"].is_done, found["desk"].is_skipped) == (True, False)
    assert found["sites"].is_skipped
    assert [code for code, step in found.items() if step.is_next] == ["mail"]


def test_the_first_desk_begins_with_all_that_a_call_needs(ann: User) -> None:
    actor = actor_of(ann)
    desk = open_first_desk(actor=actor, name="Harbor help", extension="3446", time_zone=ZONE, now=NOW)
    assert desk.calendar.time_zone == ZONE
    assert desk.natures.get().is_catch_all
    assert [level.rank for level in desk.levels.all()] == [1, 2]
    assert desk.groups.count() == 1
    assert Entry.objects.filter(verb="settings.desk_opened", desk_id=desk.pk).exists()
    assert first_run(actor)[0].is_done
    with pytest.raises(RuleBroken, match="desk_opened_already"):
        open_first_desk(actor=actor, name="Second", extension="1", time_zone=ZONE, now=NOW)
    assert Desk.objects.count() == 1


def test_the_first_desk_takes_a_calendar_of_its_name_that_is_there(ann: User) -> None:
    kept = Calendar.objects.create(name="Harbor help", time_zone=ZONE)
    desk = open_first_desk(actor=actor_of(ann), name="Harbor help", extension="3446", time_zone=ZONE, now=NOW)
    assert desk.calendar == kept


def test_steps_left_out_are_kept_and_the_run_ends(ann: User) -> None:
    actor = actor_of(ann)
    assert is_unfinished(actor)
    for step in (*STEPS, "desk"):
        skip_step(actor=actor, step=step, now=NOW)
    assert not is_unfinished(actor)
    assert Entry.objects.filter(verb="settings.step_skipped").count() == len(STEPS)
    with pytest.raises(Invalid):
        skip_step(actor=actor, step="nothing", now=NOW)


def test_the_first_run_is_for_administrators(world: World) -> None:
    for name in ("dana", "carol"):
        with pytest.raises(NotAllowed):
            skip_step(actor=world.actor(name), step="mail", now=NOW)
        with pytest.raises(NotAllowed):
            open_first_desk(actor=world.actor(name), name="N", extension="1", time_zone=ZONE, now=NOW)
        assert not is_unfinished(world.actor(name))


def test_an_administrator_goes_through_it_by_pages(ann: User) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(ann)
    assert client.get("/", follow=True).redirect_chain[-1][0] == reverse("settings:index")
    assert "The first run is not finished" in client.get(reverse("settings:index")).content.decode()
    url = reverse("settings:start")
    answer = client.post(url, {"name": "Harbor help", "extension": "3446", "time_zone": "Harbor"})
    assert answer.status_code == WRONG
    assert "Enter a time zone" in answer.content.decode()
    assert client.post(url, {"name": "Harbor", "extension": "3446", "time_zone": ZONE}).status_code == FOUND
    for step in STEPS:
        assert client.post(reverse("settings:skip"), {"step": step}).status_code == FOUND
    page = client.get(url).content.decode()
    assert "Nothing is left to do here" in page
    assert client.get(reverse("settings:list", args=["natures"])).status_code == OK
