"""Hours and holidays as people write them."""

import pytest

from firstline.calendars.rules.written import read_holidays, read_hours, read_zone, write_holidays, write_hours
from firstline.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("", []),
        ("8-17", [["08:00", "17:00"]]),
        ("13-17:30, 8-12", [["08:00", "12:00"], ["13:00", "17:30"]]),
        ("8 am - 5 pm", [["08:00", "17:00"]]),
        ("8:00–12:00; 1pm–5.30pm", [["08:00", "12:00"], ["13:00", "17:30"]]),
        ("22 to 6", [["22:00", "06:00"]]),
        ("0-24", [["00:00", "24:00"]]),
        ("12am-12pm", [["00:00", "12:00"]]),
        ("8-12, 12-17", [["08:00", "12:00"], ["12:00", "17:00"]]),
    ],
)
def test_hours_are_read_as_written(text: str, intervals: list[list[str]]) -> None:
    assert read_hours(text) == intervals
    assert read_hours(write_hours(intervals)) == intervals


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("8", "hours_not_understood"),
        ("8-25", "hours_not_understood"),
        ("eight to five", "hours_not_understood"),
        ("8-8", "hours_not_understood"),
        ("24-8", "hours_not_understood"),
        ("8-9-10", "hours_not_understood"),
        ("8-12, 11-17", "hours_overlap"),
        ("8-12, 8-12", "hours_overlap"),
        ("20-6, 22-23", "hours_overlap"),
    ],
)
def test_hours_that_make_no_sense_are_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_hours(text)
    assert refused.value.code == code


def test_holidays_are_lines_of_date_and_name_in_order() -> None:
    text = "2026-12-25  Christmas   Day\n\n2026-07-04: Independence Day\n"
    days = [["2026-07-04", "Independence Day"], ["2026-12-25", "Christmas Day"]]
    assert read_holidays(text) == days
    assert read_holidays(write_holidays(days)) == days


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Christmas", "holiday_not_understood"),
        ("2026-12-25", "holiday_not_understood"),
        ("2026-02-30 Never", "holiday_not_understood"),
        ("2026-12-25 A\n2026-12-25 B", "holiday_twice"),
        ("2026-12-25 " + "x" * 121, "too_long"),
        ("\n".join(f"{year}-12-25 X" for year in range(2000, 2401)), "too_many_holidays"),
    ],
)
def test_holidays_that_make_no_sense_are_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_holidays(text)
    assert refused.value.code == code


def test_zones_are_found_without_regard_to_case_and_blanks() -> None:
    assert read_zone("america/new york") == "America/New_York"
    with pytest.raises(Invalid, match="time_zone_unknown"):
        read_zone("Harbor Point")
