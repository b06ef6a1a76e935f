"""Who sees which contacts and drafts."""

from django.db.models import Q, QuerySet

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


def had_before(actor: Actor, draft: CallDraft) -> bool:
    """Return whether the actor had the draft's call before: answered it, passed it on, or got it passed."""
    if actor.user_id is None or actor.user_id == draft.owner_id or not can_log(actor, draft.desk_id):
        return False
    held = actor.user_id in {draft.handed_by_id, draft.contact.answered_by_id}
    legs = draft.contact.legs.filter(Q(from_user_id=actor.user_id) | Q(to_user_id=actor.user_id))
    return held or legs.exists()


def can_log(actor: Actor, desk_id: int) -> bool:
    """Return whether the actor logs calls at the desk."""
    return actor.may(Permission.CALL_LOG, desk_id)
