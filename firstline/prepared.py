"""Queries that are put together once in a process and asked with other values each time.

Django puts a query together anew whenever it is asked: for a short one that takes longer than the answer. A page asks
twenty. ``@prepared`` on a function that returns a queryset keeps what Django made of it (docs/decisions/0039)::

    @prepared
    def _availability(user_id: int) -> QuerySet[Availability]:
        return Availability.objects.filter(user_id=user_id)[:1]

    rows = _availability(5)  # asked at once: a list

The function is called with values that stand in for the real ones. It hands them to the queryset and does nothing else
with them: no comparison, no limit, no arithmetic. Whole numbers, texts, moments, UUIDs, and an actor's own ids are such
values; all else (roles, codes, flags, how many ids) belongs to the shape of the query, of which each has its own plan.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value

from firstline.kernel.actor import Actor

Given = ParamSpec("Given")
Row = TypeVar("Row")
Build = Callable[[Any], Any]

MOST_PLANS, MOST_VALUES = 200, 400
"""Beyond them a query is put together each time, so that nobody fills the memory with shapes."""
NUMBER, MOMENT, TEXT, KEY = 2_147_000_000, datetime(1001, 1, 1, tzinfo=UTC), "<stands in> ", 2**127
"""What stands in, counted on for each value: numbers, moments, texts and UUIDs that no row holds."""
KINDS = (int, str, datetime, UUID)


class Prepared(Generic[Given, Row]):
    """A query with the plans that were made of it, by their shapes."""

    def __init__(self, build: Callable[Given, QuerySet[Any, Row]]) -> None:
        """Keep the function; plans are made when they are first needed."""
        self._build = build
        self._plans: dict[Hashable, _Plan | None] = {}

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> list[Row]:
        """Ask the database now. *Raises* TypeError for a value that has no place of its own in the query."""
        values: list[Any] = []
        shape, stand_ins = _split((args, tuple(kwargs.items())), values)
        if not _fit(values) or (shape not in self._plans and len(self._plans) >= MOST_PLANS):
            return list(self._build(*args, **kwargs))
        if shape not in self._plans:
            positional, named = stand_ins
            plan = _plan_of(self._build(*positional, **dict(named)), len(values))
            if plan is None and _plan_of(self._build(*args, **kwargs), 0) is not None:
                raise TypeError(f"{self._build.__qualname__}: no stand-in fits the column")
            self._plans[shape] = plan
        found = self._plans[shape]
        return [] if found is None else found.ask(values)


def prepared(build: Callable[Given, QuerySet[Any, Row]]) -> Prepared[Given, Row]:
    """Return the query that this function makes, put together once for each shape of its values."""
    made = Prepared(build)
    update_wrapper(made, build)
    return made


@contextmanager
def planned_by_its_values() -> Iterator[None]:
    """Let the database plan what is asked inside by its values, each time anew.

    For words that are looked for: a thousandth or a third of all texts may hold them, and a plan for either, which a
    connection keeps otherwise (docs/decisions/0035), is a hundred times too slow for the other.
    """
    connection.ensure_connection()
    kept = connection.connection.prepare_threshold
    connection.connection.prepare_threshold = None
    try:
        yield
    finally:
        connection.connection.prepare_threshold = kept


def one_count(rows: QuerySet[Any]) -> QuerySet[Any, int]:
    """Return how many rows there are as a query of one number, or of none where there are no rows: take its sum."""
    return rows.order_by().values(one=Value(1)).values_list(Count("pk"), flat=True)


@dataclass(frozen=True)
class _Plan:
    """What Django made of a query, and how the values get into its parameters."""

    rows: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[Build, ...]

    def ask(self, values: list[Any]) -> list[Any]:
        """Ask with these values, by Django's own way from rows to objects, prefetching included."""
        rows, compiler, query = _twin(self.rows), _twin(self.compiler), _twin(self.rows.query)
        params = tuple(build(values) for build in self.params)
        compiler.connection = connection  # its query stays the kept one: with the twin it would be a ring of garbage
        compiler.as_sql = lambda *_args, **_more: (self.sql, params)
        query.get_compiler = lambda *_args, **_more: compiler
        vars(rows)["_query"] = query  # the property would forget what kind of rows are made
        return list(rows)


