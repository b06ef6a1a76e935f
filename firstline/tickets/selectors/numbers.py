"""The number of a ticket, for those who know its id."""

from firstline.tickets.models import Ticket


def unscoped_number_of(ticket_id: int) -> str | None:
    """Return the number people say, None for a ticket that is void: nobody need look at it.

    Unscoped: handlers act for the house, and tell only who works on it.
    """
    return Ticket.objects.filter(pk=ticket_id).exclude(status="void").values_list("number", flat=True).first()
