"""Taking hold of a ticket to change it: the one place that locks, scopes and counts versions. Internal to services."""

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, NotAllowed, NotFound, RuleBroken
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_work, own_requests, visible_to
from firstline.tickets.rules.lifecycle import Act, step
from firstline.tickets.rules.lifecycle import Status as LifeStatus


def locked(actor: Actor, ticket_id: int, *, version: int | None = None) -> Ticket:
    """Return a ticket that the actor sees, locked. *Raises* NotFound; Conflict when ``version`` is not the newest."""
    ticket = (
        visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("desk__calendar", "desk__series", "nature__service", "level")
        .filter(pk=ticket_id)
        .first()
    )
    if ticket is None:
        raise NotFound
    if version is not None and version != ticket.version:
        raise Conflict("changed_meanwhile", number=ticket.number)
    return ticket


def locked_to_work(actor: Actor, ticket_id: int, *, version: int | None = None) -> Ticket:
    """Return the ticket, locked, when the actor may also work it. *Raises* NotFound, NotAllowed, Conflict."""
    ticket = locked(actor, ticket_id, version=version)
    if not can_work(actor, ticket):
        raise NotAllowed
    return ticket


def locked_own(actor: Actor, ticket_id: int) -> Ticket:
    """Return a request of the actor's own, locked. *Raises* NotFound."""
    own = own_requests(actor).select_for_update(of=("self",)).select_related("desk__calendar")
    ticket = own.filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound
    return ticket


def save(ticket: Ticket, *fields: str) -> None:
    """Write the named fields and raise the version, by which open pages notice the change."""
    ticket.version += 1
    ticket.save(update_fields=[*fields, "version"])


def moved(ticket: Ticket, act: Act) -> str:
    """Return the status that the act leads to. *Raises* RuleBroken when it is not possible in the present one."""
    return step(LifeStatus(ticket.status), act).after.value


def refuse_unverified(ticket: Ticket) -> None:
    """Refuse "solved" for resets and access when the caller's identity was not checked. *Raises* RuleBroken."""
    if ticket.nature.needs_identity_check and not ticket.identity_verified:
        raise RuleBroken("identity_not_verified", field="identity_method")
