"""Reading notices."""

from django.db.models import QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.notify.models import Notice
from firstline.notify.policies import visible_to
from firstline.prepared import one_count, prepared


def notices(actor: Actor) -> QuerySet[Notice]:
    """Return the actor's notices, the newest first."""
    return visible_to(actor).order_by("-id")


def notice(actor: Actor, notice_id: int) -> Notice:
    """Return one of the actor's notices. *Raises* NotFound."""
    found = visible_to(actor).filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    return found


def unread_count(actor: Actor) -> int:
    """Return how many notices the actor has not read. One query on a small partial index."""
    return sum(_unread_count(actor))


@prepared
def _unread_count(actor: Actor) -> QuerySet[Notice, int]:
    return one_count(visible_to(actor).filter(read_at__isnull=True))
