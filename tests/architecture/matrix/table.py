"""Reading the hand-written rows, and the list of addresses that they have to cover."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.matrix.columns import COLUMNS

FOLDER = Path(__file__).parent
SIGN_IN_FIRST = "in"
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Row:
    """The expected answers of one address for one object and one method, by column."""

    route: str
    of: str
    method: str
    answers: dict[str, str]
    place: str


@dataclass(frozen=True)
class Address:
    """One address of the resolver: its full name and the names of its parameters."""

    name: str
    parameters: frozenset[str]


def rows() -> list[Row]:
    """Return all rows of all tables."""
    return [row for path in sorted(FOLDER.glob("answers_*.txt")) for row in _rows_of(path)]


def _rows_of(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        place = f"{path.name}:{number}"
        names = [column.name for column in COLUMNS]
        if len(words) != len(names) + 3:
            raise ValueError(f"{place}: {len(words)} words, expected route, object, method and {len(names)} answers")
        route, of, method, *answers = words
        yield Row(route, of, method, dict(zip(names, answers, strict=True)), place)


def addresses() -> list[Address]:
    """Return every address of the resolver. *Raises* ValueError for one without a name."""
    return list(_addresses(get_resolver(), "", frozenset()))


def _addresses(resolver: Any, namespace: str, parameters: frozenset[str]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        names = parameters | frozenset(entry.pattern.converters) | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _addresses(entry, inner, names)
        elif isinstance(entry, URLPattern):
            if not entry.name:
                raise ValueError(f"{entry.pattern} has no name")
            yield Address(namespace + entry.name, names)
