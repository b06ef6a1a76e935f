"""What a person has typed under a ticket and not sent: kept on the server, nobody else's to read."""

from datetime import datetime

from django.db import transaction

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.kernel.texts import clean_text
from firstline.tickets.models import ComposerDraft
from firstline.tickets.services._access import locked_to_work

KINDS = ("reply", "note", "resolve")


@transaction.atomic
def save_composer_draft(
    *, actor: Actor, ticket_id: int, kind: str, body: str, revision: int, now: datetime
) -> ComposerDraft:
    """Keep the text; the newest revision wins. An empty text forgets the draft.

    *Needs* ticket.work. *Emits* nothing: nothing has been said yet. *Raises* NotFound, NotAllowed, Invalid.
    """
    if kind not in KINDS:
        raise Invalid("unknown_choice", field="kind")
    words = clean_text(body, "body", required=False)
    ticket = locked_to_work(actor, ticket_id)
    draft, _ = ComposerDraft.objects.select_for_update().get_or_create(
        user_id=actor.account_id, ticket=ticket, kind=kind, defaults={"body": "", "saved_at": now}
    )
    if revision > draft.revision:
        draft.body, draft.revision, draft.saved_at = words, revision, now
        draft.save(update_fields=["body", "revision", "saved_at"])
    return draft
