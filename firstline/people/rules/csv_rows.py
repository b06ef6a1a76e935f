"""Reading a CSV file as it comes from a spreadsheet or a staff system, and making cells that no spreadsheet runs.

Nothing here knows people or sites: columns come as data, rows go out as text by column. Problems are codes.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from firstline.people.rules.terms import joined

MAX_ROWS_COUNT = 200_000
MAX_CELL_LENGTH = 10_000
_DELIMITERS = ",;\t|"
_DANGEROUS_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_GUARD = "'"


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file. ``row`` counts as a spreadsheet does, headers are row 1; 0 is the file itself."""

    row: int
    column: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """A column by its key, with the headers under which it is accepted; the first is the one we write."""

    key: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One row: its number and its cells by column key, trimmed; an absent cell is empty."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A file that was read. With problems of the file itself (row 0 or 1) there are no rows."""

    columns: tuple[str, ...] = ()
    unused_headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_table(content: bytes, columns: Sequence[Column]) -> Table:
    """Read UTF-8 (with or without a mark), UTF-16 or Windows-1252, with commas, semicolons, tabs or bars.

    Cells that look like formulas are text. Every problem is returned, none raised.
    """
    text = decode(content)
    if text is None:
        return Table(problems=(Problem(0, "", "encoding"),))
    if not text.strip():
        return Table(problems=(Problem(0, "", "empty_file"),))
    records = _Records(text, _delimiter(text, columns))
    headers: list[str] = next((record for record in records if any(record)), [])
    if records.problems:
        return Table(problems=tuple(records.problems))
    places, unused, problems = _places(headers, columns)
    if problems:
        return Table(unused_headers=unused, problems=tuple(problems))
    rows, row_problems = _rows(records, places, len(headers))
    return Table(tuple(places), unused, tuple(rows), (*row_problems, *records.problems))


def decode(content: bytes) -> str | None:
    """Return the text of a file, or None when it is no text. Without a mark it is UTF-8, or else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; ``read_table`` takes the mark off again."""
    return _GUARD + text if text.startswith(_DANGEROUS_STARTS) else text


class _Records:
    """The records of the text. A wrong quotation mark ends them and stands in ``problems``."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.problems: list[Problem] = []
        self.number = 0
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[list[str]]:
        while True:
            self.number += 1
            try:
                record = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                code = "cell_too_long" if "limit" in str(error) else "quotes"
                self.problems.append(Problem(self.number, "", code))
                return
            yield record


def _delimiter(text: str, columns: Sequence[Column]) -> str:
    """Return the delimiter that makes the most known headers of the first line; a comma where none does."""
    first_line = text.lstrip("\r\n").partition("\n")[0]
    known = _known(columns)

    def headers_found(delimiter: str) -> int:
        return sum(joined(header) in known for header in first_line.replace('"', "").split(delimiter))

    return max(_DELIMITERS, key=headers_found)


def _known(columns: Sequence[Column]) -> dict[str, str]:
    return {joined(header): column.key for column in columns for header in (column.key, *column.headers)}


def _places(headers: Sequence[str], columns: Sequence[Column]) -> tuple[dict[str, int], tuple[str, ...], list[Problem]]:
    known = _known(columns)
    places: dict[str, int] = {}
    unused: list[str] = []
    problems: list[Problem] = []
    for place, header in enumerate(headers):
        key = known.get(joined(header))
        if key is None:
            unused.extend([header.strip()[:60]] if header.strip() else [])
        elif key in places:
            problems.append(Problem(1, header.strip()[:60], "header_twice"))
        else:
            places[key] = place
    if not places:
        problems.append(Problem(1, "", "no_headers", {"expected": ", ".join(column.headers[0] for column in columns)}))
    return places, tuple(unused), problems


def _rows(records: _Records, places: Mapping[str, int], width: int) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for record in records:
        if not any(cell.strip() for cell in record):
            continue
        if any(cell.strip() for cell in record[width:]):
            problems.append(Problem(records.number, "", "too_many_cells", {"found": len(record), "expected": width}))
        elif any(len(cell) > MAX_CELL_LENGTH for cell in record):
            problems.append(Problem(records.number, "", "cell_too_long"))
        elif len(rows) >= MAX_ROWS_COUNT:
            problems.append(Problem(records.number, "", "too_many_rows", {"limit": MAX_ROWS_COUNT}))
            break
        else:
            cells = {key: _cell(record[place]) for key, place in places.items() if place < len(record)}
            rows.append(Row(records.number, cells))
    return rows, problems


def _cell(text: str) -> str:
    """Return the cell on one line, trimmed, without the mark of ``safe_cell``."""
    tidy = " ".join(text.split())
    if tidy.startswith(_GUARD) and tidy[1:].startswith(_DANGEROUS_STARTS):
        return tidy[1:]
    return tidy
