"""ASGI entry: one port for everything. ``/live/`` is kept for event streams; the rest is Django as WSGI.

Django runs in a fixed pool of threads, so that each keeps its database connection.
"""

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import Receive, ReceiveEvent, Scope, Send

from firstline.config.environment import environment_text
from firstline.config.wsgi import application as wsgi_application

DEFAULT_THREADS = 8
LIVE_PREFIX = "/live/"

_pages = WSGIMiddleware(
    wsgi_application,  # type: ignore[arg-type]  # Django's environ is a plain dict
    workers=int(environment_text("FIRSTLINE_WEB_THREADS") or DEFAULT_THREADS),
)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection: pages through Django, nothing live yet."""
    if scope["type"] == "http" and not scope["path"].startswith(LIVE_PREFIX):
        await _pages(scope, _as_coroutine(receive), send)
    elif scope["type"] == "http":
        await _not_here(send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000, "reason": ""})


def _as_coroutine(receive: Receive) -> Receive:
    """Make a coroutine of Granian's future, because a2wsgi hands it to ``run_coroutine_threadsafe``."""

    async def received() -> ReceiveEvent:
        return await receive()

    return received


async def _not_here(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": b"Nothing here.\n", "more_body": False})