def _plan_of(rows: QuerySet[Any], values_count: int) -> _Plan | None:
    """Return the plan, or None for a query that finds nothing whatever the values are."""
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    makers = tuple(_maker(param) for param in params)
    written = sql + repr([param for param, make in zip(params, makers, strict=True) if isinstance(make, _Constant)])
    stand_ins = (str(_stand_in(kind, number)) for number in range(values_count) for kind in (int, str, UUID))
    if any(stand_in in written for stand_in in stand_ins):
        raise TypeError(f"a value is part of a text or a limit: {sql}")
    return _Plan(rows, compiler, sql, makers)


@dataclass(frozen=True)
class _Constant:
    """Makes the same parameter whatever the values are."""

    param: Any

    def __call__(self, _values: list[Any]) -> Any:
        """Return it."""
        return self.param


def _maker(param: Any) -> Build:
    """Return what makes a parameter of the values: one of them, in the type that Django gave it, or what it is."""
    if isinstance(param, list):
        makers = [_maker(part) for part in param]
        return lambda values: [make(values) for make in makers]
    number = _number_of(param)
    if number is None:
        return _Constant(param)
    kind = type(param)
    return (lambda values: values[number]) if kind in KINDS else (lambda values: kind(values[number]))


def _split(given: Any, values: list[Any]) -> tuple[Hashable, Any]:
    """Return the shape of what was given, and the same with stand-ins; the values are added to the list."""
    if isinstance(given, Actor):
        ids, stand_ins = _split((given.user_id, given.person_id), values)
        roles = tuple(sorted(given.roles.items(), key=lambda item: item[0]))
        user_id, person_id = stand_ins
        rights = (roles, given.is_administrator, given.is_system)
        return (ids, rights), replace(given, user_id=user_id, person_id=person_id)
    kind = type(given)
    if isinstance(given, tuple | list | set | frozenset):
        parts = [_split(part, values) for part in given]
        shape: Hashable = (kind.__name__, *(part for part, _made in parts))
        return shape, kind(made for _part, made in parts)
    if kind in KINDS:
        values.append(given)
        return kind.__name__, _stand_in(kind, len(values) - 1)
    if given is None or kind is bool or isinstance(given, Enum):
        return given, given
    raise TypeError(f"a query is not prepared for a {kind.__name__}")


def _stand_in(kind: type, number: int) -> Any:
    made = {int: NUMBER + number, str: f"{TEXT}{number} ", UUID: UUID(int=KEY + number)}
    return MOMENT + timedelta(days=number) if kind is datetime else made[kind]


def _number_of(param: Any) -> int | None:
    """Return which value a parameter stands for, None for none."""
    if isinstance(param, int) and NUMBER <= param < NUMBER + MOST_VALUES:
        return int(param) - NUMBER
    if isinstance(param, datetime) and MOMENT <= param < MOMENT + timedelta(days=MOST_VALUES):
        return (param - MOMENT).days
    if isinstance(param, UUID) and KEY <= param.int < KEY + MOST_VALUES:
        return param.int - KEY
    if isinstance(param, str) and param.startswith(TEXT) and param[len(TEXT) :].strip().isdigit():
        return int(param[len(TEXT) :])
    return None


def _fit(values: list[Any]) -> bool:
    """Return whether there are few enough values, and no number that might be too large for its column."""
    return len(values) <= MOST_VALUES and not any(type(value) is int and abs(value) > NUMBER for value in values)


def _twin(original: Any) -> Any:
    """Return another object with the same attributes; copying a queryset in the usual way would ask it."""
    twin = object.__new__(type(original))
    twin.__dict__.update(original.__dict__)
    return twin
