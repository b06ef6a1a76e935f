"""Taking a log back within moments: a new fact; the call is a draft again and its ticket is void."""

from datetime import datetime
from uuid import UUID

from firstline.contacts.models import CallDraft
from firstline.contacts.services.calls import unlog_contact
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound, RuleBroken
from firstline.ledger.selectors import unscoped_entries_of
from firstline.ledger.services import record, use_case
from firstline.tickets.events import TicketVoided
from firstline.tickets.models import Status, SubmittedDraft
from firstline.tickets.services._access import locked, save
from firstline.tickets.services._clocks import stop_clocks
from firstline.tickets.services.undo import UNDO_WITHIN


@use_case
def undo_log(*, actor: Actor, draft_id: UUID, new_draft_id: UUID, now: datetime) -> CallDraft:
    """Take back one's own log: the ticket is void, the call waits for its log in a new draft with the same words.

    *Needs* to have logged it oneself, within a minute, and that nobody has acted on the ticket since.
    *Emits* TicketVoided, LogUndone. *Raises* NotFound, RuleBroken (``undo_too_late``, ``acted_since``).
    """
    submitted = (
        SubmittedDraft.objects.select_for_update(of=("self",))
        .select_related("ticket", "draft")
        .filter(pk=draft_id, actor_id=actor.account_id)
        .first()
    )
    if submitted is None or submitted.ticket is None or submitted.draft is None:
        raise NotFound
    if now - submitted.created_at > UNDO_WITHIN:
        raise RuleBroken("undo_too_late")
    ticket = locked(actor, submitted.ticket.pk)
    if unscoped_entries_of("ticket", ticket.pk).filter(occurred_at__gt=submitted.created_at).exists():
        raise RuleBroken("acted_since", number=ticket.number)
    ticket.status = Status.VOID
    stop_clocks(ticket, at=now)
    save(ticket, "status", "due_at")
    fact = TicketVoided(desk_id=ticket.desk_id, subject_id=ticket.pk)
    record(fact, actor=actor, at=now)
    callback_ids = list(ticket.callback_links.values_list("callback_id", flat=True))
    return unlog_contact(
        actor=actor, draft=submitted.draft, new_draft_id=new_draft_id, callback_ids=callback_ids, now=now
    )
