"""Breaks, special days and terms as settings: they count at once, have their history, and are taken back whole."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.urls import reverse

from firstline.calendars.models import SpecialDay
from firstline.calendars.rules import business_time
from firstline.calendars.selectors import compiled
from firstline.kernel.errors import RuleBroken
from firstline.kernel.settings import Document
from firstline.settings.models import SettingRevision
from firstline.settings.rules.documents import is_still
from firstline.settings.selectors.history import changes
from firstline.settings.services.changes import remove_setting, undo_change
from firstline.settings.tests.test_kinds import add, change, document_of, example_of, undo
from tests.support.clients import ClientOf
from tests.world import World

RELEASE = [["2026-09-18", "07:00", "11:30", "Early release"]]
FALL = [["2026-09-08", "2026-12-18", "Fall term"]]
LATER = ("special_days", "terms")


@pytest.fixture(autouse=True)
def _plain_week(world: World) -> None:
    """Take from the district's calendar what the demo gave it of a school year."""
    world.district.calendar.special_days.all().delete()
    world.district.calendar.terms.all().delete()


def test_an_early_release_counts_at_once_and_comes_back_whole(world: World) -> None:
    calendar = world.district.calendar
    before = document_of(world, "calendars", calendar.pk)
    friday = datetime(2026, 9, 18, 10, 30, tzinfo=ZoneInfo("America/New_York"))
    plain = add_hours(calendar, world, friday)
    made = change(world, "calendars", calendar.pk, special_days=RELEASE, terms=FALL)
    edition = calendar.edition
    calendar.refresh_from_db()
    assert calendar.edition != edition
    assert plain.isoformat() == "2026-09-18T12:30:00-04:00"
    assert add_hours(calendar, world, friday).isoformat() == "2026-09-21T08:00:00-04:00"
    after = document_of(world, "calendars", calendar.pk)
    assert (after["special_days"], after["terms"]) == (RELEASE, FALL)
    undo(world, made)
    assert document_of(world, "calendars", calendar.pk) == before


def add_hours(calendar, world: World, at: datetime) -> datetime:
    due = business_time.add(compiled(calendar, world.now), at, timedelta(hours=2))
    assert due is not None
    return due.astimezone(at.tzinfo)


def test_the_example_of_a_calendar_knows_special_days(world: World) -> None:
    document = document_of(world, "calendars", world.district.calendar.pk)
    evening = document | {"special_days": [["2026-09-18", "16:00", "24:00", "Fair"]]}
    assert example_of("calendars", evening, None, world).endswith("Friday 18 Sep 19:00")


def test_history_shows_special_days_as_they_are_written(world: World) -> None:
    change(world, "calendars", world.district.calendar.pk, special_days=RELEASE)
    [shown] = changes(world.actor("ellen"), code="calendars")
    assert [(str(label), after) for label, _before, after in shown.fields] == [
        ("Special days", "2026-09-18 07:00–11:30 Early release")
    ]


def test_an_older_change_is_undone_although_its_documents_know_no_special_days(world: World) -> None:
    calendar = world.district.calendar
    made = change(world, "calendars", calendar.pk, monday=[["08:00", "12:00"]])
    for name in LATER:
        made.before.pop(name)
        made.after.pop(name)
    made.save()
    assert changes(world.actor("ellen"), code="calendars")[0].fields
    undo(world, made)
    assert document_of(world, "calendars", calendar.pk)["monday"] == [["07:00", "17:00"]]


def test_an_older_change_is_not_undone_over_special_days_that_came_later(world: World) -> None:
    calendar = world.district.calendar
    made = change(world, "calendars", calendar.pk, monday=[["08:00", "12:00"]])
    for name in LATER:
        made.after.pop(name)
    made.save()
    change(world, "calendars", calendar.pk, special_days=RELEASE)
    with pytest.raises(RuleBroken, match="setting_changed_since"):
        undo(world, made)


def test_a_removed_calendar_comes_back_from_an_older_document(world: World) -> None:
    week: Document = {day: [["08:00", "12:00"]] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
    week |= {"saturday": [], "sunday": [], "holidays": [], "time_zone": "UTC", "always_open": False}
    made = add(world, "calendars", name="Summer", special_days=RELEASE, terms=FALL, **week)
    remove_setting(actor=world.actor("ellen"), code="calendars", subject_id=made.subject_id, now=world.now)
    removed = SettingRevision.objects.first()
    assert removed is not None
    for name in LATER:
        removed.before.pop(name)
    removed.save()
    undo_change(actor=world.actor("ellen"), revision_id=removed.pk, now=world.now)
    assert document_of(world, "calendars", made.subject_id)["special_days"] == []


@pytest.mark.parametrize(
    ("now", "older", "still"),
    [
        (None, None, True),
        ({"a": 1}, None, False),
        (None, {"a": 1}, False),
        ({"a": [["x"]]}, {"a": [["x"]]}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": 1, "new": []}, {"a": 1}, True),
        ({"a": 1, "new": ["x"]}, {"a": 1}, False),
        ({"a": 1}, {"a": 1, "gone": 2}, False),
    ],
)
def test_a_setting_is_still_what_an_older_document_says(now: object, older: object, still: bool) -> None:
    assert is_still(now, older) is still


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("holidays", "2026-12-28..2026-12-21 Winter break", "ends before it begins. Write the first day first"),
        ("holidays", "2026-01-01..2026-09-01 Break", "is longer than 120 days. Cut it in two"),
        ("holidays", "2026-12-21..2026-12-24 A\n2026-12-24..2026-12-28 B", "2026-12-24 lies in two breaks"),
        ("holidays", "2026-12-18 8-11 Early", "has hours. Write it under Special days"),
        ("special_days", "2026-12-18 Early release", "is no special day. Write 2026-12-18 7:30-11:30 Early release"),
        ("special_days", "2026-12-18 8-12 A\n2026-12-18 9-13 B", "The special hours of 2026-12-18 overlap"),
        ("special_days", "2026-12-18 22-6 Night", "End it by 24:00"),
        ("terms", "Fall", "is no term. Write 2026-09-08..2026-12-18 Fall term"),
    ],
)
def test_the_form_says_in_words_what_is_wrong(
    client_of: ClientOf, world: World, field: str, typed: str, told: str
) -> None:
    url = reverse("settings:edit", args=["calendars", world.district.calendar.pk])
    answer = client_of("ellen").post(url, {"name": "District", "time_zone": "UTC", "monday": "8-12", field: typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert typed.splitlines()[0] in page


def test_the_table_keeps_hours_within_their_date(world: World) -> None:
    with pytest.raises(IntegrityError):
        SpecialDay.objects.create(
            calendar=world.district.calendar, date="2026-12-18", opens_at=time(8), closes_at=time(7), name="Back"
        )


def test_terms_of_the_same_days_stay_in_the_order_in_which_they_are_read(client_of: ClientOf, world: World) -> None:
    same = [["2026-09-08", "2026-12-18", name] for name in ("Fall term", "fall term", "É", "Zoo")]
    change(world, "calendars", world.district.calendar.pk, terms=sorted(same))
    url = reverse("settings:edit", args=["calendars", world.district.calendar.pk])
    form = client_of("ellen").get(url).context["form"]
    assert form["terms"].field.clean(form["terms"].value()) == sorted(same)
