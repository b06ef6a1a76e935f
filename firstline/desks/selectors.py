"""Reading desks."""

from django.db.models import QuerySet

from firstline.desks.models import Desk
from firstline.desks.policies import visible_to
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound


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
