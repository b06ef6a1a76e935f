"""Acts on one ticket: the same use cases as the buttons and dialogs of its page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router

from firstline.kernel.permissions import Scope
from firstline.kit.rest import Asked, act
from firstline.kit.rest.operations import now_of
from firstline.tickets.models import Ticket
from firstline.tickets.rest.shown import line_of, message_out
from firstline.tickets.schemas import (
    AssignIn,
    ForwardIn,
    MessageOut,
    Nothing,
    OnVersion,
    ReopenIn,
    ResolveIn,
    SeverityIn,
    TicketLine,
    WaitIn,
    Words,
)
from firstline.tickets.selectors.lines import changed_ticket, ticket_id_of
from firstline.tickets.services import assignment, resolution, work

router = Router()
CREATED = 201
WRITE = Scope.TICKETS_WRITE


def _common(request: Asked, ticket: UUID) -> dict[str, Any]:
    """Return what every act takes. *Raises* NotFound for a ticket that the person does not see."""
    actor = request.auth
    now: datetime = now_of(request)
    return {"actor": actor, "ticket_id": ticket_id_of(actor, ticket), "now": now}


def _line(request: Asked, done: Ticket) -> TicketLine:
    return line_of(changed_ticket(request.auth, done))


@act(router, "/tickets/{uuid:ticket}/notes", scope=WRITE, answers=MessageOut, status=CREATED)
def add_ticket_note(request: Asked, ticket: UUID, words: Words) -> MessageOut:
    """Add a note that only staff read. The first one begins the work."""
    return message_out(work.add_note(**_common(request, ticket), body=words.body))


@act(router, "/tickets/{uuid:ticket}/replies", scope=WRITE, answers=MessageOut, status=CREATED)
def reply_to_requester(request: Asked, ticket: UUID, words: Words) -> MessageOut:
    """Write an answer to the requester. It is kept with the ticket; `delivery` says whether it was sent."""
    return message_out(work.reply_to_requester(**_common(request, ticket), body=words.body))


@act(router, "/tickets/{uuid:ticket}/take", scope=WRITE, answers=TicketLine)
def take_ticket(request: Asked, ticket: UUID, seen: OnVersion) -> TicketLine:
    """Make the ticket one's own and begin the work."""
    done = assignment.take_ticket(**_common(request, ticket), version=seen.version)
    return _line(request, done)


@act(router, "/tickets/{uuid:ticket}/assign", scope=WRITE, answers=TicketLine)
def assign_ticket(request: Asked, ticket: UUID, to: AssignIn) -> TicketLine:
    """Give the ticket to a person of the desk, or to nobody."""
    common = _common(request, ticket)
    done = assignment.assign_ticket(**common, user_id=to.assignee, version=to.version)
    return _line(request, done)


@act(router, "/tickets/{uuid:ticket}/forward", scope=WRITE, answers=TicketLine)
def forward_ticket(request: Asked, ticket: UUID, to: ForwardIn) -> TicketLine:
    """Forward to a group of the desk, or up to the next level that covers the nature."""
    common = _common(request, ticket)
    if to.group is None:
        done = assignment.forward_up(**common, tried=to.tried, version=to.version)
    else:
        done = assignment.forward_to_group(**common, group_id=to.group, tried=to.tried, version=to.version)
    return _line(request, done)


@act(router, "/tickets/{uuid:ticket}/severity", scope=WRITE, answers=TicketLine)
def change_severity(request: Asked, ticket: UUID, to: SeverityIn) -> TicketLine:
    """Set another severity, with a reason."""
    common = _common(request, ticket)
    done = work.change_severity(**common, severity=to.severity, reason=to.reason, version=to.version)
    return _line(request, done)


@act(router, "/tickets/{uuid:ticket}/wait", scope=WRITE, answers=TicketLine)
def wait_on(request: Asked, ticket: UUID, wait: WaitIn) -> TicketLine:
    """Put the ticket to waiting; its clocks pause."""
    common = _common(request, ticket)
    done = work.wait_on(**common, waiting_on=wait.waiting_on, reason=wait.reason, until=wait.until)
    return _line(request, done)


@act(router, "/tickets/{uuid:ticket}/resume", scope=WRITE, answers=TicketLine)
def resume_work(request: Asked, ticket: UUID, nothing: Nothing) -> TicketLine:
    """End the waiting; clocks run on."""
    del nothing
    return _line(request, work.resume_work(**_common(request, ticket)))


@act(router, "/tickets/{uuid:ticket}/resolve", scope=WRITE, answers=TicketLine)
def resolve_ticket(request: Asked, ticket: UUID, fix: ResolveIn) -> TicketLine:
    """Offer a fix: how, what helped, how long it took."""
    done = resolution.resolve_ticket(
        **_common(request, ticket),
        resolution_code=fix.resolution_code,
        note=fix.note,
        minutes=fix.minutes,
        version=fix.version,
    )
    return _line(request, done)


@act(router, "/tickets/{uuid:ticket}/reopen", scope=WRITE, answers=TicketLine)
def reopen_ticket(request: Asked, ticket: UUID, why: ReopenIn) -> TicketLine:
    """Take up again what was resolved or closed."""
    return _line(request, resolution.reopen_ticket(**_common(request, ticket), reason=why.reason))


@act(router, "/tickets/{uuid:ticket}/close", scope=WRITE, answers=TicketLine)
def close_ticket(request: Asked, ticket: UUID, nothing: Nothing) -> TicketLine:
    """Close what is resolved, before the timer does."""
    del nothing
    return _line(request, resolution.close_ticket(**_common(request, ticket)))
