"""The number of a ticket, for those who know its id."""

from firstline.tickets.models import Ticket


def unscoped_number_of(ticket_id: int) -> str | None:
    """Return the number people say. Unscoped: handlers act for the house, and tell only who works on it."""
    return Ticket.objects.filter(pk=ticket_id).values_list("number", flat=True).first()
