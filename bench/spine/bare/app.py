"""The floors under the product's web server: Django as WSGI in a pool of eight threads, as the product runs it."""

import os

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import Receive, ReceiveEvent, Scope, Send
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.spine.bare.settings"
_pages = WSGIMiddleware(get_wsgi_application(), workers=8)  # type: ignore[arg-type]  # Django's environ is a plain dict


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request."""

    async def received() -> ReceiveEvent:
        return await receive()

    if scope["type"] == "http":
        await _pages(scope, received, send)
