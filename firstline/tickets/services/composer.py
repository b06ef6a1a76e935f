"""What a person has typed under a ticket and not sent: kept on the server, nobody else's to read."""

from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid
from firstline.kernel.texts import clean_text
from firstline.ledger.services import use_case
from firstline.tickets.models import ComposerDraft, Message
from firstline.tickets.services._access import locked_own, locked_to_work

ANSWER = "answer"
"""The kind of what a requester types on the page of an own request; the others are of staff."""
MESSAGE_KINDS = {"reply": "reply", "note": "note", "resolve": "resolution", ANSWER: "request"}
"""Kind of draft → kind of the message that it becomes."""


@use_case
def save_composer_draft(
    *, actor: Actor, ticket_id: int, kind: str, body: str, known_revision: int, after_message_id: int, now: datetime
) -> ComposerDraft:
    """Keep the text; an empty one too, so that emptying is not undone by another page.

    ``known_revision`` is the newest that the page knows: when another page has written since, its text is told.
    ``after_message_id`` is the newest message when the page was made: text that was sent meanwhile is not kept again.

    *Needs* ticket.work, for an answer to be the requester. *Emits* nothing: nothing has been said yet.
    *Raises* NotFound, NotAllowed, Invalid, Conflict: ``draft_sent``; ``changed_elsewhere`` (revision, body).
    """
    if kind not in MESSAGE_KINDS:
        raise Invalid("unknown_choice", field="kind")
    words = clean_text(body, "body", required=False)
    ticket = locked_own(actor, ticket_id) if kind == ANSWER else locked_to_work(actor, ticket_id)
    sent = Message.objects.filter(ticket=ticket, kind=MESSAGE_KINDS[kind], author_id=actor.account_id)
    if sent.filter(pk__gt=after_message_id).exists():
        raise Conflict("draft_sent")
    draft, _ = ComposerDraft.objects.select_for_update().get_or_create(
        user_id=actor.account_id, ticket=ticket, kind=kind, defaults={"body": "", "saved_at": now}
    )
    if known_revision < draft.revision and draft.body != words:
        raise Conflict("changed_elsewhere", revision=draft.revision, body=draft.body)
    if draft.body != words or draft.revision == 0:
        draft.body, draft.revision, draft.saved_at = words, draft.revision + 1, now
        draft.save(update_fields=["body", "revision", "saved_at"])
    return draft
