"""Tickets by their number, whole or its beginning, and those that somebody has in hand."""

from firstline.kernel.actor import Actor
from firstline.tickets.models import OPEN_STATUSES, Ticket
from firstline.tickets.policies import visible_to


def by_number(actor: Actor, number: str) -> list[Ticket]:
    """Return the ticket with this number, as far as the actor sees it. One query."""
    return list(visible_to(actor).filter(number=number)[:1])


def by_beginning(actor: Actor, number: str, limit: int) -> list[Ticket]:
    """Return tickets whose number begins so: the whole number first, then the newest. One query."""
    found = visible_to(actor).filter(number__startswith=number).order_by("-pk")[: limit * 4]
    return sorted(found, key=lambda ticket: (ticket.number != number, -ticket.pk))[:limit]


def in_hand(actor: Actor, limit: int) -> list[Ticket]:
    """Return the actor's own open tickets, the last assigned first. One query."""
    own = visible_to(actor).filter(assignee_id=actor.user_id or 0, status__in=OPEN_STATUSES)
    return list(own.order_by("-assigned_at", "-pk")[:limit])
