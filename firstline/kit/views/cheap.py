"""Fragments that pages fetch again and again: 304 when nothing has changed; never keeps a session alive."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from firstline.identity.rules.session_age import polls

View = Callable[..., HttpResponse]
VersionOf = Callable[..., str]
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def cheap_fragment(version: VersionOf | None = None) -> Callable[[View], View]:
    """Decorate a view that ``<fl-poll>`` asks: ETag out, 304 when ``If-None-Match`` has it.

    ``version(request, …)`` gives what the fragment depends on, cheaply, and then the view is not run at all for a 304;
    put into it everything that changes the HTML, such as the minute for clocks. Without it the HTML itself is compared
    (its CSRF token left out), which saves the transfer and the redraw only.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            known = parse_etags(request.headers.get("If-None-Match", ""))
            if version is not None:
                tag = _tag(version(request, *args, **kwargs).encode())
                if tag in known:
                    return _unchanged(tag)
            response = view(request, *args, **kwargs)
            if response.status_code != 200:  # noqa: PLR2004 - the number says it best
                return response
            if version is None:
                tag = _tag(_TOKEN.sub(b"", response.content))
                if tag in known:
                    return _unchanged(tag)
            response["ETag"] = tag
            response["Cache-Control"] = "private, no-cache"
            return response

        return polls(answer)

    return decorate


def _tag(content: bytes) -> str:
    return f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'


def _unchanged(tag: str) -> HttpResponse:
    return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": "private, no-cache"})
