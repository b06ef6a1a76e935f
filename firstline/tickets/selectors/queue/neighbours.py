"""What stands before and after a ticket in the list that one came from, as far as the actor sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.tickets.models import Ticket
from firstline.tickets.policies import visible_to
from firstline.tickets.rules.queue_query import Query
from firstline.tickets.selectors.queue.lists import chosen_tickets
from firstline.tickets.selectors.queue.order import Key, key_of, key_text, ordered


@dataclass(frozen=True)
class Neighbour:
    """A ticket beside: enough for a link. ``at`` is where it stands in the queue."""

    number: str
    title: str
    at: str = ""


@dataclass(frozen=True)
class Neighbours:
    """The ticket before and the one after; its place among so many where the list is known whole, else 0."""

    before: Neighbour | None = None
    after: Neighbour | None = None
    place: int = 0
    count: int = 0


def neighbours_in_queue(actor: Actor, ticket: Ticket, query: Query, at: Key, now: datetime) -> Neighbours:
    """Return what stands beside the place where the ticket stood, though it may have left the list. Two queries.

    Without a place one query more: where the ticket stands now.
    """
    at = at or key_of(ordered(visible_to(actor).filter(pk=ticket.pk), query).get(), query)
    others = chosen_tickets(actor, query, now).exclude(pk=ticket.pk)
    sort, is_descending = query.order
    backwards = replace(query, sort=sort, is_descending=not is_descending)
    before, after = (_neighbour(ordered(others, one, at).first(), query) for one in (backwards, query))
    return Neighbours(before, after)


def _neighbour(ticket: Ticket | None, query: Query) -> Neighbour | None:
    return Neighbour(ticket.number, ticket.title, key_text(key_of(ticket, query))) if ticket else None


def neighbours_among(actor: Actor, ticket: Ticket, numbers: Sequence[str]) -> Neighbours:
    """Return what stands beside the ticket among the numbers that its list showed. One query, none where it is not."""
    if ticket.number not in numbers:
        return Neighbours()
    at = numbers.index(ticket.number)
    beside = ("", *numbers, "")[at : at + 3 : 2]
    titles = dict(visible_to(actor).filter(number__in=beside).values_list("number", "title"))
    before, after = (Neighbour(one, titles[one]) if one in titles else None for one in beside)
    return Neighbours(before, after, at + 1, len(numbers))
