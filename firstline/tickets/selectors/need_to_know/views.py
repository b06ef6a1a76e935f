"""Who has opened a need-to-know ticket, when and how."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from firstline.files.models import StoredFile
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.ledger.models import Entry
from firstline.ledger.selectors import unscoped_entries_of
from firstline.tickets.events import TicketViewed
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_restrict


@dataclass(frozen=True)
class TicketView:
    """One view: the name as it was then. ``file_name`` says which file was opened, when it was one."""

    name: str
    at: datetime
    how: str
    file_name: str = ""


def unscoped_views_of(ticket: Ticket) -> QuerySet[Entry]:
    """Return the entries about views of the ticket. Unscoped: whoever asks has read the ticket through its policy."""
    return unscoped_entries_of(TicketViewed.subject_type, ticket.pk)


def views_of(actor: Actor, ticket: Ticket, limit: int | None = None) -> list[TicketView]:
    """Return who has opened the ticket, the newest first. Two queries. *Raises* NotAllowed."""
    if not can_restrict(actor, ticket):
        raise NotAllowed
    entries = list(unscoped_views_of(ticket).order_by("-id")[:limit])
    file_ids = {entry.data["file_id"] for entry in entries if entry.data["file_id"]}
    names = dict(StoredFile.objects.filter(pk__in=file_ids).values_list("pk", "name"))
    return [
        TicketView(entry.actor_name, entry.occurred_at, entry.data["how"], names.get(entry.data["file_id"], ""))
        for entry in entries
    ]
