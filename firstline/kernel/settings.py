"""What rooms say about that which an agency decides: kinds of settings, their fields, and what a change means.

The room ``settings`` shows them, writes them, keeps their history and takes changes back. Nothing here reads or writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstline.kernel.actor import Actor

Document = dict[str, Any]
"""A setting as JSON: names of fields to texts, numbers, ids, lists. A revision keeps it before and after."""
Choices = Sequence[tuple[Any, Any]]
"""Values with their names, in the order in which they are offered."""


@dataclass(frozen=True, kw_only=True)
class SettingField:
    """One field of a setting.

    ``form`` is line, text, code, number, yes_no or choice. ``read`` turns what was typed into what is kept and *raises*
    Invalid; ``write`` is its way back. ``choices`` are asked for with the desk's id. What ``is_fixed`` stays as it was
    first written, because records or rules go by it.
    """

    name: str
    label: Any
    form: str = "line"
    hint: Any = ""
    limit: int = 80
    minimum: int = 0
    maximum: int = 32_000
    is_optional: bool = False
    is_fixed: bool = False
    choices: Callable[[int | None], Choices] | None = None
    read: Callable[[str], Any] | None = None
    write: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class SettingRow:
    """A setting in its list: its name, a second line, and whether it is still offered."""

    id: int
    title: str
    note: str = ""
    is_active: bool = True


@dataclass(frozen=True, kw_only=True)
class SettingStore:
    """How a kind is read and written where it is more than the row of one table. The parts run inside the use case."""

    rows: Callable[[int | None], Sequence[SettingRow]]
    desk_of: Callable[[int], int | None]
    read: Callable[[int], Document | None]
    write: Callable[[int | None, int | None, Document], int]
    """(id or None for a new one, desk, document) → id. A removed one comes back under its old id."""
    remove: Callable[[int], None]
    is_used: Callable[[int], bool]


@dataclass(frozen=True)
class SettingTable:
    """How the fields of a document stand: the heads of the columns, rows of a label with names of fields, a hint."""

    columns: Sequence[Any]
    rows: Sequence[tuple[Any, Sequence[str]]]
    hint: Any = ""


@dataclass(frozen=True)
class SettingLink:
    """A page about a setting, which its own page leads to. The address takes the setting's id."""

    label: Any
    icon: str
    url_name: str


@dataclass(frozen=True)
class Proposal:
    """What a helper would write into the fields of a form, as texts, and a sentence about it."""

    texts: Mapping[str, str]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class SettingHelper:
    """A helper beside the form of a setting: asks something, and proposes texts for its fields. It saves nothing.

    ``propose`` takes what was asked and what stands in the form, both as typed, and *raises* Invalid that names a
    field of either.
    """

    title: Any
    sentence: Any
    button: Any
    fields: Sequence[SettingField]
    initial: Callable[[datetime], Mapping[str, str]]
    propose: Callable[[Mapping[str, str], Mapping[str, str]], Proposal]


@dataclass(frozen=True, kw_only=True)
class SettingKind:
    """One kind of setting, such as resolution codes.

    ``sentence`` says what it changes and for whom; ``example`` shows the result of a document at a desk. With
    ``model`` it is a row of that table, of the desk that ``desk_path`` leads to, if any; else ``store`` says how. A
    kind with a ``table`` has one document for each desk, whose fields stand in rows and columns.
    """

    title: Any
    sentence: Any
    add_label: Any
    group: str
    order: int
    fields: Callable[[int | None], Sequence[SettingField]]
    example: Callable[[Document, int | None, datetime], str]
    note: Callable[[Any], str] | None = None
    model: Any = None
    desk_path: str = ""
    related: tuple[str, ...] = ()
    """What the names of rows need, read with them."""
    store: SettingStore | None = None
    check: Callable[[Document, int | None, int | None], None] | None = None
    """(document, desk, id or None) → None; *raises* Invalid or RuleBroken."""
    is_needed: Callable[[int], bool] | None = None
    """Whether the product itself goes by the one with this id, so that it is neither retired nor removed."""
    table: Callable[[int | None], SettingTable] | None = None
    links: tuple[SettingLink, ...] = ()
    helper: SettingHelper | None = None

    @property
    def is_table(self) -> bool:
        """Whether a desk has one document of this kind, filled in as a table."""
        return self.table is not None

    @property
    def is_of_desk(self) -> bool:
        """Whether each desk has its own."""
        return self.is_table or bool(self.desk_path)


@dataclass(frozen=True)
class SettingsPage:
    """A page that stands among the settings and works in its own way: accounts, imports, questions."""

    label: Any
    sentence: Any
    url_name: str
    group: str
    order: int
    visible: Callable[[Actor], bool]


def references_to(model: Any) -> list[Any]:
    """Return the foreign keys of all tables that point to this table, those without a name of their own included."""
    found = model._meta.get_fields(include_hidden=True)
    return [field for field in found if field.auto_created and not field.concrete and not field.many_to_many]
