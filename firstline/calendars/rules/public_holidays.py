"""Public holidays of countries and their states, by the library ``holidays``; and adding them to an agency's own lines.

The library is asked for at first use: it knows 250 countries, and a process that never asks never loads it.
"""

import re
from collections.abc import Iterable, Sequence

from firstline.calendars.rules.written_days import NAME_LIMIT, Lines
from firstline.kernel.errors import Invalid

YEARS, MOST_YEARS, SHOWN_STATES = range(1990, 2101), 5, 60
_YEARS = re.compile(r"\b(\d{4})(?:\s*(?:-|–|to)\s*(\d{4}))?\b")


def read_years(text: str) -> list[int]:
    """Return years, each once and in order: ``2026, 2027`` or ``2026-2028``. *Raises* Invalid: years_not_understood."""
    spans = _YEARS.findall(text)
    years = {year for first, last in spans for year in range(int(first), int(last or first) + 1)}
    if _YEARS.sub("", text).strip(" ,;"):
        raise Invalid("years_not_understood", field="years", most=MOST_YEARS)
    if not 1 <= len(years) <= MOST_YEARS or not years <= {*YEARS}:
        raise Invalid("years_not_understood", field="years", most=MOST_YEARS)
    return sorted(years)


def public_holidays(country: str, state: str, years: Sequence[int], language: str) -> Lines:
    """Return the public holidays of a country, with those of one of its states, as days with names, in order.

    Country and state go by code or by name, a state in the language of its country. Names of holidays are in
    ``language`` where the library has it, else in the country's own.

    *Raises* Invalid that names the field: country_unknown, state_unknown (with the known ones), no_holidays_known.
    """
    import holidays  # noqa: PLC0415 - only when somebody asks, which is a few times a year
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - as above

    codes = {_plain(name): names[1] for names in COUNTRIES.values() for name in names}
    code = codes.get(_plain(country))
    if code is None:
        raise Invalid("country_unknown", field="country", typed=country.strip()[:40])
    known = type(holidays.country_holidays(code))
    spoken = [one for one in known.supported_languages if one.split("_")[0] == language]
    chosen = spoken[0] if spoken else known.default_language
    found = holidays.country_holidays(code, _state(known, state), years=list(years), language=chosen)
    if not found:
        raise Invalid("no_holidays_known", field="years")
    return [[day.isoformat(), _name(name)] for day, name in sorted(found.items()) if day.year in years]


def merged_holidays(own: Lines, proposed: Lines) -> tuple[Lines, int]:
    """Return the agency's closed days with the proposed ones that it has not yet, and how many those are.

    A day that the agency has keeps the agency's name, whether it is a holiday or lies in a break.
    """
    have = {day for day, _name in own}
    new = [[day, name] for day, name in proposed if day not in have]
    return sorted(own + new), len(new)


def _state(known: type, state: str) -> str | None:
    if not state.strip():
        return None
    codes: Iterable[str] = known.subdivisions  # type: ignore[attr-defined]  # every country of the library has them
    names = known.get_subdivision_aliases()  # type: ignore[attr-defined]  # as above
    by_name = {_plain(name): code for code in codes for name in (code, *names.get(code, ()))}
    if _plain(state) not in by_name:
        raise Invalid(
            "state_unknown", field="state", typed=state.strip()[:40], known=", ".join([*codes][:SHOWN_STATES])
        )
    return by_name[_plain(state)]


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _name(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())[:NAME_LIMIT].strip()
