"""What a file would change: the plan that is shown, confirmed, and made anew before it is applied."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from firstline.people.rules.csv_rows import Problem

Value = str | bool | tuple[str, ...]


@dataclass(frozen=True)
class FieldChange:
    """A field with what it holds now and what it would hold."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Change:
    """One record that is new (``record_id`` 0) or changed, with the row that says so.

    ``is_guarded``: a confidential desk guards the record that is there, so nobody is shown what would change.
    """

    row: int
    record_id: int
    label: str
    is_guarded: bool
    fields: tuple[FieldChange, ...]

    @property
    def is_new(self) -> bool:
        """Whether the record is not in the directory yet."""
        return self.record_id == 0


@dataclass(frozen=True)
class Plan:
    """All that a file would do. Rows with problems are left out; with ``is_blocked`` nothing can be applied.

    Guarded records that stay as they are count apart: "changed or not" would answer guesses about them.
    """

    changes: tuple[Change, ...] = ()
    unchanged_count: int = 0
    guarded_unchanged_count: int = 0
    problems: tuple[Problem, ...] = ()
    unused_headers: tuple[str, ...] = ()
    is_blocked: bool = False
    new_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def new(self) -> list[Change]:
        """The records that would be added."""
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        """The records that would change."""
        return [change for change in self.changes if not change.is_new]


def compare(old: Mapping[str, Value], wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """Return the fields that differ. Fields of which the file says nothing are left alone."""
    return tuple(
        FieldChange(name, old.get(name, ""), value) for name, value in wanted.items() if old.get(name, "") != value
    )


def digest(plan: Plan) -> str:
    """Return a short sign of the whole plan: two plans that do the same have the same, whatever made them."""
    sign = hashlib.sha256()
    for line in _lines(plan):
        sign.update(line.encode())
        sign.update(b"\n")
    return sign.hexdigest()


def value_text(value: Value) -> str:
    """Return a value as one line of text, without words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else "; ".join(value)


def blocked(problems: Iterable[Problem], unused_headers: tuple[str, ...] = ()) -> Plan:
    """Return the plan of a file that cannot be read as it is."""
    return Plan(problems=tuple(problems), unused_headers=unused_headers, is_blocked=True)


def _lines(plan: Plan) -> Iterator[str]:
    for change in plan.changes:
        yield repr((change.row, change.record_id, [(f.field, f.old, f.new) for f in change.fields]))
    yield repr((plan.unchanged_count, plan.guarded_unchanged_count))
    for problem in plan.problems:
        yield repr((problem.row, problem.column, problem.code))
