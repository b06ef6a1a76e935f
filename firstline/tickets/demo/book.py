"""Rows on their way into the database: collected by table, copied in one go, with ids taken from the sequences."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models

from firstline.contacts.models import Callback, CallDraft, Contact, ContactLeg
from firstline.kernel.actor import Actor
from firstline.kernel.facts import Fact
from firstline.ledger.models import Entry
from firstline.tickets.models import Message, Ticket, TicketAnswer, TicketCallback, TicketClock, TicketContact

MODELS: tuple[type[models.Model], ...] = (
    Contact,
    ContactLeg,
    CallDraft,
    Callback,
    Ticket,
    TicketContact,
    TicketCallback,
    Message,
    TicketClock,
    TicketAnswer,
    Entry,
)
"""The tables of the history, each after those it points to."""
NUMBERED = tuple(model for model in MODELS if model is not CallDraft)
"""Those whose ids come from a sequence."""
Ids = dict[type[models.Model], int]
LEFT_TO_DATABASE = {
    (Entry, "transaction_id"),
    (Ticket, "updated_at"),
    (Ticket, "reader_ids"),
    (Ticket, "need_to_know_reason"),
}
_OWN_FIELDS: dict[str, tuple[str, ...]] = {}
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Book:
    """One chunk of rows. ``first_ids`` says where each table's ids begin; ``ids_after`` where the next chunk begins."""

    def __init__(self, first_ids: Ids) -> None:
        """Begin with empty pages."""
        self.next_ids = dict(first_ids)
        self.lines: dict[type[models.Model], list[str]] = {model: [] for model in MODELS}

    def take_id(self, model: type[models.Model]) -> int:
        """Return the next id of a table."""
        taken = self.next_ids[model]
        self.next_ids[model] = taken + 1
        return taken

    def add_numbers_and_codes(self, model: type[models.Model], *values: int | str) -> None:
        """Add a row that holds nothing but numbers and codes, which need no escape; its id is taken here."""
        row_id = self.next_ids[model]
        self.next_ids[model] = row_id + 1
        self.lines[model].append("\t".join([str(row_id), *map(str, values)]))

    def add(self, model: type[models.Model], *values: Any) -> None:
        """Add a row: all columns in the order of the model's fields, without those left to the database."""
        self.lines[model].append("\t".join([_cell(value) for value in values]))

    def record(self, fact: Fact, actor: Actor, at: datetime) -> None:
        """Add the fact's ledger entry, as ``ledger.services.record`` would write it; nothing is deferred.

        Written out by hand: half of all rows are entries.
        """
        entry_id = self.next_ids[Entry]
        self.next_ids[Entry] = entry_id + 1
        data = _encode({name: getattr(fact, name) for name in _own_fields(fact)})
        self.lines[Entry].append(
            f"{entry_id}\t{fact.verb}\t{fact.desk_id}\t{_cell(actor.user_id)}\t{_cell(actor.name)}\t\\N\t"
            f"{fact.subject_type}\t{fact.subject_id}\t{fact.parent_type}\t{_cell(fact.parent_id)}\t{at}\t{at}\t\t\\N\t"
            f"{data}\t{fact.visibility}\t{fact.retention}"
        )


def first_ids() -> Ids:
    """Return the next id of each table's sequence, which takes it."""
    columns = ", ".join("nextval(pg_get_serial_sequence(%s, 'id'))" for _ in NUMBERED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [model._meta.db_table for model in NUMBERED])
        return dict(zip(NUMBERED, cursor.fetchone(), strict=True))


def advance_ids(began: Ids, ended: Ids) -> None:
    """Move each sequence to the last id that was used; the app role may take numbers, not set them."""
    taken = "(SELECT count(nextval(pg_get_serial_sequence(%s, 'id'))) FROM generate_series(2, %s))"
    columns = ", ".join(taken for _ in NUMBERED)
    values = [value for model in NUMBERED for value in (model._meta.db_table, ended[model] - began[model])]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", values)


def copy_book(book: Book) -> None:
    """Write all rows of the book with one COPY a table, and empty it."""
    with connection.cursor() as cursor:
        for model, lines in book.lines.items():
            if lines:
                columns = ", ".join(f'"{column}"' for column in columns_of(model))
                with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
                    copy.write("\n".join(lines) + "\n")
            lines.clear()


def columns_of(model: type[models.Model]) -> Iterable[str]:
    """Return the columns that a row gives, in order."""
    for field in model._meta.concrete_fields:
        if (model, field.attname) not in LEFT_TO_DATABASE:
            yield str(field.column)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _own_fields(fact: Fact) -> tuple[str, ...]:
    """Return the names of what ``Fact.data`` returns; asked once a verb, because facts are many."""
    known = _OWN_FIELDS.get(fact.verb)
    if known is None:
        known = _OWN_FIELDS[fact.verb] = tuple(fact.data())
    return known


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if value.__class__ is bool:
        return "t" if value else "f"
    text = value if value.__class__ is str else str(value)
    return text if text.isprintable() and "\\" not in text else text.translate(_ESCAPES)
