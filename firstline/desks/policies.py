"""Who sees which desk."""

from django.db.models import QuerySet

from firstline.desks.models import Desk
from firstline.kernel.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Desk]:
    """Return the active desks where the actor holds a role, with their calendars and number series."""
    desks = Desk.objects.filter(is_active=True).select_related("calendar", "series")
    return desks if actor.is_system else desks.filter(pk__in=actor.roles.keys())
