"""Who reads a need-to-know ticket, and who of the desk could."""

from dataclasses import dataclass

from firstline.identity.models import Grant, User
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import ROLE_PERMISSIONS, Permission
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_restrict

_READING = [role for role, permissions in ROLE_PERMISSIONS.items() if Permission.TICKET_READ in permissions]
_READING_ALL = [role for role, permissions in ROLE_PERMISSIONS.items() if Permission.TICKET_READ_ALL in permissions]


@dataclass(frozen=True)
class DeskReader:
    """Somebody of the desk who may be chosen; ``reads_all`` of those who read it without that."""

    user_id: int
    name: str
    reads_all: bool


def desk_readers(actor: Actor, ticket: Ticket) -> list[DeskReader]:
    """Return those who read tickets of its desk, by name; nobody to whom may not choose among them. One query."""
    if not can_restrict(actor, ticket):
        return []
    grants = Grant.objects.filter(desk_id=ticket.desk_id, role__in=_READING, user__is_active=True)
    rows = list(grants.order_by("user__person__folded_name", "user_id").select_related("user__person"))
    all_readers = {grant.user_id for grant in rows if grant.role in _READING_ALL}
    names = {grant.user_id: grant.user.person.name for grant in rows}
    return [DeskReader(user_id, name, user_id in all_readers) for user_id, name in names.items()]


def reader_names(ticket: Ticket) -> list[str]:
    """Return who reads a need-to-know ticket beside the desk's directors, who always do, by name. One query."""
    directors = Grant.objects.filter(desk_id=ticket.desk_id, role__in=_READING_ALL).values("user_id")
    readers = User.objects.filter(pk__in=ticket.reader_ids or (), is_active=True).exclude(pk__in=directors)
    return list(readers.order_by("person__folded_name", "pk").values_list("person__name", flat=True))
