"""The year of a calendar as a page: works, wrong method, wrong person; and what becomes of a ticket."""

from datetime import date, time

import pytest
from django.urls import reverse

from firstline.calendars.models import Calendar, Holiday, SpecialDay, Term
from tests.support.clients import ClientOf
from tests.world import World

OK, FORBIDDEN, MISSING, WRONG_METHOD, WRONG = 200, 403, 404, 405, 422


@pytest.fixture
def school(world: World) -> Calendar:
    """Return the district's calendar with a break over the new year, an early release and a term."""
    calendar = world.district.calendar
    for model in (Holiday, SpecialDay, Term):
        model.objects.filter(calendar=calendar).delete()
    days = [date(2026, 12, day) for day in range(21, 32)] + [date(2027, 1, 1)]
    Holiday.objects.bulk_create(Holiday(calendar=calendar, date=day, name="Winter break") for day in days)
    for hours in ((time(7), time(9)), (time(18), time(0))):
        SpecialDay.objects.create(
            calendar=calendar, date=date(2026, 12, 18), opens_at=hours[0], closes_at=hours[1], name=f"From {hours[0]}"
        )
    Term.objects.create(calendar=calendar, first_date=date(2026, 9, 8), last_date=date(2026, 12, 18), name="Fall term")
    return calendar


def page_of(client_of: ClientOf, calendar: Calendar, status: int = OK, /, **asked: str) -> str:
    answer = client_of("ellen").get(reverse("calendars:year", args=[calendar.pk]), asked)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_year_shows_each_day_in_words(client_of: ClientOf, school: Calendar) -> None:
    page = page_of(client_of, school, year="2026")
    assert page.count('class="fl-month"') == 12
    assert '<span class="fl-date open">17</span><span class="visually-hidden">, open 7:00–17:00</span>' in page
    assert '<span class="fl-date closed">19</span><span class="visually-hidden">, closed</span>' in page
    assert '<td title="Winter break: closed"><span class="fl-date holiday">25</span>' in page
    assert '<td title="From 07:00:00, From 18:00:00: open 7:00–9:00, 18:00–24:00">' in page
    assert "Mon 21 Dec – Fri 1 Jan" in page
    assert "Fri 18 Dec, 18:00–24:00" in page
    assert "8 Sep 2026 – 18 Dec 2026" in page
    assert 'href="?year=2025" rel="prev"' in page
    assert 'href="?year=2027" rel="next"' in page


def test_the_next_year_begins_with_the_end_of_the_break(client_of: ClientOf, school: Calendar) -> None:
    page = page_of(client_of, school, year="2027")
    assert "Mon 21 Dec – Fri 1 Jan" in page
    assert page.count("fl-date holiday") == 2  # the first of January, and the legend
    assert "None this year." in page
    assert "Fall term" not in page


def test_the_present_year_is_shown_first_with_today(client_of: ClientOf, world: World, school: Calendar) -> None:
    page = page_of(client_of, school)
    assert page.count('aria-current="date"') == 1


@pytest.mark.parametrize("year", ["1989", "2101", "20xx", "٢٠٢٦", "99999999"])
def test_a_year_that_is_none_is_not_found(client_of: ClientOf, school: Calendar, year: str) -> None:
    page_of(client_of, school, MISSING, year=year)


@pytest.mark.parametrize(("year", "missing"), [("1990", "prev"), ("2100", "next")])
def test_the_years_end_somewhere(client_of: ClientOf, school: Calendar, year: str, missing: str) -> None:
    assert f'rel="{missing}"' not in page_of(client_of, school, year=year)


def test_a_ticket_is_worked_out_with_the_reason(client_of: ClientOf, school: Calendar) -> None:
    page = page_of(client_of, school, year="2026", at="2026-12-18T08:00", promised="8 h")
    assert "A ticket of Fri 18 Dec 2026 8:00 is due Mon 4 Jan 2027 8:00." in page
    assert "8 h of open time, in 3 stretches:" in page
    assert "Fri 18 Dec, 18:00–Sat 19 Dec, 0:00" in page
    assert "Closed on the way: Winter break (Mon 21 Dec – Fri 1 Jan)" in " ".join(page.split())
    page = page_of(client_of, school, year="2026", at="2026-12-19T08:00", promised="1 h")
    assert "It comes while closed, so time counts from Mon 4 Jan 2027 7:00." in page
    assert "1 h of open time, in one stretch:" in page
    assert "Mon 4 Jan 2027 17:00" in page


def test_a_long_way_is_cut_short(client_of: ClientOf, school: Calendar) -> None:
    page = page_of(client_of, school, at="2027-02-01T08:00", promised="200 h")
    assert "and so on, up to the moment it is due" in page


@pytest.mark.parametrize(
    ("at", "promised", "told"),
    [
        ("", "3 h", "Enter a day and a time"),
        ("soon", "3 h", "Enter a day and a time, such as 2026-12-18 16:00"),
        ("2026-12-18T16:00+01:00", "3 h", "Enter a day and a time, such as 2026-12-18 16:00"),
        ("1800-12-18T16:00", "3 h", "Enter a day and a time, such as 2026-12-18 16:00"),
        ("2026-12-18T16:00", "", "Enter a promised time, such as 3 h"),
        ("2026-12-18T16:00", "soon", "“soon” is no promised time. Write 3 h, or 2 h 30 min"),
    ],
)
def test_what_cannot_be_worked_out_is_told(
    client_of: ClientOf, school: Calendar, at: str, promised: str, told: str
) -> None:
    assert told in page_of(client_of, school, WRONG, at=at, promised=promised)


def test_a_calendar_without_hours_or_nearly_so_is_told(client_of: ClientOf) -> None:
    empty = Calendar.objects.create(name="Empty", time_zone="UTC")
    page = page_of(client_of, empty, at="2026-12-18T16:00", promised="3 h")
    assert "Nothing is ever due by this calendar" in page
    empty.hours.create(weekday=0, opens_at=time(8), closes_at=time(8, 0, 1))
    page = page_of(client_of, empty, WRONG, at="2026-12-18T16:00", promised="3 h")
    assert "By this calendar that much time does not come" in page


def test_a_calendar_around_the_clock_says_so(client_of: ClientOf, world: World) -> None:
    page = page_of(client_of, world.police.calendar, year="2026", at="2026-12-18T16:00", promised="30 h")
    assert "Open around the clock, every day" in page
    assert "is due Sat 19 Dec 2026 22:00" in page
    assert "365 open days" in page


def test_only_administrators_look_and_nobody_sends(client_of: ClientOf, world: World, school: Calendar) -> None:
    url = reverse("calendars:year", args=[school.pk])
    for name in ("dana", "carol"):
        assert client_of(name).get(url).status_code == FORBIDDEN
    assert client_of("ellen").post(url).status_code == WRONG_METHOD
    assert client_of("ellen").get(reverse("calendars:year", args=[999_999])).status_code == MISSING
