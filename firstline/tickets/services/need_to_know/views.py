"""Who has opened a need-to-know ticket: kept before its content is given."""

from datetime import datetime, timedelta

from firstline.kernel.actor import Actor
from firstline.ledger.services import record, use_case
from firstline.tickets.events import TicketViewed
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.need_to_know.views import unscoped_views_of

SAME_VIEW = timedelta(minutes=10)
"""Opening it again within this time is the same view: a reload, going back and forth."""
PAGE_STAYS = timedelta(hours=12)
"""What belongs to a page that is open, such as the part that is made again every ten seconds, is one view that long."""


@use_case
def note_view(
    *,
    actor: Actor,
    ticket: Ticket,
    how: str,
    now: datetime,
    within: timedelta = SAME_VIEW,
    file_id: int | None = None,
) -> None:
    """Keep that somebody opens a need-to-know ticket, unless it is the same view as one within this time.

    *Needs* nothing of its own: the ticket was read through its policy. *Emits* TicketViewed.
    """
    earlier = unscoped_views_of(ticket).filter(
        actor_id=actor.account_id, data__how=how, data__file_id=file_id, occurred_at__gt=now - within
    )
    if not earlier.exists():
        fact = TicketViewed(desk_id=ticket.desk_id, subject_id=ticket.pk, how=how, file_id=file_id)
        record(fact, actor=actor, at=now)
