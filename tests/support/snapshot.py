"""All rows of the rooms' tables, kept in memory, to be copied in again after a test has taken them back."""

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from firstline.calendars import selectors as calendars
from firstline.people.models import Person

BY_MIGRATIONS = {"tickets.Synonyms"}
"""Tables whose rows come with the schema, so that they are there in a fresh database."""


class Snapshot:
    """What stands in the database when the snapshot is made; empty tables are left out."""

    def __init__(self) -> None:
        """Copy all rows out."""
        copied = [(_columns(model), _out(model)) for model in _models()]
        self._tables = [(columns, rows) for columns, rows in copied if rows]
        self._newest_person_id = Person.objects.order_by("-id").values_list("id", flat=True)[0]

    def fits(self) -> bool:
        """Return whether the sequences are past the ids of the rows: not so in a database made anew."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT last_value FROM pg_sequences WHERE sequencename = 'people_person_id_seq'")
            (last,) = cursor.fetchone()
        return last is not None and last >= self._newest_person_id

    def restore(self) -> None:
        """Copy all rows in, with the ids that they had."""
        # Calendars are remembered by id and version, which two tests may now share with different hours.
        calendars._compiled.cache_clear()
        with connection.cursor() as cursor:
            for columns, rows in self._tables:
                with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                    copy.write(rows)


def _models() -> list[type[models.Model]]:
    """Return the rooms' models, low floors first."""
    rooms = [config for config in apps.get_app_configs() if config.name in settings.ROOMS]
    models_of_rooms = [model for config in reversed(rooms) for model in config.get_models()]
    return [model for model in models_of_rooms if model._meta.managed and model._meta.label not in BY_MIGRATIONS]


def _columns(model: type[models.Model]) -> str:
    """Return the table with its columns: as the database has them, for a row may be more than one model."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND attgenerated = '' ORDER BY attnum",
            [table],
        )
        columns = [f'"{name}"' for (name,) in cursor.fetchall()]
    return f'"{table}" ({", ".join(columns)})'


def _out(model: type[models.Model]) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {_columns(model)} TO STDOUT") as copy:
        return b"".join(bytes(piece) for piece in copy)
