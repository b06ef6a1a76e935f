"""Who reads a notice: the person it is for, as long as the person still works at the desk it comes from.

Rooms above say where somebody may not read any more what a notice is about.
"""

from django.db.models import Q, QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.registry import NOTICE_LIMITS
from firstline.notify.models import Notice


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Return the actor's own notices, without those of desks where the actor has no role any more."""
    if actor.user_id is None:
        return Notice.objects.none()
    found = Notice.objects.filter(Q(desk__isnull=True) | Q(desk_id__in=list(actor.roles)), user_id=actor.user_id)
    for still_readable in NOTICE_LIMITS:
        found = still_readable(actor, found)
    return found
