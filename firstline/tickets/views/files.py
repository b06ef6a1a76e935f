"""Files of a ticket: uploading into the composer, removing, and having them: permission is asked at every request."""

from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from firstline.files.rules.limits import MAX_FILES_PER_MESSAGE
from firstline.files.selectors import OpenFile, open_file
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.kit.views import post_only
from firstline.kit.views.downloads import file_views
from firstline.kit.words import sentence_of
from firstline.kit.words.errors import status_of
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.ticket_page import get_ticket
from firstline.tickets.services.uploads import remove_upload, upload_file
from firstline.tickets.views.opened import file_to_read


@post_only
def upload(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Keep one file and return its line for the composer; a refusal is a line in words."""
    actor = actor_in(request)
    shown = get_ticket(actor, number)
    given = request.FILES.get("file")
    try:
        if given is None:
            raise Invalid("required", field="file")
        place = upload_file(
            actor=actor, ticket_id=shown.pk, kind=kind, name=given.name or "", source=cast(BinaryIO, given.file),
            size=given.size or 0, now=clock.now(),
        )  # fmt: skip
    except Invalid as refusal:
        return HttpResponse(sentence_of(refusal), status=status_of(refusal), content_type="text/plain; charset=utf-8")
    return render(request, "tickets/ticket/_upload.html", {"file": place.file, "ticket": shown, "kind": kind})


@post_only
def remove(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
    """Take an own upload away again."""
    actor = actor_in(request)
    shown = get_ticket(actor, number)
    remove_upload(actor=actor, ticket_id=shown.pk, file_id=file_id, now=clock.now())
    return redirect("tickets:ticket", number=shown.number)


def _find(actor: Actor, number: str, file_id: UUID) -> OpenFile:
    return open_file(file_to_read(actor, number, file_id, clock.now()))


def _find_small(actor: Actor, number: str, file_id: UUID) -> OpenFile:
    return open_file(file_to_read(actor, number, file_id, clock.now(), is_on_page=True))


file, image, preview = file_views(_find, small=_find_small)


def sent_files(request: HttpRequest, actor: Actor, ticket: Ticket, kind: str, now: datetime) -> list[UUID]:
    """Return the files that a message was sent with: uploaded before, and, without script, along with it.

    *Raises* Invalid. What came along stays in the composer when the text is refused.
    """
    came = [given for given in request.FILES.getlist("new_files") if given.name]
    if len(came) > MAX_FILES_PER_MESSAGE:
        raise Invalid("upload_too_many", field="file", limit=MAX_FILES_PER_MESSAGE)
    places = [
        upload_file(
            actor=actor, ticket_id=ticket.pk, kind=kind, name=given.name or "", source=cast(BinaryIO, given.file),
            size=given.size or 0, now=now,
        )
        for given in came
    ]  # fmt: skip
    return [*read_file_ids(request.POST.getlist("file")), *(place.file.public_id for place in places)]


def read_file_ids(sent: list[str]) -> list[UUID]:
    """Return the ids that a form names. *Raises* Invalid for what is none."""
    try:
        return [UUID(one) for one in sent]
    except ValueError:
        raise Invalid("upload_gone", field="file") from None
