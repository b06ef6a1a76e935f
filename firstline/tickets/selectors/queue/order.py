"""The order of the queue and where a page of it ended: keys that go through the address, for every sort alike."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from firstline.kernel.errors import Invalid
from firstline.tickets.models import Ticket
from firstline.tickets.rules.queue_query import ID_DIGITS, STATUSES, Query, Sort
from firstline.tickets.selectors.clocks import NEVER

Key = tuple[Any, ...]
LONGEST_KEY = 600


@dataclass(frozen=True)
class Part:
    """One thing that the list is ordered by: a field or an annotation, what kind of value it has, and which way."""

    name: str
    kind: type
    expression: Any = None
    is_descending: bool = False


def _text(path: str) -> Any:
    return Coalesce(F(path), Value(""))


_PLACE = Case(When(assignee=None, then=Value(0)), default=Value(1), output_field=IntegerField())
_STATUS = Case(
    *(When(status=code, then=Value(at)) for at, code in enumerate(STATUSES)),
    default=Value(len(STATUSES)),  # a void one is in no list, but it is opened from one that it has left
    output_field=IntegerField(),
)
_DUE = Coalesce("due_at", Value(NEVER))
_FIRST = {
    Sort.OPENED: ("opened_at", datetime, None),
    Sort.CHANGED: ("updated_at", datetime, None),
    Sort.SEVERITY: ("severity_rank", int, None),
    Sort.STATUS: ("by_status", int, _STATUS),
    Sort.NATURE: ("by_nature", str, F("nature__name")),
    Sort.ASSIGNEE: ("by_assignee", str, _text("assignee__person__folded_name")),
    Sort.GROUP: ("by_group", str, _text("group__name")),
    Sort.SITE: ("by_site", str, _text("requester__site__name")),
    Sort.PROMISED: ("due", datetime, _DUE),
}


def parts_of(query: Query) -> tuple[Part, ...]:
    """Return what the list is ordered by, the id last."""
    sort, is_descending = query.order
    if sort is Sort.QUEUE:
        place, rank = Part("place", int, _PLACE, is_descending), Part("severity_rank", int, None, not is_descending)
        return place, rank, Part("due", datetime, _DUE, is_descending), Part("id", int, None, is_descending)
    name, kind, expression = _FIRST[sort]
    return Part(name, kind, expression, is_descending), Part("id", int, None, is_descending)


def ordered(tickets: QuerySet[Ticket], query: Query, after: Key = ()) -> QuerySet[Ticket]:
    """Return the tickets in the order of the query, from behind ``after`` on."""
    parts = parts_of(query)
    tickets = tickets.annotate(**{part.name: part.expression for part in parts if part.expression is not None})
    tickets = tickets.order_by(*(f"{'-' if part.is_descending else ''}{part.name}" for part in parts))
    return tickets.filter(_behind(parts, after)) if after else tickets


def key_of(ticket: Ticket, query: Query) -> Key:
    """Return where a ticket of the list stands in it."""
    return tuple(getattr(ticket, part.name) for part in parts_of(query))


def key_text(key: Key) -> str:
    """Return a key for the address."""
    return json.dumps([value.isoformat() if isinstance(value, datetime) else value for value in key])


def read_key(text: str, query: Query) -> Key:
    """Return the key of an address. *Raises* Invalid when it is none of this order."""
    parts = parts_of(query)
    try:
        values = json.loads(text) if len(text) <= LONGEST_KEY else None
        if not isinstance(values, list) or len(values) != len(parts):
            raise ValueError
        return tuple(_read(value, part) for value, part in zip(values, parts, strict=True))
    except (ValueError, TypeError, RecursionError):
        raise Invalid("unknown_choice", field="after") from None


def _read(value: Any, part: Part) -> Any:
    if part.kind is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment
    if type(value) is not part.kind or len(str(value)) > (ID_DIGITS if part.kind is int else LONGEST_KEY):
        raise ValueError
    if isinstance(value, str) and "\x00" in value.encode().decode():  # half a character is a ValueError too
        raise ValueError
    return value


def _behind(parts: tuple[Part, ...], after: Key) -> Q:
    """Return the condition for what follows the key.

    The first comparison alone is what an index can begin at; the rest decides among its equals.
    """
    first = parts[0]
    condition = Q(**{f"{first.name}__{'lte' if first.is_descending else 'gte'}": after[0]})
    rest, same = Q(pk__in=[]), Q()
    for part, value in zip(parts, after, strict=True):
        rest |= same & Q(**{f"{part.name}__{'lt' if part.is_descending else 'gt'}": value})
        same &= Q(**{part.name: value})
    return condition & rest
