"""Opening a ticket to read it: a need-to-know one is noted first, so that nobody reads one unnoticed.

When it cannot be noted, it is not shown either (docs/decisions/0029).
"""

from datetime import datetime, timedelta
from uuid import UUID

from firstline.files.models import StoredFile
from firstline.kernel.actor import Actor
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.files import file_in, ticket_with_files
from firstline.tickets.selectors.ticket_page import get_ticket
from firstline.tickets.services.need_to_know.views import PAGE_STAYS, SAME_VIEW, note_view

PAGE, PRINT, HISTORY, BESIDE, FILE, CLOCKS = "page", "print", "history", "beside", "file", "clocks"


def open_ticket(actor: Actor, number: str, now: datetime, *, how: str = PAGE, within: timedelta = SAME_VIEW) -> Ticket:
    """Return a ticket that the actor sees, noted where it is need to know. *Raises* NotFound."""
    ticket = get_ticket(actor, number)
    note_opening(actor, ticket, how, now, within=within)
    return ticket


def note_opening(actor: Actor, ticket: Ticket, how: str, now: datetime, *, within: timedelta = SAME_VIEW) -> None:
    """Note that a ticket which was read is opened, where it is need to know."""
    if ticket.is_need_to_know:
        note_view(actor=actor, ticket=ticket, how=how, now=now, within=within)


def file_to_read(actor: Actor, number: str, file_id: UUID, now: datetime, *, is_on_page: bool = False) -> StoredFile:
    """Return a file of a ticket, noted where that is need to know; ``is_on_page``: the page shows it by itself.

    *Raises* NotFound.
    """
    ticket = ticket_with_files(actor, number)
    file = file_in(actor, ticket, file_id)
    if is_on_page:
        note_opening(actor, ticket, PAGE, now, within=PAGE_STAYS)
    elif ticket.is_need_to_know:
        note_view(actor=actor, ticket=ticket, how=FILE, file_id=file.pk, now=now)
    return file
