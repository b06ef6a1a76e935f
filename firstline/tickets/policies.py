"""Who sees and works which tickets."""

from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.tickets.models import Message, SavedView, Ticket


def visible_to(actor: Actor) -> QuerySet[Ticket]:
    """Return the tickets of the desks where the actor reads tickets, of need-to-know ones those the actor is to read.

    What staff see, everywhere: no page, list, count, search or file starts elsewhere.
    """
    return Ticket.objects.all() if actor.is_system else Ticket.objects.filter(is_read_by(actor))


def is_read_by(actor: Actor) -> Q:
    """Return the condition under which staff read a ticket. Nearly all tickets end it at their empty list of readers.

    The list is a column, so that a row that is locked is judged anew by what it says then.
    """
    everywhere = Q(desk_id__in=actor.desk_ids(Permission.TICKET_READ_ALL))
    named = Q(reader_ids__contains=[actor.user_id or 0])
    return Q(Q(reader_ids__isnull=True) | everywhere | named, desk_id__in=actor.desk_ids(Permission.TICKET_READ))


def without_unreadable(actor: Actor, notices: QuerySet[Any]) -> Any:
    """Return the notices but those about need-to-know tickets that the actor does not read. No query of its own."""
    unread = Ticket.objects.filter(reader_ids__isnull=False).exclude(is_read_by(actor)).values("number")
    return notices.alias(of_ticket=Coalesce(KT("params__number"), Value(""), output_field=TextField())).exclude(
        of_ticket__in=unread
    )


def can_restrict(actor: Actor, ticket: Ticket) -> bool:
    """Return whether the actor may say who of the desk reads a ticket, and see who has looked at it.

    Coordinators and directors may, and whoever works it; all of them only as long as they read it.
    """
    works_it = ticket.assignee_id == actor.user_id and can_work(actor, ticket)
    return works_it or actor.may(Permission.TICKET_RESTRICT, ticket.desk_id)


def own_requests(actor: Actor) -> QuerySet[Ticket]:
    """Return the tickets that the actor asked for: what a requester sees, without staff notes."""
    if actor.person_id is None:
        return Ticket.objects.none()
    return Ticket.objects.filter(requester_id=actor.person_id).exclude(status="void")


def public_messages(ticket: Ticket) -> QuerySet[Message]:
    """Return the messages that the requester may read."""
    return Message.objects.filter(Q(is_public=True), ticket=ticket).order_by("id")


def can_work(actor: Actor, ticket: Ticket) -> bool:
    """Return whether the actor may note, reply, take, forward, wait, resolve."""
    return actor.may(Permission.TICKET_WORK, ticket.desk_id)


def can_take_back(actor: Actor, ticket: Ticket) -> bool:
    """Return whether the actor may undo an own act: who works tickets, and a director, who says who reads one."""
    return can_work(actor, ticket) or can_restrict(actor, ticket)


def can_assign_to(actor: Actor, ticket: Ticket, user_id: int) -> bool:
    """Return whether the actor may give the ticket to this person: to oneself by working, to others by coordinating.

    Whoever holds a ticket may also hand it on.
    """
    if user_id == actor.user_id:
        return can_work(actor, ticket)
    holds = ticket.assignee_id == actor.user_id and can_work(actor, ticket)
    return holds or actor.may(Permission.TICKET_ASSIGN_OTHERS, ticket.desk_id)


def can_change_message(actor: Actor, ticket: Ticket, message: Message) -> bool:
    """Return whether the actor may correct a message of staff: one's own, or any as the desk's coordinator."""
    is_own = message.author_id is not None and message.author_id == actor.user_id
    return can_work(actor, ticket) and (is_own or actor.may(Permission.TICKET_ASSIGN_OTHERS, ticket.desk_id))


def can_override_severity(actor: Actor, desk_id: int) -> bool:
    """Return whether the actor may set another severity than the one that the reasons give."""
    return actor.may(Permission.SEVERITY_OVERRIDE, desk_id)


def can_close(actor: Actor, ticket: Ticket) -> bool:
    """Return whether the actor may close a resolved ticket before the timer does."""
    return actor.may(Permission.TICKET_CLOSE, ticket.desk_id)


def can_void(actor: Actor, ticket: Ticket) -> bool:
    """Return whether the actor may take a mistake out of every figure."""
    return actor.may(Permission.TICKET_VOID, ticket.desk_id)


def can_work_many(actor: Actor) -> bool:
    """Return whether the actor may do one thing with many tickets at once, at any desk."""
    return bool(actor.desk_ids(Permission.TICKET_BULK))


def can_export(actor: Actor) -> bool:
    """Return whether the actor may take lists of tickets away as a file, from any desk."""
    return bool(actor.desk_ids(Permission.TICKET_EXPORT))


def exportable_to(actor: Actor) -> QuerySet[Ticket]:
    """Return the tickets that the actor may take away as a file: what they see, of the desks that they coordinate."""
    return visible_to(actor).filter(desk_id__in=actor.desk_ids(Permission.TICKET_EXPORT))


def can_share_views(actor: Actor, desk_id: int) -> bool:
    """Return whether the actor may share a view of the queue with a desk, and change what is shared."""
    return actor.may(Permission.VIEW_SHARE, desk_id)


def can_change_view(actor: Actor, view: SavedView) -> bool:
    """Return whether the actor may rename and delete a saved view: their own, or one of a desk that they coordinate."""
    if view.desk_id is not None:
        return can_share_views(actor, view.desk_id)
    return view.owner_id == actor.account_id


def works_any(actor: Actor) -> bool:
    """Return whether the actor works tickets at any desk."""
    return bool(actor.desk_ids(Permission.TICKET_WORK))
