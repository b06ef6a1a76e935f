"""Tickets and their words as the API shows them."""

from firstline.kit.schemas import Named
from firstline.tickets.models import Message, Ticket
from firstline.tickets.schemas import MessageOut, NatureName, RequesterOut, ResolutionOut, TicketLine, TicketOut


def line_of(ticket: Ticket) -> TicketLine:
    """Return a ticket, read with its names, as a line."""
    return TicketLine.model_validate(_line(ticket))


def whole(ticket: Ticket, messages: list[Message]) -> TicketOut:
    """Return a ticket with its conversation."""
    code = ticket.resolution_code
    more = {
        "waiting_reason": ticket.waiting_reason,
        "waiting_until_at": ticket.waiting_until_at,
        "impact": ticket.impact,
        "urgency": ticket.urgency,
        "severity_reason": ticket.severity_reason,
        "entitlement": ticket.entitlement,
        "identity_verified": ticket.identity_verified,
        "tried": ticket.tried,
        "reopened_count": ticket.reopened_count,
        "resolution": ResolutionOut(code=code.code, note=ticket.resolution_note, minutes=ticket.minutes_worked)
        if code
        else None,
        "messages": [message_out(message) for message in messages],
    }
    return TicketOut.model_validate(_line(ticket) | more)


def message_out(message: Message) -> MessageOut:
    """Return one message."""
    return MessageOut(
        id=message.pk,
        kind=message.kind,
        is_public=message.is_public,
        author=message.author_name,
        body=message.body,
        delivery=message.delivery,
        written_at=message.written_at,
    )


def _line(ticket: Ticket) -> dict[str, object]:
    group, assignee, requester = ticket.group, ticket.assignee, ticket.requester
    return {
        "id": ticket.public_id,
        "number": ticket.number,
        "version": ticket.version,
        "desk": ticket.desk.code,
        "title": ticket.title,
        "status": ticket.status,
        "waiting_on": ticket.waiting_on,
        "severity": ticket.severity,
        "nature": NatureName(code=ticket.nature.code, name=ticket.nature.name),
        "level": ticket.level.rank,
        "group": Named(id=group.pk, name=group.name) if group else None,
        "assignee": Named(id=assignee.pk, name=assignee.person.name) if assignee else None,
        "requester": RequesterOut(id=ticket.requester_id, name=requester.name if requester else ticket.requester_name),
        "need_to_know": ticket.is_need_to_know,
        "opened_at": ticket.opened_at,
        "due_at": ticket.due_at,
        "resolved_at": ticket.resolved_at,
        "closed_at": ticket.closed_at,
        "updated_at": ticket.updated_at,
    }
