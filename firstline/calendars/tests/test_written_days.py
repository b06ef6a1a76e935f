"""Holidays, breaks, special days and terms as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.calendars.rules.written_days import (
    Lines,
    read_holidays,
    read_special_days,
    read_terms,
    write_holidays,
    write_special_days,
    write_terms,
)
from firstline.kernel.errors import Invalid

DATES = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def code_of(read: object, text: str) -> str:
    with pytest.raises(Invalid) as refused:
        read(text)
    return refused.value.code


def test_holidays_are_lines_of_date_and_name_in_order() -> None:
    text = "2026-12-25  Christmas   Day\n\n2026-07-04: Independence Day\n"
    days = [["2026-07-04", "Independence Day"], ["2026-12-25", "Christmas Day"]]
    assert read_holidays(text) == days
    assert read_holidays(write_holidays(days)) == days


@pytest.mark.parametrize(
    "line", ["2026-12-30..2027-01-02", "2026-12-30 – 2027-01-02", "2026-12-30 to 2027-01-02", "2026-12-30-2027-01-02:"]
)
def test_a_break_is_all_days_from_the_first_to_the_last(line: str) -> None:
    days = read_holidays(f"{line} Winter break")
    assert [day for day, _name in days] == ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]
    assert {name for _day, name in days} == {"Winter break"}
    assert write_holidays(days) == "2026-12-30..2027-01-02 Winter break"


def test_a_holiday_inside_a_break_keeps_its_own_name() -> None:
    days = read_holidays("2026-12-25 Christmas Day\n2026-12-24..2026-12-27 Winter break")
    lines = ["2026-12-24 Winter break", "2026-12-25 Christmas Day", "2026-12-26..2026-12-27 Winter break"]
    assert write_holidays(days) == "\n".join(lines)


def test_a_break_of_120_days_is_kept_and_longer_runs_are_written_so_that_they_can_be_read() -> None:
    first = date(2026, 1, 1)
    assert len(read_holidays(f"{first}..{first + timedelta(days=119)} Closed")) == 120
    days = [[(first + timedelta(days=n)).isoformat(), "Closed"] for n in range(300)]
    assert read_holidays(write_holidays(days)) == days


@given(st.dictionaries(DATES, st.sampled_from(["A", "B c"]), max_size=60))
def test_whatever_days_are_written_are_read_again(days: dict[date, str]) -> None:
    lines: Lines = [[day.isoformat(), name] for day, name in sorted(days.items())]
    assert read_holidays(write_holidays(lines)) == lines


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Christmas", "holiday_not_understood"),
        ("2026-12-25", "holiday_not_understood"),
        ("2026-02-30 Never", "holiday_not_understood"),
        ("2026-12-25 A\u0007", "holiday_not_understood"),
        ("2026-12-21 2027-01-01 Winter break", "holiday_not_understood"),
        ("2026-12-21.. Winter break", "holiday_not_understood"),
        ("2026-12-21..2026-02-30 Winter break", "holiday_not_understood"),
        ("2026-12-18 7:30-11:30 Early release", "holiday_with_hours"),
        ("2027-01-01..2026-12-21 Winter break", "span_reversed"),
        ("2026-01-01..2026-05-01 Long", "span_too_long"),
        ("2026-12-25 A\n2026-12-25 B", "holiday_twice"),
        ("2026-12-20..2026-12-25 A\n2026-12-25..2026-12-27 B", "breaks_overlap"),
        ("2026-12-25 " + "x" * 121, "too_long"),
        ("\n".join(f"{year}-12-25 X" for year in range(1000, 2001)), "too_many_holidays"),
    ],
)
def test_holidays_that_make_no_sense_are_refused(text: str, code: str) -> None:
    assert code_of(read_holidays, text) == code


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("2026-12-18 7:30-11:30 Early release", [["2026-12-18", "07:30", "11:30", "Early release"]]),
        ("2026-12-18: 7.30am – 11:30 am, 1 pm to 3 pm: A day", [["2026-12-18", "07:30", "11:30", "A day"],
                                                                 ["2026-12-18", "13:00", "15:00", "A day"]]),
        ("2026-12-18 8-12 A day", [["2026-12-18", "08:00", "12:00", "A day"]]),
        ("2026-12-18 8-12 2nd chance", [["2026-12-18", "08:00", "12:00", "2nd chance"]]),
        ("2026-12-19 18-24 Night of art\n2026-12-18 8-12 Exams", [["2026-12-18", "08:00", "12:00", "Exams"],
                                                                 ["2026-12-19", "18:00", "24:00", "Night of art"]]),
        ("2026-12-18 18-20 Parents\n2026-12-18 8-12 Exams", [["2026-12-18", "08:00", "12:00", "Exams"],
                                                            ["2026-12-18", "18:00", "20:00", "Parents"]]),
    ],
)  # fmt: skip
def test_special_days_are_lines_of_date_hours_and_name(text: str, rows: Lines) -> None:
    assert read_special_days(text) == rows
    assert read_special_days(write_special_days(rows)) == rows


def test_hours_of_one_date_and_name_are_one_line() -> None:
    rows = read_special_days("2026-12-18 13-15, 8-12 Exams")
    assert write_special_days(rows) == "2026-12-18 08:00–12:00, 13:00–15:00 Exams"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Early release", "special_day_not_understood"),
        ("2026-12-18 Early release", "special_day_not_understood"),
        ("2026-12-18 7:30-11:30", "special_day_not_understood"),
        ("2026-02-30 7:30-11:30 Never", "special_day_not_understood"),
        ("2026-12-18..2026-12-19 8-12 Two days", "special_day_not_understood"),
        ("2026-12-18 8-12 A\u0007", "special_day_not_understood"),
        ("2026-12-18 8-25 Long", "hours_not_understood"),
        ("2026-12-18 8-8 Nothing", "hours_not_understood"),
        ("2026-12-18 8-12, 11-13 Twice", "hours_overlap"),
        ("2026-12-18 12-8 Back", "special_past_midnight"),
        ("2026-12-18 8-12 A\n2026-12-18 11-13 B", "special_days_overlap"),
        ("2026-12-18 8-12 A\n2026-12-18 8-12 A", "special_days_overlap"),
        ("2026-12-18 8-12 " + "x" * 121, "too_long"),
        ("\n".join(f"{year}-12-18 8-12 X" for year in range(1900, 2301)), "too_many_special_days"),
    ],
)
def test_special_days_that_make_no_sense_are_refused(text: str, code: str) -> None:
    assert code_of(read_special_days, text) == code


def test_terms_are_lines_of_two_dates_and_a_name() -> None:
    terms = read_terms("2027-01-04..2027-06-18 Spring term\n2026-09-08 to 2026-12-18 Fall term")
    assert terms == [["2026-09-08", "2026-12-18", "Fall term"], ["2027-01-04", "2027-06-18", "Spring term"]]
    assert read_terms(write_terms(terms)) == terms


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Fall term", "term_not_understood"),
        ("2026-09-08 Fall term", "term_not_understood"),
        ("2026-12-18..2026-09-08 Fall term", "span_reversed"),
        ("2026-01-01..2027-02-05 Long", "span_too_long"),
        ("\n".join(f"{year}-09-08..{year}-12-18 Fall" for year in range(2000, 2061)), "too_many_terms"),
    ],
)
def test_terms_that_make_no_sense_are_refused(text: str, code: str) -> None:
    assert code_of(read_terms, text) == code
