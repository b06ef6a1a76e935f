"""What people keep of the queue: their columns and saved views."""

from django.db.models import Q, QuerySet

from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.permissions import Permission
from firstline.prepared import prepared
from firstline.tickets.models import QueueColumns, SavedView
from firstline.tickets.rules.queue_query import COLUMNS

USUAL_COLUMNS = ("severity", "ticket", "status", "nature", "assignee", "promised")


def columns_of(actor: Actor) -> tuple[str, ...]:
    """Return the columns that the actor sees. One query."""
    codes = next(iter(_codes(actor.account_id)), ())
    return tuple(code for code in codes if code in COLUMNS) or USUAL_COLUMNS


@prepared
def _codes(user_id: int) -> QuerySet[QueueColumns, list[str]]:
    return QueueColumns.objects.filter(user_id=user_id).values_list("codes", flat=True)


def saved_views(actor: Actor) -> list[SavedView]:
    """Return the actor's own saved views and those shared with their desks, by name. One query."""
    return _saved_views(actor)


@prepared
def _saved_views(actor: Actor) -> QuerySet[SavedView]:
    return _visible(actor).filter(deleted_at=None).order_by("desk_id", "name", "id")[:60]


def get_saved_view(actor: Actor, view_id: int, *, is_deleted: bool = False) -> SavedView:
    """Return a saved view that the actor sees, or a deleted one. *Raises* NotFound."""
    view = _visible(actor).filter(pk=view_id, deleted_at__isnull=not is_deleted).first()
    if view is None:
        raise NotFound
    return view


def shareable_desks(actor: Actor) -> list[Desk]:
    """Return the desks with which the actor may share a view. One query."""
    return list(Desk.objects.filter(pk__in=actor.desk_ids(Permission.VIEW_SHARE)).order_by("name"))


def _visible(actor: Actor) -> QuerySet[SavedView]:
    shared = Q(desk_id__in=actor.desk_ids(Permission.TICKET_READ))
    return SavedView.objects.filter(Q(owner_id=actor.account_id, desk=None) | shared)
