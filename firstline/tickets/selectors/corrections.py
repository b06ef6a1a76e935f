"""What the dialogs of corrections offer: natures with what they suggest, people who may be meant."""

from dataclasses import dataclass

from firstline.catalog.models import Nature
from firstline.kernel.actor import Actor
from firstline.people.selectors.callers import CallerMatch, search_people
from firstline.routing.selectors import first_stop
from firstline.tickets.models import Ticket
from firstline.triage.selectors import judge_severity

FOUND = 8


@dataclass(frozen=True)
class Suggestion:
    """What another nature suggests: a severity by its defaults, and the group that covers it first."""

    nature_id: int
    severity: str
    group_id: int | None
    group_name: str
    is_other_group: bool
    needs_identity_check: bool


def natures_offered(ticket: Ticket) -> list[Nature]:
    """Return the natures of the ticket's desk. One query."""
    return list(ticket.desk.natures.filter(is_active=True).select_related("service").order_by("name"))


def suggestion_of(ticket: Ticket, nature: Nature) -> Suggestion:
    """Return what the nature suggests for this ticket. Kept."""
    decision = judge_severity(ticket.desk, nature, [], answers={}, modifier_codes=tuple(ticket.modifier_codes))
    stop = first_stop(ticket.desk, nature)
    is_other = stop.group_id is not None and stop.group_id != ticket.group_id
    return Suggestion(
        nature.pk, str(decision.severity), stop.group_id, stop.group_name, is_other, nature.needs_identity_check
    )


def requesters_found(actor: Actor, ticket: Ticket, query: str) -> list[CallerMatch]:
    """Return the people whom the words may mean. Up to four queries."""
    return search_people(actor=actor, query=query, limit=FOUND, desk_id=ticket.desk_id)
