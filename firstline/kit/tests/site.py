"""A small web site that shows the kit's parts: no database, no other room. Used by browser tests and by hand.

By hand: ``.venv/bin/python -m firstline.kit.tests.site 8120`` from the repository's root.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from unittest.mock import patch
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

PAGES = Path(__file__).parent / "pages"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class SignedIn:
    """Stands in for the identity room: Dana, or a visitor with ``?visitor``."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Attach an actor and an account that has a theme."""
        from types import SimpleNamespace

        from django.utils import translation

        from firstline.kernel.actor import VISITOR, Actor
        from firstline.kernel.permissions import Role

        request.actor = VISITOR
        if "visitor" not in request.GET:
            request.actor = Actor(name="Dana Whitfield", user_id=7, roles={1: frozenset({Role.COORDINATOR})})
        theme = request.GET.get("theme", "light")
        request.user = SimpleNamespace(
            is_authenticated=True, theme=theme, single_key_shortcuts="nokeys" not in request.GET
        )
        with translation.override(request.GET.get("lang", "en")):
            return self.get_response(request)


def slots() -> ExitStack:
    """Fill copies of the registry's slots with the rail and the top bar of mock-up 01."""
    from datetime import timedelta

    from firstline.kernel.registry import LineState, NavigationItem, Slot, UnreadNotices

    lines = [
        ("Call console", "headset", "console", "desk", "c", None),
        ("Queue", "inbox", "parts", "desk", "q", (27, False)),
        ("Open call log", "list-check", "log", "my_work", "o", (8, True)),
        ("Ticket", "file-text", "ticket", "my_work", "", None),
        ("People", "users", "scripts", "lookup", "", None),
    ]
    navigation: Slot[Any] = Slot("NAVIGATION")
    for order, (label, icon, name, group, key, count) in enumerate(lines):
        navigation.add(
            name,
            NavigationItem(
                label,
                icon,
                name,
                group,
                order,
                lambda actor: actor.is_staff,
                key,
                lambda a, n, count=count: count,  # type: ignore[misc]  # bound now
            ),
        )
    shell: Slot[Any] = Slot("SHELL")
    shell.add(
        "line_state",
        lambda actor, now: LineState(
            "Line 3446 · on a call", "busy", "phone-call", "call", now - timedelta(seconds=48), "/state",
            (("free", "Available"), ("away", "Away"), ("off", "Off")),
        ),
    )  # fmt: skip
    shell.add("notices", lambda actor, now: UnreadNotices(2, "/parts"))
    shell.add("log_call_url", lambda actor, now: "/console")
    shell.add("search_url", lambda actor, now: "/parts")
    shell.add("desk_name", lambda actor, now: "Harbor Point Help Desk")
    shell.add("role_name", lambda actor, now: "Coordinator")
    stack = ExitStack()
    stack.enter_context(patch("firstline.kit.context.NAVIGATION", navigation))
    stack.enter_context(patch("firstline.kit.context.SHELL", shell))
    return stack


@contextmanager
def parts_site(port: int = 0) -> Iterator[str]:
    """Serve the parts pages in threads of this process and give their address."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import override_settings
    from whitenoise import WhiteNoise

    middleware = [
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "firstline.kit.tests.site.SignedIn",
        "firstline.kit.middleware.ErrorPagesMiddleware",
    ]
    changed = override_settings(
        ROOT_URLCONF="firstline.kit.tests.pages_urls",
        MIDDLEWARE=middleware,
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        ALLOWED_HOSTS=["127.0.0.1"],
    )
    with changed, slots():
        static = Path(settings.PACKAGE_FOLDER) / "kit" / "static"
        application = WhiteNoise(WSGIHandler(), root=str(static), prefix="static/", autorefresh=True)
        with make_server("127.0.0.1", port, application, server_class=_Server, handler_class=_Silent) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
            thread.join()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    with parts_site(int(sys.argv[1])) as address:
        print(address, flush=True)  # noqa: T201 - the address is what it is started for
        threading.Event().wait()
