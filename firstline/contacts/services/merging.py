"""Calls and callbacks of a person who turned out to be another."""

from django.utils.translation import gettext_lazy as _

from firstline.contacts.models import Callback, CallDraft, Contact
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.kernel.registry import PersonMerger


def count_contacts(*, actor: Actor, person_id: int) -> int:
    """Return how many contacts of the person there are at the actor's desks."""
    return Contact.objects.filter(person_id=person_id, desk_id__in=actor.desk_ids(Permission.CALL_READ)).count()


def move_contacts(*, merged_id: int, kept_id: int) -> int:
    """Re-point contacts, callbacks and calls that are still being logged; return how many.

    *Needs* nothing of its own: merging has asked. *Emits* nothing of its own.
    """
    moved = Contact.objects.filter(person_id=merged_id).update(person_id=kept_id)
    moved += Callback.objects.filter(person_id=merged_id).update(person_id=kept_id)
    for draft in CallDraft.objects.select_for_update().filter(data__person_id=merged_id):
        draft.data = {**draft.data, "person_id": kept_id}
        draft.save(update_fields=["data"])
        moved += 1
    return moved


MERGER = PersonMerger(
    _("Calls and callbacks"), lambda actor, person_id: count_contacts(actor=actor, person_id=person_id), move_contacts
)
