"""Ticket numbers: unique under load, never reused, and a confidential desk counts for itself."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from firstline.calendars.models import Calendar
from firstline.desks.models import Desk, NumberSeries
from firstline.desks.services import remove_desk, take_number

WORKERS = 8
EACH = 40


def make_desk(code: str, series: NumberSeries, extension: str) -> Desk:
    """Return a new desk that takes its numbers from the series."""
    calendar, _ = Calendar.objects.get_or_create(name="Always", time_zone="America/New_York", always_open=True)
    return Desk.objects.create(code=code, name=code, extension=extension, calendar=calendar, series=series)


def take_many(desk: Desk) -> list[str]:
    """Take numbers on a connection of this thread's own, each in a transaction."""
    try:
        numbers = []
        for _ in range(EACH):
            with transaction.atomic():
                numbers.append(take_number(desk=desk))
        return numbers
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_no_number_is_given_twice_when_many_take_at_once() -> None:
    series = NumberSeries.objects.create(first_number=20000)
    desks = [make_desk(f"desk-{n}", series, f"{n}") for n in range(2)]
    with ThreadPoolExecutor(WORKERS) as pool:
        taken = [number for numbers in pool.map(take_many, desks * (WORKERS // 2)) for number in numbers]
    assert len(taken) == WORKERS * EACH
    assert len(set(taken)) == len(taken)
    assert min(map(int, taken)) == 20000


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_taken_in_vain_is_not_given_again() -> None:
    desk = make_desk("district", NumberSeries.objects.create(first_number=500), "3446")
    with transaction.atomic():
        lost = take_number(desk=desk)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert (lost, take_number(desk=desk)) == ("500", "501")


@pytest.mark.django_db
def test_desks_of_one_series_share_it_and_a_confidential_desk_counts_for_itself() -> None:
    shared, own = (
        NumberSeries.objects.create(first_number=100),
        NumberSeries.objects.create(prefix="P-", first_number=1),
    )
    district, library = make_desk("district", shared, "3446"), make_desk("library", shared, "3447")
    police = make_desk("police", own, "9111")
    taken = [take_number(desk=desk) for desk in (district, police, library, police, district)]
    assert taken == ["100", "P-1", "101", "P-2", "102"]


@pytest.mark.django_db
def test_the_callers_path_does_not_decide_where_a_sequence_is_made() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_temp, public")
        series = NumberSeries.objects.create()
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.ticket_number_{series.pk}"])
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_the_app_role_may_take_numbers_but_not_set_them_back() -> None:
    series = NumberSeries.objects.create()
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_sequence_privilege(%s, 'USAGE')", [f"ticket_number_{series.pk}"])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT has_sequence_privilege(%s, 'UPDATE')", [f"ticket_number_{series.pk}"])
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_a_desk_that_nothing_refers_to_goes_and_its_numbers_stay_taken() -> None:
    series = NumberSeries.objects.create(first_number=20000)
    desk = make_desk("short", series, "1")
    assert take_number(desk=desk) == "20000"
    remove_desk(desk_id=desk.pk)
    assert not Desk.objects.exists()
    assert take_number(desk=make_desk("next", series, "1")) == "20001"
