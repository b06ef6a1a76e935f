"""Files of the own requests: those of public messages only, asked for anew at every request."""

from uuid import UUID

from django.urls import reverse

from firstline.files.selectors import OpenFile, open_file
from firstline.kernel.actor import Actor
from firstline.kit.views.downloads import file_views
from firstline.kit.words.files import file_kind
from firstline.tickets.models import Message
from firstline.tickets.selectors.files import own_request_file


def _find(actor: Actor, number: str, file_id: UUID) -> OpenFile:
    return open_file(own_request_file(actor, number, file_id))


file, image, preview = file_views(_find)


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
