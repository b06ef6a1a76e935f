"""Files of the own requests: those of public messages only, asked for anew at every request."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from firstline.files.selectors import chunks_of, preview_of
from firstline.identity.selectors import actor_in
from firstline.kernel.errors import NotFound
from firstline.kit.views import get_only
from firstline.kit.views.downloads import download, picture, small_picture
from firstline.kit.words.files import file_kind
from firstline.tickets.models import Message
from firstline.tickets.selectors.files import own_request_file


@get_only
def file(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
    """Return a file to be saved."""
    found = own_request_file(actor_in(request), number, file_id)
    content = found.content
    return download(chunks_of(found), name=found.name, media_type=content.media_type, size=content.size)


@get_only
def image(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
    """Return a picture to be shown."""
    found = own_request_file(actor_in(request), number, file_id)
    content = found.content
    if not content.is_picture:
        raise NotFound
    return picture(chunks_of(found), name=found.name, media_type=content.media_type, size=content.size)


@get_only
def preview(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
    """Return the small picture."""
    return small_picture(preview_of(own_request_file(actor_in(request), number, file_id)))


def file_lines(message: Message, number: str) -> list[dict[str, object]]:
    """Return the files of a public message ready to be listed (``kit/_files.html``)."""
    lines: list[dict[str, object]] = []
    for place in message.attachments.all():
        content, kwargs = place.file.content, {"number": number, "file_id": place.file.public_id}
        names = {"url": "file"} | (
            {"image_url": "file_image", "preview_url": "file_preview"} if content.is_picture else {}
        )
        urls = {key: reverse(f"front:{name}", kwargs=kwargs) for key, name in names.items()}
        kind = file_kind(content.media_type, place.file.name)
        lines.append({"name": place.file.name, "kind": kind, "size": content.size, **urls})
    return lines
