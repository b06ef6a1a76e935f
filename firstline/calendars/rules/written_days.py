"""Holidays, breaks, special days and terms as people write them, one a line, to lists as JSON keeps them, and back."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from firstline.calendars.rules.written import read_hours, write_hours
from firstline.kernel.errors import Invalid

NAME_LIMIT, MOST_HOLIDAYS, MOST_SPECIAL, MOST_TERMS = 120, 1_000, 400, 60
LONGEST_BREAK, LONGEST_TERM = 120, 400
ONE_DAY = timedelta(days=1)
Lines = list[list[str]]
_DAY = r"\d{4}-\d{2}-\d{2}"
_LINE = re.compile(rf"({_DAY})(?:\s*(?:\.{{2,3}}|…|–|-|to\b)\s*({_DAY}))?[,;:]?\s+(?!\.\.|{_DAY})(\S.*)")
_TIME = r"\d{1,2}(?:[:.]\d{2})?(?:\s*[ap]m\b|[ap]\b)?"
_SPAN = rf"{_TIME}\s*(?:-|–|to\b)\s*{_TIME}"
_HOURS_FIRST = re.compile(rf"({_SPAN}(?:\s*[,;]\s*{_SPAN})*)[,;:]?\s+(\S.*)", re.I)


def read_holidays(text: str) -> Lines:
    """Return closed days with their names, in order, each day of a break for itself.

    ``2026-12-25 Christmas Day`` is a day, ``2026-12-21..2027-01-01 Winter break`` all days from the first to the last.
    A day with a line of its own inside a break keeps its own name.

    *Raises* Invalid: holiday_not_understood (with the line), holiday_with_hours, holiday_twice, breaks_overlap,
    span_reversed, span_too_long, too_many_holidays, too_long.
    """
    days: dict[date, str] = {}
    breaks: dict[date, str] = {}
    for first, last, name in _spans(text, "holiday_not_understood", LONGEST_BREAK):
        if _HOURS_FIRST.fullmatch(name):
            raise Invalid("holiday_with_hours", line=f"{first} {name}"[:40])
        found, problem = (breaks, "breaks_overlap") if first < last else (days, "holiday_twice")
        for day in _days(first, last):
            if day in found:
                raise Invalid(problem, day=day.isoformat())
            found[day] = name
    if len(breaks | days) > MOST_HOLIDAYS:
        raise Invalid("too_many_holidays", most=MOST_HOLIDAYS)
    return [[day.isoformat(), name] for day, name in sorted((breaks | days).items())]


def write_holidays(days: Lines) -> str:
    """Return the days as lines; those of one name that follow each other are one line."""
    return "\n".join(f"{_span(first, last)} {name}" for first, last, name in runs(days))


def runs(days: Lines) -> list[tuple[date, date, str]]:
    """Return the days, given in order, as breaks: days of one name that follow each other, first and last."""
    found: list[tuple[date, date, str]] = []
    for written, name in days:
        day = date.fromisoformat(written)
        if found and found[-1][2] == name and found[-1][1] + ONE_DAY == day:
            first = found[-1][0]
            if (day - first).days < LONGEST_BREAK:
                found[-1] = (first, day, name)
                continue
        found.append((day, day, name))
    return found


def read_special_days(text: str) -> Lines:
    """Return open hours of single dates: ``2026-12-18 7:30-11:30 Early release`` as date, from, to and name.

    Several spans of hours may stand on a line, and several lines may be about a date.

    *Raises* Invalid: special_day_not_understood (with the line), special_past_midnight, special_days_overlap,
    hours_not_understood, hours_overlap, too_many_special_days, too_long.
    """
    found = sorted(row for line in text.splitlines() if line.strip() for row in _special_rows(line.strip()))
    for (day, _opens, closes, _name), (next_day, opens, _closes, _other) in pairwise(found):
        if day == next_day and opens < closes:
            raise Invalid("special_days_overlap", day=day)
    if len(found) > MOST_SPECIAL:
        raise Invalid("too_many_special_days", most=MOST_SPECIAL)
    return found


def write_special_days(rows: Lines) -> str:
    """Return the special days as lines; the hours of one date and name are one line."""
    lines: dict[tuple[str, str], Lines] = {}
    for day, opens, closes, name in rows:
        lines.setdefault((day, name), []).append([opens, closes])
    return "\n".join(f"{day} {write_hours(hours)} {name}" for (day, name), hours in lines.items())


def read_terms(text: str) -> Lines:
    """Return terms: ``2026-09-08..2026-12-18 Fall term`` as first day, last day and name. They may overlap.

    *Raises* Invalid: term_not_understood (with the line), span_reversed, span_too_long, too_many_terms, too_long.
    """
    found = sorted(_spans(text, "term_not_understood", LONGEST_TERM))
    for first, last, name in found:
        if first == last:
            raise Invalid("term_not_understood", line=f"{first} {name}"[:40])
    if len(found) > MOST_TERMS:
        raise Invalid("too_many_terms", most=MOST_TERMS)
    return [[first.isoformat(), last.isoformat(), name] for first, last, name in found]


def write_terms(terms: Lines) -> str:
    """Return the terms as lines."""
    return "\n".join(f"{first}..{last} {name}" for first, last, name in terms)


def _spans(text: str, problem: str, longest: int) -> Iterator[tuple[date, date, str]]:
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        match = _LINE.fullmatch(line)
        if match is None:
            raise Invalid(problem, line=line[:40])
        first, last = _date(match[1], problem, line), _date(match[2] or match[1], problem, line)
        if last < first:
            raise Invalid("span_reversed", line=line[:40])
        if (last - first).days >= longest:
            raise Invalid("span_too_long", line=line[:40], most=longest)
        yield first, last, _name(match[3], problem, line)


def _special_rows(line: str) -> Iterator[list[str]]:
    whole = _LINE.fullmatch(line)
    match = _HOURS_FIRST.fullmatch(whole[3]) if whole and not whole[2] else None
    if whole is None or match is None:
        raise Invalid("special_day_not_understood", line=line[:40])
    day = _date(whole[1], "special_day_not_understood", line).isoformat()
    name = _name(match[2], "special_day_not_understood", line)
    for opens, closes in read_hours(match[1]):
        if closes < opens:
            raise Invalid("special_past_midnight", line=line[:40])
        yield [day, opens, closes, name]


def _date(written: str, problem: str, line: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Invalid(problem, line=line[:40]) from error


def _name(written: str, problem: str, line: str) -> str:
    words = " ".join(written.split())
    if not words.isprintable():
        raise Invalid(problem, line=line[:40])
    if len(words) > NAME_LIMIT:
        raise Invalid("too_long", limit=NAME_LIMIT)
    return words


def _days(first: date, last: date) -> Iterator[date]:
    return (first + offset * ONE_DAY for offset in range((last - first).days + 1))


def _span(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first}..{last}"
