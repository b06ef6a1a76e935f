"""Answers that carry a file which somebody uploaded: nothing in it may run in the reader's browser."""

from collections.abc import Callable, Iterable
from typing import Protocol, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from firstline.identity.selectors import actor_in
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kit.views.guards import View, get_only

NO_SCRIPT = "default-src 'none'; sandbox"


class Openable(Protocol):
    """What the room of files opens: a name and our own finding of what it is, and the bytes."""

    @property
    def name(self) -> str: ...  # noqa: D102 - said above
    @property
    def media_type(self) -> str: ...  # noqa: D102 - said above
    @property
    def size(self) -> int: ...  # noqa: D102 - said above
    @property
    def is_picture(self) -> bool: ...  # noqa: D102 - said above
    def chunks(self) -> Iterable[bytes]: ...  # noqa: D102 - said above
    def preview(self) -> bytes: ...  # noqa: D102 - said above


Find = Callable[[Actor, str, UUID], Openable]
"""Who may have which file: takes actor, number and id; raises NotFound."""


def file_views(find: Find, *, small: Find | None = None) -> tuple[View, View, View]:
    """Return the views of a file, of a picture, and of its small picture; permission is asked at every request.

    ``small`` finds the small picture, where it is found otherwise: pages show it by themselves.
    """

    @get_only
    def file(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
        return download(find(actor_in(request), number, file_id))

    @get_only
    def image(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
        return picture(find(actor_in(request), number, file_id))

    @get_only
    def preview(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
        content = (small or find)(actor_in(request), number, file_id).preview()
        return _guarded(HttpResponse(content, content_type="image/webp"))

    return file, image, preview


def download(found: Openable) -> HttpResponse:
    """Return a file that the browser saves, whatever is in it."""
    return _sent(found, is_saved=True)


def picture(found: Openable) -> HttpResponse:
    """Return a picture that the page shows. *Raises* NotFound for what was not decoded as one of the raster formats."""
    if not found.is_picture:
        raise NotFound
    return _sent(found, is_saved=False)


def _sent(found: Openable, *, is_saved: bool) -> HttpResponse:
    response = StreamingHttpResponse(found.chunks(), content_type=found.media_type)
    disposition = content_disposition_header(as_attachment=is_saved, filename=found.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Length"] = str(found.size)
    return _guarded(response)


def _guarded(response: HttpResponseBase) -> HttpResponse:
    response["Content-Security-Policy"] = NO_SCRIPT
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return cast(HttpResponse, response)  # streamed or not, it passes through the same decorators
