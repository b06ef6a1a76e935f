"""What people keep of the queue: columns and saved views; and that somebody took a list away."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, RuleBroken
from firstline.kernel.permissions import Permission
from firstline.kernel.texts import clean_line
from firstline.ledger.services import record, record_all, use_case
from firstline.tickets.events import (
    ColumnsChosen,
    QueueExported,
    ViewDeleted,
    ViewRenamed,
    ViewRestored,
    ViewSaved,
)
from firstline.tickets.models import QueueColumns, SavedView
from firstline.tickets.policies import can_change_view, can_export, can_share_views
from firstline.tickets.rules.queue_query import COLUMNS, LONGEST_QUERY, Query, read_query
from firstline.tickets.selectors.queue.keeps import get_saved_view

LONGEST_NAME = 60
MOST_VIEWS = 50
NEEDED_COLUMN = "ticket"


@use_case
def choose_columns(*, actor: Actor, codes: Sequence[str], now: datetime) -> QueueColumns:
    """Choose the columns that one sees, in their order; the ticket itself always stays.

    *Needs* an account. *Emits* ColumnsChosen. *Raises* Invalid (``unknown_choice``).
    """
    if any(code not in COLUMNS for code in codes):
        raise Invalid("unknown_choice", field="columns")
    chosen = list(dict.fromkeys(codes))
    if NEEDED_COLUMN not in chosen:
        chosen.insert(0, NEEDED_COLUMN)
    row, _ = QueueColumns.objects.update_or_create(user_id=actor.account_id, defaults={"codes": chosen})
    fact = ColumnsChosen(desk_id=None, subject_id=actor.account_id, columns=tuple(chosen))
    record(fact, actor=actor, at=now)
    return row


@use_case
def save_view(*, actor: Actor, name: str, query: str, desk_id: int | None, now: datetime) -> SavedView:
    """Keep a view of the queue by name: one's own, or with ``desk_id`` the desk's.

    The query is kept as it was understood; what nobody knows is refused. *Needs* ticket.read, and view.share to share.
    *Emits* ViewSaved. *Raises* NotAllowed, Invalid (``required``, ``too_long``, ``unknown_parameter``,
    ``unknown_choice``), RuleBroken (``too_many_views``).
    """
    if not actor.desk_ids(Permission.TICKET_READ):
        raise NotAllowed
    if desk_id is not None and not can_share_views(actor, desk_id):
        raise NotAllowed
    words = clean_line(name, "name", limit=LONGEST_NAME)
    known = _understood(query)
    _require_room(actor.account_id)
    view = SavedView.objects.create(
        owner_id=actor.account_id, desk_id=desk_id, name=words, query=urlencode(known.params()), created_at=now
    )
    fact = ViewSaved(desk_id=desk_id, subject_id=view.pk, query=view.query, is_shared=desk_id is not None)
    record(fact, actor=actor, at=now)
    return view


@use_case
def rename_view(*, actor: Actor, view_id: int, name: str, now: datetime) -> SavedView:
    """Give a saved view another name.

    *Needs* to own it, or view.share where it is shared. *Emits* ViewRenamed. *Raises* NotFound, NotAllowed, Invalid.
    """
    view = _held(actor, view_id)
    view.name = clean_line(name, "name", limit=LONGEST_NAME)
    view.save(update_fields=["name"])
    record(ViewRenamed(desk_id=view.desk_id, subject_id=view.pk), actor=actor, at=now)
    return view


@use_case
def delete_view(*, actor: Actor, view_id: int, now: datetime) -> SavedView:
    """Delete a saved view; it can come back.

    *Needs* to own it, or view.share where it is shared. *Emits* ViewDeleted. *Raises* NotFound, NotAllowed.
    """
    view = _held(actor, view_id)
    view.deleted_at = now
    view.save(update_fields=["deleted_at"])
    record(ViewDeleted(desk_id=view.desk_id, subject_id=view.pk), actor=actor, at=now)
    return view


@use_case
def restore_view(*, actor: Actor, view_id: int, now: datetime) -> SavedView:
    """Take the deletion of a saved view back.

    *Needs* what deleting it needs. *Emits* ViewRestored. *Raises* NotFound, NotAllowed,
    RuleBroken (``too_many_views``).
    """
    view = _held(actor, view_id, is_deleted=True)
    _require_room(view.owner_id)
    view.deleted_at = None
    view.save(update_fields=["deleted_at"])
    record(ViewRestored(desk_id=view.desk_id, subject_id=view.pk), actor=actor, at=now)
    return view


@use_case
def note_export(*, actor: Actor, columns: Sequence[str], query: Query, now: datetime) -> None:
    """Record that the actor takes a list away as a file, once for each desk that it may hold tickets of.

    *Needs* ticket.export. *Emits* QueueExported. *Raises* NotAllowed.
    """
    if not can_export(actor):
        raise NotAllowed
    facts = [
        QueueExported(
            desk_id=desk_id, subject_id=actor.account_id, columns=tuple(columns), query=urlencode(query.params())
        )
        for desk_id in sorted(actor.desk_ids(Permission.TICKET_EXPORT))
    ]
    record_all(list(facts), actor=actor, at=now)


def _require_room(owner_id: int) -> None:
    if SavedView.objects.filter(owner_id=owner_id, deleted_at=None).count() >= MOST_VIEWS:
        raise RuleBroken("too_many_views", most=MOST_VIEWS)


def _understood(query: str) -> Query:
    if len(query) > LONGEST_QUERY:
        raise Invalid("too_long", field="query", limit=LONGEST_QUERY)
    try:
        return read_query(parse_qs(query, keep_blank_values=True, max_num_fields=100), is_strict=True)
    except ValueError:
        raise Invalid("unknown_choice", field="query") from None


def _held(actor: Actor, view_id: int, *, is_deleted: bool = False) -> SavedView:
    view = get_saved_view(actor, view_id, is_deleted=is_deleted)
    if not can_change_view(actor, view):
        raise NotAllowed
    return SavedView.objects.select_for_update().get(pk=view.pk)
