"""The columns of a file of people or sites, and what a cell of each may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from firstline.people.rules.csv_rows import Column, Problem, Row
from firstline.people.rules.folding import fold
from firstline.people.rules.import_plan import Value
from firstline.people.rules.terms import digits_of, joined

PEOPLE_COLUMNS = (
    Column("employee_number", ("Employee number", "employee id", "employee no", "staff number", "staff id")),
    Column("name", ("Name", "full name", "display name", "person")),
    Column("first_name", ("First name", "given name")),
    Column("last_name", ("Last name", "surname", "family name")),
    Column("extension", ("Extension", "ext")),
    Column("phones", ("Phone", "phone number", "telephone", "phone numbers")),
    Column("emails", ("Email", "email address", "email addresses", "mail")),
    Column("site", ("Site", "site code", "school", "location")),
    Column("building", ("Building",)),
    Column("room", ("Room", "room number")),
    Column("category", ("Category", "personnel category")),
    Column("department", ("Department", "dept")),
    Column("job_title", ("Job title", "title", "position")),
    Column("preferred_contact", ("Preferred contact",)),
    Column("language", ("Language",)),
    Column("accommodation_note", ("Accommodation note",)),
    Column("active", ("Active",)),
    Column("guarded_by", ("Guarded by",)),
)
SITE_COLUMNS = (
    Column("code", ("Code", "site code", "site id")),
    Column("name", ("Name", "site", "site name", "school")),
    Column("school_level", ("School level", "level")),
    Column("phone", ("Phone", "phone number", "telephone")),
    Column("address", ("Address",)),
    Column("hours_note", ("Hours", "opening hours", "hours note")),
    Column("active", ("Active",)),
    Column("guarded_by", ("Guarded by",)),
)
MAX_LENGTHS: Mapping[str, int] = {
    "employee_number": 40,
    "name": 200,
    "extension": 20,
    "building": 80,
    "room": 60,
    "category": 80,
    "department": 120,
    "job_title": 120,
    "accommodation_note": 400,
    "code": 20,
    "phone": 40,
    "address": 200,
    "hours_note": 200,
}
SITE_NAME_LENGTH = 120
_PHONE_LENGTH = 40
_EMAIL_LENGTH = 254
_YES = frozenset({"yes", "y", "true", "1", "active", "si", "x"})
_NO = frozenset({"no", "n", "false", "0", "inactive", "left"})
_CONTACTS = {"phone": "phone", "telephone": "phone", "email": "email", "mail": "email", "text": "text", "sms": "text"}
_LANGUAGES = {"en": "en", "english": "en", "enus": "en", "es": "es", "spanish": "es", "espanol": "es"}
_LEVELS = {level: level for level in ("elementary", "middle", "high", "adult")} | {"none": ""}


class BadCell(ValueError):
    """A cell that cannot be taken, with the code of the problem."""

    def __init__(self, code: str, **params: str | int) -> None:
        """Keep the code and what its sentence speaks of."""
        self.code = code
        self.params = params
        super().__init__(code)


@dataclass(frozen=True)
class Wanted:
    """A row as what its record is to hold. Empty cells say nothing, so their fields are absent."""

    row: int
    values: Mapping[str, Value]

    def text(self, field: str) -> str:
        """Return the text of a field, empty when the row says nothing of it."""
        value = self.values.get(field, "")
        return value if isinstance(value, str) else ""

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the several texts of a field."""
        value = self.values.get(field, ())
        return value if isinstance(value, tuple) else ()


def read_row(row: Row, *, name_length: int = MAX_LENGTHS["name"]) -> tuple[Wanted, list[Problem]]:
    """Return what a row wants, and the problems of its cells."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for column, cell in _with_full_name(row.cells).items():
        if not cell:
            continue
        try:
            limit = name_length if column == "name" else MAX_LENGTHS.get(column)
            if limit is not None and len(cell) > limit:
                raise BadCell("text_too_long", limit=limit)
            values[column] = _READERS.get(column, str)(cell)
        except BadCell as bad:
            problems.append(Problem(row.number, column, bad.code, {"value": cell[:60], **bad.params}))
    return Wanted(row.number, values), problems


def clean_extension(text: str) -> str:
    """Return an extension as it is kept: "x4120" and "ext. 4120" are both 4120."""
    word = joined(text)
    for spelling in ("extension", "ext", "x"):
        if word.startswith(spelling) and word[len(spelling) :].isdecimal():
            return word[len(spelling) :]
    return text


def clean_email(text: str) -> str:
    """Return an e-mail address as it is kept. *Raises* BadCell."""
    address = text.strip().lower()
    name, _, host = address.partition("@")
    if not name or not host or " " in address or "@" in host or len(address) > _EMAIL_LENGTH:
        raise BadCell("email_wrong")
    return address


def _with_full_name(cells: Mapping[str, str]) -> Mapping[str, str]:
    """Staff systems split names; we keep them as people write them."""
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    full = cells.get("name", "") or f"{first} {last}".strip()
    others = {key: cell for key, cell in cells.items() if key not in ("first_name", "last_name", "name")}
    return {"name": full, **others}


def _name(cell: str) -> str:
    if not joined(cell):
        raise BadCell("name_missing")
    return cell


def _phones(cell: str) -> tuple[str, ...]:
    phones = {digits_of(part): part.strip() for part in cell.split(";") if part.strip()}
    if "" in phones or any(len(phone) > _PHONE_LENGTH for phone in phones.values()):
        raise BadCell("phone_wrong")
    return tuple(phones.values())


def _emails(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean_email(part) for part in cell.split(";") if part.strip()))


def _truth(cell: str) -> bool:
    word = fold(cell)
    if word not in _YES | _NO:
        raise BadCell("yes_or_no")
    return word in _YES


def _one_of(choices: Mapping[str, str], code: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        found = choices.get(joined(cell))
        if found is None:
            raise BadCell(code)
        return found

    return read


_READERS: Mapping[str, Callable[[str], Value]] = {
    "name": _name,
    "extension": clean_extension,
    "phones": _phones,
    "emails": _emails,
    "active": _truth,
    "preferred_contact": _one_of(_CONTACTS, "preferred_contact_wrong"),
    "language": _one_of(_LANGUAGES, "language_wrong"),
    "school_level": _one_of(_LEVELS, "school_level_wrong"),
}
