"""Which file of a ticket the actor may have: judged anew for each download, by the ticket and the message."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from firstline.files.models import StoredFile
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.prepared import prepared
from firstline.tickets.models import Attachment, ComposerFile, Message, Ticket
from firstline.tickets.policies import own_requests, visible_to


def ticket_with_files(actor: Actor, number: str) -> Ticket:
    """Return the ticket whose files are asked for. One query. *Raises* NotFound."""
    ticket = visible_to(actor).filter(number=number).first()
    if ticket is None:
        raise NotFound
    return ticket


def file_in(actor: Actor, ticket: Ticket, file_id: UUID) -> StoredFile:
    """Return a file of a ticket that staff see: one of a message, or one's own that is not sent. *Raises* NotFound."""
    files = StoredFile.objects.select_related("content").filter(public_id=file_id)
    file = files.filter(attachment__message__ticket=ticket).first()
    file = file or files.filter(composer_place__ticket=ticket, uploaded_by_id=actor.account_id).first()
    if file is None:
        raise NotFound
    return file


def own_request_file(actor: Actor, number: str, file_id: UUID) -> StoredFile:
    """Return a file of a public message of one of the actor's own requests: never a note's. *Raises* NotFound."""
    ticket = own_requests(actor).filter(number=number).first()
    if ticket is None:
        raise NotFound
    places = Attachment.objects.filter(message__ticket=ticket, message__is_public=True, file__public_id=file_id)
    place = places.select_related("file__content").first()
    if place is None:
        raise NotFound
    return place.file


def attachments_of(actor: Actor, ticket: Ticket) -> list[Attachment]:
    """Return the files of a ticket's messages for staff of its desk, the oldest first. One query."""
    places = Attachment.objects.filter(message__ticket__in=visible_to(actor).filter(pk=ticket.pk))
    return list(places.select_related("file__content", "message").order_by("message_id", "position"))


def with_files(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Return the messages with their files, one query more for all of them."""
    places = Attachment.objects.select_related("file__content")
    return messages.prefetch_related(Prefetch("attachments", queryset=places))


def waiting_files(actor: Actor, ticket: Ticket) -> dict[str, list[StoredFile]]:
    """Return the actor's uploads that wait under the ticket, by box. One query."""
    found: dict[str, list[StoredFile]] = {"reply": [], "note": []}
    for place in _waiting(actor.account_id, ticket.pk):
        found[place.kind].append(place.file)
    return found


@prepared
def _waiting(user_id: int, ticket_id: int) -> QuerySet[ComposerFile]:
    places = ComposerFile.objects.filter(ticket=ticket_id, file__uploaded_by_id=user_id)
    return places.select_related("file__content").order_by("pk")
