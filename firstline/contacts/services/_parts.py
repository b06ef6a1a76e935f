"""Parts that several use cases of this room share: taking hold of a contact, times within reason."""

from datetime import datetime, timedelta

from firstline.contacts.models import Contact
from firstline.contacts.policies import can_log, visible_to
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, NotFound

MAX_BACKDATING = timedelta(days=7)


def locked_contact(actor: Actor, contact_id: int) -> Contact:
    """Return a contact that the actor may log, locked. *Raises* NotFound, NotAllowed."""
    contact = visible_to(actor).select_for_update(of=("self",)).filter(pk=contact_id).first()
    if contact is None:
        raise NotFound
    if not can_log(actor, contact.desk_id):
        raise NotAllowed
    return contact


def within_reason(at: datetime, now: datetime) -> datetime:
    """Return ``at``, but never after ``now``. *Raises* Invalid when it lies more than seven days back."""
    if at < now - MAX_BACKDATING:
        raise Invalid("too_long_ago", field="started_at", days=MAX_BACKDATING.days)
    return min(at, now)
