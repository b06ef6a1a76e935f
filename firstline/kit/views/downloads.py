"""Answers that carry a file which somebody uploaded: nothing in it may run in the reader's browser."""

from collections.abc import Iterable
from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

NO_SCRIPT = "default-src 'none'; sandbox"


def download(chunks: Iterable[bytes], *, name: str, media_type: str, size: int) -> HttpResponse:
    """Return a file that the browser saves, whatever is in it."""
    return _sent(chunks, name, media_type, size, is_saved=True)


def picture(chunks: Iterable[bytes], *, name: str, media_type: str, size: int) -> HttpResponse:
    """Return a picture that the page shows. Only for contents that were decoded as one of the raster formats."""
    return _sent(chunks, name, media_type, size, is_saved=False)


def small_picture(data: bytes) -> HttpResponse:
    """Return a small picture of our own making."""
    return _guarded(HttpResponse(data, content_type="image/webp"))


def _sent(chunks: Iterable[bytes], name: str, media_type: str, size: int, *, is_saved: bool) -> HttpResponse:
    response = StreamingHttpResponse(chunks, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=is_saved, filename=name) or "attachment"
    response["Content-Length"] = str(size)
    return _guarded(response)


def _guarded(response: HttpResponseBase) -> HttpResponse:
    response["Content-Security-Policy"] = NO_SCRIPT
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return cast(HttpResponse, response)  # streamed or not, it passes through the same decorators
