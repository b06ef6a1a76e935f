"""Files of a ticket: uploading one for a note or a reply, what is there, having it; each time through the ticket."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router

from firstline.files.models import StoredFile
from firstline.files.rules.limits import MAX_FILE_BYTES
from firstline.files.selectors import open_file
from firstline.kernel.permissions import Scope
from firstline.kit.rest import Asked, deliver, read, upload
from firstline.kit.rest.operations import now_of
from firstline.kit.views.downloads import download, picture
from firstline.tickets.schemas import AttachedOut, FileOut, Files, NewFile
from firstline.tickets.selectors.files import attachments_of, file_in
from firstline.tickets.selectors.lines import ticket_by_public_id
from firstline.tickets.services.need_to_know.views import note_view
from firstline.tickets.services.uploads import upload_file

router = Router()


@upload(
    router, "/tickets/{uuid:ticket}/files", scope=Scope.TICKETS_WRITE, answers=FileOut, largest=MAX_FILE_BYTES
)  # fmt: skip
def upload_ticket_file(request: Asked, ticket: UUID, given: Query[NewFile]) -> FileOut:
    """Upload a file, at most 25 MB, as the body itself.

    Name its `id` in `files` of the note or reply that it is for. What is not sent with one within a day is thrown away.
    """
    place = upload_file(
        actor=request.auth,
        ticket_id=ticket_by_public_id(request.auth, ticket).pk,
        kind=given.kind,
        name=given.name,
        source=request.sent.source,
        size=request.sent.size,
        now=now_of(request),
    )
    return FileOut.model_validate(_file(place.file))


@read(router, "/tickets/{uuid:ticket}/files", scope=Scope.TICKETS_READ, answers=Files)
def list_ticket_files(request: Asked, ticket: UUID) -> Files:
    """List the files that came with the ticket's messages, those of notes too."""
    shown = ticket_by_public_id(request.auth, ticket)
    if shown.is_need_to_know:
        note_view(actor=request.auth, ticket=shown, how="api", now=now_of(request))
    found = attachments_of(request.auth, shown)
    items = [_file(place.file) | {"message": place.message_id, "is_public": place.message.is_public} for place in found]
    return Files(items=[AttachedOut.model_validate(item) for item in items])


@deliver(router, "/tickets/{uuid:ticket}/files/{uuid:file}", scope=Scope.TICKETS_READ)
def download_ticket_file(request: Asked, ticket: UUID, file: UUID) -> HttpResponse:
    """Download a file of the ticket, or an own upload that waits under it.

    Its content is what somebody sent: only what was decoded as a picture is not marked as an attachment.
    """
    shown = ticket_by_public_id(request.auth, ticket)
    stored = file_in(request.auth, shown, file)
    if shown.is_need_to_know:
        note_view(actor=request.auth, ticket=shown, how="api", file_id=stored.pk, now=now_of(request))
    found = open_file(stored)
    return picture(found) if found.is_picture else download(found)


def _file(file: StoredFile) -> dict[str, object]:
    found = open_file(file)
    return {
        "id": file.public_id,
        "name": found.name,
        "media_type": found.media_type,
        "size": found.size,
        "is_picture": found.is_picture,
    }
