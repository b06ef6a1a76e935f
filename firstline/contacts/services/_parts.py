"""Parts that several use cases of this room share: taking hold of a contact, times within reason."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from firstline.contacts.models import CallDraft, Contact
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


def held_draft(draft_id: UUID) -> CallDraft | None:
    """Return the draft of this id, locked, or None; then nobody else can make one of this id until the commit.

    Two submits of a page that was never saved would otherwise both try to make it, and one of them would fail.
    """
    drafts = CallDraft.objects.select_for_update().filter(pk=draft_id)
    draft = drafts.first()
    if draft is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [draft_id.int >> 65])
        draft = drafts.first()
    return draft


def held_drafts_of(contact_id: int) -> list[CallDraft]:
    """Return the open drafts of a contact, locked. Whoever changes both locks drafts before the contact, as a log does.

    In the other order a log and a take-over at the same moment would wait for each other until one of them fails.
    """
    drafts = CallDraft.objects.select_for_update(of=("self",)).filter(contact_id=contact_id, submitted_at__isnull=True)
    return list(drafts.order_by("created_at", "pk"))


def within_reason(at: datetime, now: datetime) -> datetime:
    """Return ``at``, but never after ``now``. *Raises* Invalid when it lies more than seven days back."""
    if at < now - MAX_BACKDATING:
        raise Invalid("too_long_ago", field="started_at", days=MAX_BACKDATING.days)
    return min(at, now)
