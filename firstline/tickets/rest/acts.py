"""Acts on one ticket: the same use cases as the buttons and dialogs of its page, and taking the last one back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ninja import Router

from firstline.kernel.errors import NotFound
from firstline.kernel.permissions import Scope
from firstline.kit.rest import Asked, act
from firstline.kit.rest.operations import now_of
from firstline.tickets.rest.shown import line_of, message_out
from firstline.tickets.schemas import (
    ActOut,
    AssignIn,
    ForwardIn,
    MessageOut,
    Nothing,
    OnVersion,
    ReopenIn,
    ResolveIn,
    SeverityIn,
    TicketLine,
    UndoIn,
    UndoOut,
    VoidIn,
    WaitIn,
    Words,
)
from firstline.tickets.selectors.lines import changed_ticket, ticket_id_of
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.services.undo import UNDO_WITHIN, act_undoably, undo_act
from firstline.tickets.views.memory import read_memory, signed

router = Router()
CREATED = 201
WRITE = Scope.TICKETS_WRITE


def _acted(request: Asked, ticket: UUID, service: Callable[..., Any], **given: Any) -> ActOut:
    """Run the use case and return the ticket, with how to take the act back. *Raises* what the use case raises."""
    actor, now = request.auth, now_of(request)
    ticket_id, done = ticket_id_of(actor, ticket), []
    memory = act_undoably(
        actor=actor,
        ticket_id=ticket_id,
        act=lambda at: done.append(service(actor=actor, ticket_id=ticket_id, now=at, **given)),
        now=now,
    )
    until = now + UNDO_WITHIN
    undo = UndoOut(act=request.operation, memory=signed(memory), until=until) if memory else None
    line = line_of(changed_ticket(actor, done[0]))
    return ActOut(**line.model_dump(), undo=undo)


def _written(request: Asked, ticket: UUID, service: Callable[..., Any], words: Words) -> MessageOut:
    actor, now = request.auth, now_of(request)
    ticket_id = ticket_id_of(actor, ticket)
    return message_out(service(actor=actor, ticket_id=ticket_id, body=words.body, file_ids=words.files, now=now))


@act(router, "/tickets/{uuid:ticket}/notes", scope=WRITE, answers=MessageOut, status=CREATED)
def add_ticket_note(request: Asked, ticket: UUID, words: Words) -> MessageOut:
    """Add a note that only staff read. The first one begins the work."""
    return _written(request, ticket, work.add_note, words)


@act(router, "/tickets/{uuid:ticket}/replies", scope=WRITE, answers=MessageOut, status=CREATED)
def reply_to_requester(request: Asked, ticket: UUID, words: Words) -> MessageOut:
    """Write an answer to the requester. It is kept with the ticket; `delivery` says whether it was sent."""
    return _written(request, ticket, work.reply_to_requester, words)


@act(router, "/tickets/{uuid:ticket}/take", scope=WRITE, answers=ActOut)
def take_ticket(request: Asked, ticket: UUID, seen: OnVersion) -> ActOut:
    """Make the ticket one's own and begin the work."""
    return _acted(request, ticket, assignment.take_ticket, version=seen.version)


@act(router, "/tickets/{uuid:ticket}/assign", scope=WRITE, answers=ActOut)
def assign_ticket(request: Asked, ticket: UUID, to: AssignIn) -> ActOut:
    """Give the ticket to a person of the desk, or to nobody."""
    return _acted(request, ticket, assignment.assign_ticket, user_id=to.assignee, version=to.version)


@act(router, "/tickets/{uuid:ticket}/forward", scope=WRITE, answers=ActOut)
def forward_ticket(request: Asked, ticket: UUID, to: ForwardIn) -> ActOut:
    """Forward to a group of the desk, or up to the next level that covers the nature."""
    if to.group is None:
        return _acted(request, ticket, assignment.forward_up, tried=to.tried, version=to.version)
    service = assignment.forward_to_group
    return _acted(request, ticket, service, group_id=to.group, tried=to.tried, version=to.version)


@act(router, "/tickets/{uuid:ticket}/severity", scope=WRITE, answers=ActOut)
def change_severity(request: Asked, ticket: UUID, to: SeverityIn) -> ActOut:
    """Set another severity, with a reason."""
    service = work.change_severity
    return _acted(request, ticket, service, severity=to.severity, reason=to.reason, version=to.version)


@act(router, "/tickets/{uuid:ticket}/wait", scope=WRITE, answers=ActOut)
def wait_on(request: Asked, ticket: UUID, wait: WaitIn) -> ActOut:
    """Put the ticket to waiting; its clocks pause."""
    given = {"waiting_on": wait.waiting_on, "reason": wait.reason, "until": wait.until}
    return _acted(request, ticket, work.wait_on, **given)


@act(router, "/tickets/{uuid:ticket}/resume", scope=WRITE, answers=ActOut)
def resume_work(request: Asked, ticket: UUID, nothing: Nothing) -> ActOut:
    """End the waiting; clocks run on."""
    del nothing
    return _acted(request, ticket, work.resume_work)


@act(router, "/tickets/{uuid:ticket}/resolve", scope=WRITE, answers=ActOut)
def resolve_ticket(request: Asked, ticket: UUID, fix: ResolveIn) -> ActOut:
    """Offer a fix: how, what helped, how long it took."""
    return _acted(request, ticket, resolution.resolve_ticket, **fix.model_dump())


@act(router, "/tickets/{uuid:ticket}/reopen", scope=WRITE, answers=ActOut)
def reopen_ticket(request: Asked, ticket: UUID, why: ReopenIn) -> ActOut:
    """Take up again what was resolved or closed."""
    return _acted(request, ticket, resolution.reopen_ticket, reason=why.reason)


@act(router, "/tickets/{uuid:ticket}/close", scope=WRITE, answers=ActOut)
def close_ticket(request: Asked, ticket: UUID, nothing: Nothing) -> ActOut:
    """Close what is resolved, before the timer does."""
    del nothing
    return _acted(request, ticket, resolution.close_ticket)


@act(router, "/tickets/{uuid:ticket}/void", scope=WRITE, answers=ActOut)
def void_ticket(request: Asked, ticket: UUID, why: VoidIn) -> ActOut:
    """Take a mistake or a test out of every figure."""
    return _acted(request, ticket, resolution.void_ticket, reason=why.reason)


@act(router, "/tickets/{uuid:ticket}/undo", scope=WRITE, answers=TicketLine)
def undo_ticket_act(request: Asked, ticket: UUID, undo: UndoIn) -> TicketLine:
    """Take one's own last act on the ticket back, within a minute and unless somebody acted since.

    Texts stay, such as the reason of a reopening.
    """
    actor, memory = request.auth, read_memory(undo.memory)
    if memory["ticket_id"] != ticket_id_of(actor, ticket):
        raise NotFound
    return line_of(changed_ticket(actor, undo_act(actor=actor, memory=memory, now=now_of(request))))
