"""Recording facts: the one place that writes the ledger and defers the reactions, in the caller's transaction.

And the transaction of a use case, without which nothing is recorded.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.db.transaction import Atomic
from procrastinate.contrib.django import app as procrastinate_app
from procrastinate.types import JSONValue
from psycopg.types.json import Jsonb

from firstline.kernel.actor import Actor
from firstline.kernel.facts import Fact
from firstline.kernel.registry import HANDLERS
from firstline.ledger.models import Delivery, Entry

DELIVERY_TASK = "firstline.ledger.jobs.deliver"
GIVEN_COLUMNS = (
    "verb",
    "desk_id",
    "actor_id",
    "actor_name",
    "on_behalf_of_id",
    "subject_type",
    "subject_id",
    "parent_type",
    "parent_id",
    "occurred_at",
    "request_id",
    "caused_by_id",
    "data",
    "visibility",
    "retention",
)
"""What is told of a fact."""
OWN_COLUMNS = "id, recorded_at, transaction_id"
"""What the database adds: when it was recorded, in which transaction."""


Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class NotInTransaction(RuntimeError):
    """A fact was recorded outside a transaction: the act and its record could come apart."""


class _UseCaseBlock(Atomic):
    """The block of one use case that is running, told apart from other blocks of its connection."""


def use_case(act: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Decorate a use case: all of it or nothing. Inside another use case it is a part of that one's transaction.

    A part has no savepoint, so after its error the whole must end too. Who catches the error and goes on in the same
    transaction puts the call into ``transaction.atomic()``; forgotten, the next query fails.
    """

    @wraps(act)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        is_part = any(isinstance(block, _UseCaseBlock) for block in connection.atomic_blocks)
        with _UseCaseBlock(using=None, savepoint=not is_part, durable=False):
            return act(*args, **kwargs)

    return run


def record(fact: Fact, *, actor: Actor, at: datetime) -> Entry:
    """Write the fact and defer one job for each handler of its verb, in the caller's transaction.

    ``at`` is when it happened; when it was recorded is the database's own time. *Raises* NotInTransaction.
    """
    return record_all([fact], actor=actor, at=at)[0]


def record_all(facts: list[Fact], *, actor: Actor, at: datetime) -> list[Entry]:
    """Write several facts of one act with one statement, in order, their jobs with one a handler; see ``record``."""
    if not facts:
        return []
    if not connection.in_atomic_block:
        raise NotInTransaction(", ".join(fact.verb for fact in facts))
    entries = [_entry(fact, actor, at) for fact in facts]
    _insert(entries)
    for code, handler in HANDLERS.items():
        waiting = [entry for entry in entries if handler.verb == entry.verb]
        if waiting:
            wait = {"seconds": int(handler.wait.total_seconds())} if handler.wait else None
            task = procrastinate_app.configure_task(DELIVERY_TASK, schedule_in=wait)
            jobs: list[dict[str, JSONValue]] = [{"entry_id": entry.pk, "handler": code} for entry in waiting]
            task.batch_defer(*jobs)
    return entries


def mark_delivered(*, entry_id: int, handler: str, now: datetime) -> bool:
    """Return True the first time this handler takes this entry; False when it has done so before."""
    _, is_new = Delivery.objects.get_or_create(entry_id=entry_id, handler=handler, defaults={"done_at": now})
    return is_new


def _insert(entries: list[Entry]) -> None:
    """Write the entries and set what the database added. In plain SQL, because every act pays for this."""
    row = f"({', '.join(['%s'] * len(GIVEN_COLUMNS))})"
    rows = ", ".join([row] * len(entries))
    sql = f"INSERT INTO {Entry._meta.db_table} ({', '.join(GIVEN_COLUMNS)}) VALUES {rows} RETURNING {OWN_COLUMNS}"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.execute(sql, [_value(entry, name) for entry in entries for name in GIVEN_COLUMNS])
        for entry, own in zip(entries, cursor.fetchall(), strict=True):
            entry.pk, entry.recorded_at, entry.transaction_id = own


def _value(entry: Entry, name: str) -> Any:
    value = getattr(entry, name)
    return Jsonb(value) if name == "data" else value


def _entry(fact: Fact, actor: Actor, at: datetime) -> Entry:
    return Entry(
        verb=fact.verb,
        desk_id=fact.desk_id,
        actor_id=actor.user_id,
        actor_name=actor.name,
        on_behalf_of_id=actor.on_behalf_of_id,
        subject_type=fact.subject_type,
        subject_id=fact.subject_id,
        parent_type=fact.parent_type,
        parent_id=fact.parent_id,
        occurred_at=at,
        request_id=actor.request_id,
        caused_by_id=actor.caused_by_id,
        data=fact.data(),
        visibility=fact.visibility,
        retention=fact.retention,
    )
