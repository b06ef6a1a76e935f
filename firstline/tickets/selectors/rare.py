"""Which of the rarer parts a ticket has, asked at once: its page then asks for those alone."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from firstline.contacts.models import ContactLeg
from firstline.kernel.actor import Actor
from firstline.prepared import prepared
from firstline.tickets.models import (
    Attachment,
    ComposerDraft,
    ComposerFile,
    TextRevision,
    Ticket,
    TicketAnswer,
    TicketCallback,
)


class Rare(NamedTuple):
    """What there is of a ticket; ``drafts`` and ``uploads`` are the actor's own."""

    answers: bool = True
    revisions: bool = True
    files: bool = True
    legs: bool = True
    callbacks: bool = True
    drafts: bool = True
    uploads: bool = True


def rare_parts(actor: Actor, ticket: Ticket) -> Rare:
    """Return which parts there are. One query."""
    return next((Rare(*row) for row in _rare_parts(ticket.pk, actor.account_id)), Rare())


@prepared
def _rare_parts(ticket_id: int, user_id: int) -> "QuerySet[Ticket, tuple[bool, ...]]":
    own, ticket = OuterRef("pk"), Ticket.objects.filter(pk=ticket_id)
    return ticket.values_list(
        Exists(TicketAnswer.objects.filter(ticket=own)),
        Exists(TextRevision.objects.filter(ticket=own, message__isnull=False)),
        Exists(Attachment.objects.filter(message__ticket=own)),
        Exists(ContactLeg.objects.filter(contact__tickets=own)),
        Exists(TicketCallback.objects.filter(ticket=own)),
        Exists(ComposerDraft.objects.filter(ticket=own, user_id=user_id)),
        Exists(ComposerFile.objects.filter(ticket=own, file__uploaded_by_id=user_id)),
    )
