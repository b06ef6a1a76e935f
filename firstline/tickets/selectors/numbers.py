"""The number of a ticket, for those who know its id, or the draft that it came from."""

from uuid import UUID

from firstline.kernel.actor import Actor
from firstline.tickets.models import Ticket
from firstline.tickets.policies import visible_to


def unscoped_number_of(ticket_id: int) -> str | None:
    """Return the number people say, None for a ticket that is void: nobody need look at it.

    Unscoped: handlers act for the house, and tell only who works on it.
    """
    return Ticket.objects.filter(pk=ticket_id).exclude(status="void").values_list("number", flat=True).first()


def unscoped_assignee_of(ticket_id: int) -> int | None:
    """Return who has the ticket. Unscoped: as above."""
    return Ticket.objects.filter(pk=ticket_id).values_list("assignee_id", flat=True).first()


def number_of_logged(actor: Actor, draft_id: UUID) -> str | None:
    """Return the number of the ticket that a call's draft became, as far as the actor sees it; else None."""
    return visible_to(actor).filter(submitteddraft__key=draft_id).values_list("number", flat=True).first()


def number_of_contact(actor: Actor, contact_id: int) -> str | None:
    """Return the number of the first ticket of a contact, as far as the actor sees it; else None. One query."""
    tickets = visible_to(actor).filter(contact_links__contact_id=contact_id).order_by("id")
    return tickets.values_list("number", flat=True).first()
