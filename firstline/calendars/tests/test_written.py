"""Hours and zones as people write them."""

import pytest

from firstline.calendars.rules.written import read_hours, read_zone, write_hours
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


def test_zones_are_found_without_regard_to_case_and_blanks() -> None:
    assert read_zone("america/new york") == "America/New_York"
    with pytest.raises(Invalid, match="time_zone_unknown"):
        read_zone("Harbor Point")
