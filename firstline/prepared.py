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
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import update_wrapper
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value

from firstline.kernel.actor import Actor

Given = ParamSpec("Given")
Row = TypeVar("Row")
Build = Callable[[Any], Any]

MOST_PLANS, MOST_VALUES = 100, 400
"""Of one query; the oldest plan makes room for a new one, and with more values it is put together each time."""
NUMBER, STEP, MOMENT, TEXT, KEY = 2_147_000_000, 1_000, datetime(1001, 1, 1, tzinfo=UTC), "<Stands In> ", 2**127
"""What stands in, counted on for each value: numbers, moments, texts and UUIDs that no row holds."""
KINDS = (int, str, datetime, UUID)


class Prepared(Generic[Given, Row]):
    """A query with the plans that were made of it, by their shapes."""

    def __init__(self, build: Callable[Given, QuerySet[Any, Row]]) -> None:
        """Keep the function; plans are made when they are first needed."""
        self._build = build
        self._plans: dict[Hashable, _Plan] = {}
        self._making_room = Lock()

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> list[Row]:
        """Ask the database now. *Raises* TypeError for a value that has no place of its own in the query."""
        if kwargs:
            raise TypeError(f"{self._build.__qualname__}: values are given by their places")
        values: list[Any] = []
        shape, stand_ins = _split(args, values)
        plan = self._plans.get(shape)
        if plan is not None and _fit(values):
            return plan.ask(values)
        rows = self._build(*args, **kwargs)
        if plan is None and _fit(values):
            made = _plan_of(rows, self._build(*stand_ins, **kwargs), values)
            if made is not None:
                self._keep(shape, made)
        return list(rows)

    def _keep(self, shape: Hashable, plan: "_Plan") -> None:
        with self._making_room:
            if len(self._plans) >= MOST_PLANS:
                self._plans.pop(next(iter(self._plans)), None)
            self._plans[shape] = plan


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
    """Return how many rows there are as a query of one number, or of none where there can be no rows: take its sum."""
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


def _plan_of(rows: QuerySet[Any], of_stand_ins: QuerySet[Any], values: list[Any]) -> _Plan | None:
    """Return the plan of a query, or None for one that is not to be kept: it finds nothing, whatever is in the table.

    What the plan makes of the first values has to be, text and parameters, what Django makes of them: a function that
    looks at a stand-in, calculates with it, or hands it to a column that it does not fit, is refused here.
    """
    try:
        sql, params = _compiled(rows)[1]
    except EmptyResultSet:
        return None
    try:
        compiler, (sql_of_stand_ins, params_of_stand_ins) = _compiled(of_stand_ins)
    except EmptyResultSet:
        raise TypeError(f"no stand-in fits: {sql}") from None
    makers = tuple(_maker(param) for param in params_of_stand_ins)
    if sql != sql_of_stand_ins or [make(values) for make in makers] != list(params):
        if len(set(values)) < len(values):
            return None  # Django names two equal ids once: other values will show whether the plan is right
        raise TypeError(f"a value is part of a text, a limit or a calculation: {sql_of_stand_ins}")
    if rows.query.select_for_update:
        raise TypeError(f"rows are locked by services, not by a prepared query: {sql}")
    converters = compiler.get_converters([column for column, *_names in compiler.select or ()])
    compiler.get_converters = lambda _columns: converters  # the same for every connection
    compiler.connection = None  # each call has its own
    return _Plan(of_stand_ins, compiler, sql, makers)


def _compiled(rows: QuerySet[Any]) -> tuple[Any, tuple[str, tuple[Any, ...]]]:
    compiler = rows.query.get_compiler(rows.db)
    return compiler, compiler.as_sql()


def _maker(param: Any) -> Build:
    """Return what makes a parameter of the values: one of them, in the type that Django gave it, or what it is."""
    if isinstance(param, list):
        makers = [_maker(part) for part in param]
        return lambda values: [make(values) for make in makers]
    number = _number_of(param)
    if number is None:
        return lambda _values: param
    kind = type(param)
    return (lambda values: values[number]) if kind in KINDS else (lambda values: kind(values[number]))


def _split(given: Any, values: list[Any]) -> tuple[Hashable, Any]:
    """Return the shape of what was given, and the same with stand-ins; the values are added to the list."""
    if isinstance(given, Actor):
        ids, stand_ins = _split((given.user_id, given.person_id), values)
        roles = tuple(sorted(given.roles.items(), key=lambda item: item[0]))
        user_id, person_id = stand_ins
        rights = (roles, given.is_administrator, given.is_system)
        return (ids, rights), Actor(
            name="",
            user_id=user_id,
            person_id=person_id,
            roles=given.roles,
            is_administrator=given.is_administrator,
            is_system=given.is_system,
        )
    kind = type(given)
    if isinstance(given, tuple | list):  # a set of stand-ins would lie in another order than the ids
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
    made = {int: NUMBER + number * STEP, str: f"{TEXT}{number}", UUID: UUID(int=KEY + number)}
    return MOMENT + timedelta(days=number) if kind is datetime else made[kind]


def _number_of(param: Any) -> int | None:
    """Return which value a parameter stands for, None for none."""
    if isinstance(param, int) and NUMBER <= param < NUMBER + MOST_VALUES * STEP:
        return (int(param) - NUMBER) // STEP
    if isinstance(param, datetime) and MOMENT <= param < MOMENT + timedelta(days=MOST_VALUES):
        return (param - MOMENT).days
    if isinstance(param, UUID) and KEY <= param.int < KEY + MOST_VALUES:
        return param.int - KEY
    if isinstance(param, str) and param.startswith(TEXT):
        return int(param.removeprefix(TEXT)) if param.removeprefix(TEXT).isdigit() else None
    return None


def _fit(values: list[Any]) -> bool:
    """Return whether there are few enough values, and no number that might be too large for its column."""
    return len(values) <= MOST_VALUES and not any(type(value) is int and abs(value) > NUMBER for value in values)


def _twin(original: Any) -> Any:
    """Return another object with the same attributes; copying a queryset in the usual way would ask it."""
    twin = object.__new__(type(original))
    twin.__dict__.update(original.__dict__)
    return twin
