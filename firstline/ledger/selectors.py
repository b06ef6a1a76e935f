"""Reading the ledger. The rooms decide who may see a subject before they ask for its entries."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import BigIntegerField, Field, Func, Q, QuerySet

from firstline.ledger.models import Entry


@dataclass(frozen=True, order=True)
class Position:
    """A place in the ledger's order. A reader keeps the position of the last entry that it has handled."""

    transaction_id: int = 0
    entry_id: int = 0


START = Position()


class SnapshotFloor(Func):
    """``pg_snapshot_xmin``: every transaction below it has ended, so nothing can appear below it any more."""

    template = "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
    output_field: ClassVar["Field[Any, Any]"] = BigIntegerField()


def unscoped_entries_of(subject_type: str, subject_id: int) -> QuerySet[Entry]:
    """Return the entries about the record and those that name it as parent, oldest first.

    Unscoped: the caller has already read the record itself through its room's ``visible_to``.
    """
    about = Q(subject_type=subject_type, subject_id=subject_id)
    below = Q(parent_type=subject_type, parent_id=subject_id)
    return Entry.objects.filter(about | below).order_by("id")


def position_of(entry: Entry) -> Position:
    """Return where an entry stands in the ledger's order."""
    return Position(entry.transaction_id, entry.pk)


def unscoped_entries_after(position: Position) -> QuerySet[Entry]:
    """Return the entries behind a position in the ledger's order, as far as the order is settled.

    Ids become visible out of order: an entry with a lower id may be committed later. So only entries of transactions
    below the oldest one still running are returned, ordered by transaction and id; a reader that goes on from the
    last of them misses nothing and sees nothing twice.

    Unscoped: for streams, feeds and statistics, which cut by desk what they hand on.
    """
    later = Q(transaction_id__gt=position.transaction_id)
    same = Q(transaction_id=position.transaction_id, id__gt=position.entry_id)
    settled = Entry.objects.filter(transaction_id__gte=position.transaction_id, transaction_id__lt=SnapshotFloor())
    return settled.filter(later | same).order_by("transaction_id", "id")
