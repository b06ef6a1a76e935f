"""Planning a file of people against the directory. A person is known again by employee number, else by e-mail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firstline.people.rules.csv_rows import Problem, Table
from firstline.people.rules.folding import fold
from firstline.people.rules.import_cells import Wanted, read_row
from firstline.people.rules.import_plan import Change, FieldChange, Plan, Value, blocked, compare

MAIN_BUILDING = "Main building"


@dataclass(frozen=True)
class Known:
    """A person of the directory: values by column, with codes for site and desk and names for the rest."""

    id: int
    values: Mapping[str, Value]

    @property
    def number(self) -> Value:
        """The employee number."""
        return self.values["employee_number"]


@dataclass(frozen=True)
class Directory:
    """What a file of people is compared with. ``guards`` are the desks of whose people the importer sees all."""

    people: Sequence[Known]
    sites: Mapping[str, str] = field(default_factory=dict)
    site_guards: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)
    desks: Mapping[str, str] = field(default_factory=dict)
    rooms: Mapping[tuple[str, str], str] = field(default_factory=dict)
    guards: frozenset[str] = frozenset()


def plan_people(table: Table, directory: Directory) -> Plan:
    """Return what the file would change. Every row is new, changed, unchanged, or has at least one problem."""
    problems = [*table.problems]
    if not table.columns:
        return blocked(problems, table.unused_headers)
    if "employee_number" not in table.columns and "emails" not in table.columns:
        return blocked([*problems, Problem(1, "", "key_column_missing")], table.unused_headers)
    planner = _Planner(directory)
    for row in table.rows:
        wanted, row_problems = read_row(row)
        problems += row_problems or planner.add(wanted)
    return Plan(
        changes=tuple(planner.changes),
        unchanged_count=planner.unchanged_count,
        guarded_unchanged_count=planner.guarded_unchanged_count,
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
        unused_headers=table.unused_headers,
        new_names=planner.new_names(),
    )


class _Refused(Exception):
    def __init__(self, column: str, code: str, **params: str | int) -> None:
        self.column, self.code, self.params = column, code, params
        super().__init__(code)


class _Planner:
    """Takes rows one by one and remembers what they used up: keys, addresses, new names."""

    def __init__(self, directory: Directory) -> None:
        self.changes: list[Change] = []
        self.unchanged_count = 0
        self.guarded_unchanged_count = 0
        self._directory = directory
        self._by_number = {known.number: known for known in directory.people if known.number}
        self._by_email = {email: known for known in directory.people for email in _texts(known, "emails")}
        self._rows_by_key: dict[str, int] = {}
        self._new: dict[str, dict[str, str]] = {"category": {}, "department": {}}

    def add(self, wanted: Wanted) -> list[Problem]:
        """Plan a row and return its problems, of which there is at most one."""
        try:
            known = self._known(wanted)
            self._use_keys(wanted, known)
            values = self._resolved(wanted, known)
            changes = compare(known.values if known else _NEW_VALUES, values)
        except _Refused as refused:
            return [Problem(wanted.row, refused.column, refused.code, refused.params)]
        if known is None or changes:
            self.changes.append(_change(wanted, known, changes))
        elif known.values["guarded_by"]:
            self.guarded_unchanged_count += 1
        else:
            self.unchanged_count += 1
        return []

    def new_names(self) -> dict[str, tuple[str, ...]]:
        """Return the categories and departments that would be made."""
        return {kind: tuple(names.values()) for kind, names in self._new.items() if names}

    def _known(self, wanted: Wanted) -> Known | None:
        number, emails = wanted.text("employee_number"), wanted.texts("emails")
        if not number and not emails:
            raise _Refused("employee_number", "key_missing")
        by_number = self._by_number.get(number) if number else None
        owners = {owner.id: owner for email in emails if (owner := self._by_email.get(email))}
        if by_number is None and len(owners) == 1:
            owner = next(iter(owners.values()))
            if number and owner.number:
                raise _Refused("emails", "numbers_differ")
            return owner
        if any(owner is not by_number for owner in owners.values()):
            raise _Refused("emails", "email_taken")
        if by_number is None and not wanted.text("name"):
            raise _Refused("name", "name_missing")
        return by_number

    def _use_keys(self, wanted: Wanted, known: Known | None) -> None:
        number = wanted.text("employee_number")
        keys = [f"#{known.id}"] if known else []
        keys += [f"={number}"] if number else []
        keys += [f"@{email}" for email in wanted.texts("emails")]
        for key in keys:
            if key in self._rows_by_key:
                column = "emails" if key.startswith("@") else "employee_number"
                raise _Refused(column, "key_twice", other_row=self._rows_by_key[key])
        self._rows_by_key.update(dict.fromkeys(keys, wanted.row))

    def _resolved(self, wanted: Wanted, known: Known | None) -> dict[str, Value]:
        values = dict(wanted.values)
        directory = self._directory
        if "site" in values:
            values["site"] = _lookup(directory.sites, wanted.text("site"), "site", "site_unknown")
        for kind, names in (("category", directory.categories), ("department", directory.departments)):
            if kind in values:
                name = wanted.text(kind)
                values[kind] = names.get(fold(name)) or self._new[kind].setdefault(fold(name), name)
        self._place(values, known)
        self._guard(values, wanted, known)
        return values

    def _place(self, values: dict[str, Value], known: Known | None) -> None:
        """Settle room and building: a room belongs to a site, so moving without a new room leaves the room empty."""
        old_site = known.values["site"] if known else ""
        site = str(values.get("site", old_site))
        if not values.get("room"):
            values.pop("building", None)
            if known and site != old_site and known.values["room"]:
                values |= {"room": "", "building": ""}
            return
        if not site:
            raise _Refused("room", "room_without_site")
        if "building" not in values:
            same = known is not None and site == old_site and known.values["room"] == values["room"]
            usual = self._directory.rooms.get((site, str(values["room"])), MAIN_BUILDING)
            values["building"] = known.values["building"] if known is not None and same else usual

    def _guard(self, values: dict[str, Value], wanted: Wanted, known: Known | None) -> None:
        directory = self._directory
        if "guarded_by" in values:
            text = wanted.text("guarded_by")
            is_nobody = fold(text) in ("no", "none", "-")
            values["guarded_by"] = "" if is_nobody else _lookup(directory.desks, text, "guarded_by", "desk_unknown")
        elif known is None and values.get("site") in directory.site_guards:
            values["guarded_by"] = directory.site_guards[str(values["site"])]
        old = known.values["guarded_by"] if known else ""
        if old and values.get("guarded_by", old) != old and old not in directory.guards:
            raise _Refused("guarded_by", "guard_kept")


def _change(wanted: Wanted, known: Known | None, changes: tuple[FieldChange, ...]) -> Change:
    if known is None:
        return Change(wanted.row, 0, wanted.text("name"), is_guarded=False, fields=changes)
    label = wanted.text("name") or str(known.values["name"])
    return Change(wanted.row, known.id, label, is_guarded=bool(known.values["guarded_by"]), fields=changes)


def _lookup(names: Mapping[str, str], text: str, column: str, code: str) -> str:
    found = names.get(fold(text))
    if found is None:
        raise _Refused(column, code, value=text[:60])
    return found


def _texts(known: Known, column: str) -> Iterable[str]:
    value = known.values[column]
    return value if isinstance(value, tuple) else ()


_NEW_VALUES: Mapping[str, Value] = {
    "employee_number": "",
    "name": "",
    "guarded_by": "",
    "preferred_contact": "phone",
    "language": "en",
    "active": True,
}
