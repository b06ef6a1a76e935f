"""Reading desks."""

from typing import Any

from django.db.models import QuerySet

from firstline.desks.models import Desk
from firstline.desks.policies import visible_to
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.settings import references_to


def get_desk(actor: Actor, desk_id: int) -> Desk:
    """Return an active desk where the actor works. *Raises* NotFound."""
    desk = visible_to(actor).filter(pk=desk_id).first()
    if desk is None:
        raise NotFound
    return desk


def desk_by_code(actor: Actor, code: str) -> Desk:
    """Return an active desk where the actor works, by its code. *Raises* NotFound."""
    desk = visible_to(actor).filter(code=code).first()
    if desk is None:
        raise NotFound
    return desk


def desks_of(actor: Actor) -> QuerySet[Desk]:
    """Return the active desks where the actor works, in the order in which they were made."""
    return visible_to(actor)


def unscoped_desks() -> QuerySet[Desk]:
    """Return all desks, retired ones last. Unscoped: the settings ask who looks."""
    return Desk.objects.select_related("calendar", "series").order_by("-is_active", "id")


def unscoped_desk_document(desk_id: int) -> dict[str, Any] | None:
    """Return a desk as a document of settings, None where there is none. Unscoped: the settings ask who looks."""
    desk = Desk.objects.select_related("series").filter(pk=desk_id).first()
    if desk is None:
        return None
    return {
        "code": desk.code, "name": desk.name, "extension": desk.extension, "calendar_id": desk.calendar_id,
        "language": desk.language, "is_confidential": desk.is_confidential, "prefix": desk.series.prefix,
        "is_active": desk.is_active,
    }  # fmt: skip


def unscoped_desk_is_used(desk_id: int) -> bool:
    """Return whether anything refers to a desk. Unscoped: tells only whether."""
    return any(
        relation.related_model.objects.filter(**{relation.field.name: desk_id}).exists()
        for relation in references_to(Desk)
    )
