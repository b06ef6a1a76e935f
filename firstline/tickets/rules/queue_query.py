"""What the address of the queue asks for: which view, which filters, which order. Read, checked and written back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from firstline.kernel.errors import Invalid
from firstline.tickets.rules.lifecycle import OPEN_STATUSES, Status

ID_DIGITS = 18
LONGEST_QUERY = 2000
STATUSES = tuple(status.value for status in Status if status is not Status.VOID)
SEVERITIES = ("critical", "high", "normal", "low")
NOBODY, ME = "nobody", "me"
COLUMNS = ("severity", "ticket", "status", "nature", "assignee", "promised", "group", "site", "opened", "changed")
ENDED_SORTS = ("opened", "changed")


class View(StrEnum):
    """The views of every desk; filters narrow them."""

    ALL = "all"
    UNASSIGNED = "unassigned"
    LATE = "late"
    NEW_TODAY = "new_today"
    WAITING = "waiting"
    MY_GROUPS = "my_groups"


class Sort(StrEnum):
    """What the list can be ordered by; ``queue`` is unassigned first, then severity, then promised time."""

    QUEUE = "queue"
    OPENED = "opened"
    CHANGED = "changed"
    SEVERITY = "severity"
    STATUS = "status"
    NATURE = "nature"
    ASSIGNEE = "assignee"
    GROUP = "group"
    SITE = "site"
    PROMISED = "promised"


class Owed(StrEnum):
    """How near the promised time is: past it, or past it or within the hour."""

    LATE = "late"
    NEARLY = "nearly"


@dataclass(frozen=True)
class Query:
    """What is asked for; empty means any. ``assignee`` is an id, ``me``, or ``nobody``."""

    view: View = View.ALL
    statuses: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    nature_id: int | None = None
    site_id: int | None = None
    group_id: int | None = None
    assignee: str = ""
    owed: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    sort: Sort = Sort.QUEUE
    is_descending: bool = False

    @property
    def holds_ended(self) -> bool:
        """Whether resolved or closed tickets are asked for: a list that only grows."""
        return any(Status(status) not in OPEN_STATUSES for status in self.statuses)

    @property
    def order(self) -> tuple[Sort, bool]:
        """The order that is shown, and whether it goes down: what has ended is ordered by time only."""
        if self.holds_ended and self.sort not in ENDED_SORTS:
            return Sort.OPENED, True
        return self.sort, self.is_descending

    @property
    def has_filters(self) -> bool:
        """Whether anything narrows the view."""
        return replace(self, view=View.ALL, sort=Sort.QUEUE, is_descending=False) != Query()

    def params(self) -> list[tuple[str, str]]:
        """Return the parameters of the address, in one order, defaults left out."""
        single = {
            "view": "" if self.view is View.ALL else self.view.value,
            "nature": self.nature_id,
            "site": self.site_id,
            "group": self.group_id,
            "assignee": self.assignee,
            "owed": self.owed,
            "from": self.opened_from,
            "to": self.opened_to,
        }
        found = [(name, str(value)) for name, value in single.items() if value]
        found += [("status", code) for code in self.statuses] + [("severity", code) for code in self.severities]
        sign = "-" if self.is_descending else ""
        return found if (self.sort, sign) == (Sort.QUEUE, "") else [*found, ("sort", f"{sign}{self.sort}")]


PARAMETERS = frozenset(
    {"view", "status", "severity", "nature", "site", "group", "assignee", "owed", "from", "to", "sort"}
)


def read_query(sent: Mapping[str, Sequence[Any]], *, is_strict: bool = False) -> Query:
    """Return what the parameters ask for. ``is_strict`` refuses parameters that nobody knows.

    *Raises* Invalid (``unknown_choice``, ``unknown_parameter``) with the parameter as field.
    """
    strangers = sorted(set(sent) - PARAMETERS)
    if is_strict and strangers:
        raise Invalid("unknown_parameter", name=strangers[0][:40])
    sign, sort = ("-", _one(sent, "sort")[1:]) if _one(sent, "sort").startswith("-") else ("", _one(sent, "sort"))
    return Query(
        view=View(_choice(_one(sent, "view") or View.ALL, tuple(View), "view")),
        statuses=_choices(sent, "status", STATUSES),
        severities=_choices(sent, "severity", SEVERITIES),
        nature_id=_id(sent, "nature"),
        site_id=_id(sent, "site"),
        group_id=_id(sent, "group"),
        assignee=_assignee(sent),
        owed=_choice(_one(sent, "owed"), ("", *Owed), "owed"),
        opened_from=_day(sent, "from"),
        opened_to=_day(sent, "to"),
        sort=Sort(_choice(sort or Sort.QUEUE, tuple(Sort), "sort")),
        is_descending=bool(sign),
    )


def _one(sent: Mapping[str, Sequence[Any]], name: str) -> str:
    values = sent.get(name) or [""]
    return str(values[-1])


def _choice(value: str, known: Sequence[str], name: str) -> str:
    if value not in known:
        raise Invalid("unknown_choice", field=name)
    return value


def _choices(sent: Mapping[str, Sequence[Any]], name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the chosen codes once each, in the order of ``known``."""
    asked = {_choice(str(value), known, name) for value in sent.get(name, []) if value != ""}
    return tuple(code for code in known if code in asked)


def _id(sent: Mapping[str, Sequence[Any]], name: str) -> int | None:
    value = _one(sent, name)
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= ID_DIGITS):
        raise Invalid("unknown_choice", field=name)
    return int(value)


def _assignee(sent: Mapping[str, Sequence[Any]]) -> str:
    value = _one(sent, "assignee")
    return value if value in ("", NOBODY, ME) else str(_id(sent, "assignee"))


def _day(sent: Mapping[str, Sequence[Any]], name: str) -> date | None:
    value = _one(sent, name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Invalid("not_a_day", field=name) from None
