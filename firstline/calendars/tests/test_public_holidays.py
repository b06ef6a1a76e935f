"""Public holidays by the library, and adding them to an agency's own."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.calendars.rules.public_holidays import merged_holidays, public_holidays, read_years
from firstline.calendars.rules.written_days import read_holidays, write_holidays
from firstline.kernel.errors import Invalid

THANKSGIVING = ["2026-11-26", "Thanksgiving Day"]
LINES = st.dictionaries(st.dates().map(str), st.sampled_from(["Ours", "Theirs"]), max_size=20)


@pytest.mark.parametrize("country", ["US", "us", "USA", "United States", "united_states"])
def test_a_country_goes_by_code_or_name(country: str) -> None:
    days = public_holidays(country, "", [2026], "en")
    assert THANKSGIVING in days
    assert all(day.startswith("2026-") for day, _name in days)
    assert read_holidays(write_holidays(days)) == days


@pytest.mark.parametrize("state", ["NY", "new york", " New York "])
def test_a_state_has_its_own_beside_those_of_the_country(state: str) -> None:
    days = dict(public_holidays("US", state, [2026], "en"))
    assert days["2026-02-12"] == "Lincoln's Birthday"
    assert days["2026-11-26"] == "Thanksgiving Day"


def test_names_are_in_the_language_of_the_page_where_the_library_has_it() -> None:
    assert ["2026-12-25", "Christmas Day"] in public_holidays("DE", "", [2026], "en")
    assert ["2026-12-25", "Erster Weihnachtstag"] in public_holidays("DE", "", [2026], "es")


@pytest.mark.parametrize(
    ("country", "state", "years", "code", "field"),
    [
        ("Atlantis", "", [2026], "country_unknown", "country"),
        ("", "", [2026], "country_unknown", "country"),
        ("US", "QQ", [2026], "state_unknown", "state"),
        ("SG", "North", [2026], "state_unknown", "state"),
        ("HK", "", [1900], "no_holidays_known", "years"),
    ],
)
def test_what_the_library_does_not_know_is_told(
    country: str, state: str, years: list[int], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        public_holidays(country, state, years, "en")
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("text", "years"),
    [("2026", [2026]), ("2027, 2026", [2026, 2027]), ("2026-2028", [2026, 2027, 2028]), ("2026 2026", [2026]),
     ("2026 to 2027", [2026, 2027]), ("2026 – 2027; 2030", [2026, 2027, 2030])],
)  # fmt: skip
def test_years_are_read_as_written(text: str, years: list[int]) -> None:
    assert read_years(text) == years


@pytest.mark.parametrize("text", ["", "next", "26", "2026-2031", "1989", "2101", "2027-2026", "20262027", "2000-9999"])
def test_years_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(Invalid, match="years_not_understood"):
        read_years(text)


def test_what_the_agency_wrote_stays_and_nothing_comes_twice() -> None:
    own = read_holidays("2026-12-21..2026-12-26 Winter break\n2026-11-26 Our harvest day")
    merged, count = merged_holidays(
        own, [["2026-07-04", "Independence Day"], THANKSGIVING, ["2026-12-25", "Christmas"]]
    )
    assert count == 1
    assert merged == [["2026-07-04", "Independence Day"], *own]
    assert merged_holidays(merged, public_holidays("US", "", [2026], "en"))[0][:1] != []


@given(LINES, LINES)
def test_merging_keeps_own_names_adds_what_is_missing_and_is_done_once(own: dict, proposed: dict) -> None:
    own_lines, lines = ([list(one) for one in sorted(days.items())] for days in (own, proposed))
    merged, count = merged_holidays(own_lines, lines)
    assert dict(merged) == proposed | own
    assert len(merged) == len(own) + count
    assert merged == sorted(merged)
    assert merged_holidays(merged, lines) == (merged, 0)


def test_the_library_is_loaded_only_when_somebody_asks() -> None:
    code = "import sys, firstline.calendars.rules.public_holidays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
