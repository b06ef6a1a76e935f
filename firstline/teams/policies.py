"""Who sees which groups."""

from django.db.models import QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.teams.models import SupportGroup


def visible_to(actor: Actor) -> QuerySet[SupportGroup]:
    """Return the active groups of the desks whose tickets the actor reads."""
    groups = SupportGroup.objects.filter(is_active=True, desk__is_active=True)
    return groups if actor.is_system else groups.filter(desk_id__in=actor.desk_ids(Permission.TICKET_READ))
