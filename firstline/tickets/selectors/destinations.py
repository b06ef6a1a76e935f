"""Where a ticket can be forwarded: the next level that covers its nature, then the other groups of its desk."""

from dataclasses import dataclass

from firstline.kernel.actor import Actor
from firstline.routing.selectors import stops_of
from firstline.teams.policies import visible_to
from firstline.tickets.models import Ticket


@dataclass(frozen=True)
class Destination:
    """A place to forward to. ``is_next`` is the next level; its group is None when the director is next."""

    group_id: int | None
    group_name: str
    level_name: str
    direction: str
    is_next: bool = False


def destinations_of(actor: Actor, ticket: Ticket) -> list[Destination]:
    """Return the destinations: up, down, then across by name. One query."""
    rank = ticket.level.rank
    stops = stops_of(ticket.desk, ticket.nature)
    above = [stop for stop in stops if stop.rank > rank]
    found = [
        Destination(above[0].group_id, above[0].group_name, above[0].level_name, "up", is_next=True)
        if above
        else Destination(None, "", "", "up", is_next=True)
    ]
    for stop in stops:
        if stop.group_id != ticket.group_id and (not above or stop.group_id != above[0].group_id):
            direction = "up" if stop.rank > rank else "down" if stop.rank < rank else "across"
            found.append(Destination(stop.group_id, stop.group_name, stop.level_name, direction))
    covering = {stop.group_id for stop in stops} | {ticket.group_id}
    others = visible_to(actor).filter(desk_id=ticket.desk_id).exclude(pk__in=[pk for pk in covering if pk])
    return found + [Destination(group.pk, group.name, "", "across") for group in others.order_by("name")]
