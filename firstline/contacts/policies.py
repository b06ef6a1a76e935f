"""Who sees which contacts and drafts."""

from django.db.models import QuerySet

from firstline.contacts.models import CallDraft, Contact
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission


def visible_to(actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of the desks where the actor reads calls."""
    if actor.is_system:
        return Contact.objects.all()
    return Contact.objects.filter(desk_id__in=actor.desk_ids(Permission.CALL_READ))


def own_drafts(actor: Actor) -> QuerySet[CallDraft]:
    """Return the actor's own open drafts, at desks where they still log calls. A draft is nobody else's to read."""
    return CallDraft.objects.filter(
        owner_id=actor.user_id, desk_id__in=actor.desk_ids(Permission.CALL_LOG), submitted_at__isnull=True
    )


def can_log(actor: Actor, desk_id: int) -> bool:
    """Return whether the actor logs calls at the desk."""
    return actor.may(Permission.CALL_LOG, desk_id)
