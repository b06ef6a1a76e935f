"""The whole application on a port of its own, in threads of the test process, for tests that drive a browser.

At least one test starts the real thing (``firstline run``) instead; see ``tests/faults``.
"""

import socketserver
import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.db import connections


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: requests are no news in a test."""


@pytest.fixture(scope="session")
def _web_server(django_db_setup: None) -> Iterator[str]:
    from firstline.config.wsgi import application

    def and_hang_up(environ: Any, start_response: Any) -> Any:
        answer = application(environ, start_response)
        try:
            yield from answer
        finally:
            answer.close()
            connections.close_all()  # this thread's: the clone below it is dropped after the test

    with make_server("127.0.0.1", 0, and_hang_up, server_class=_Server, handler_class=_Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def live_server_url(_web_server: str, transactional_db: None) -> str:
    """Return the address of the running application. The test sees and makes committed rows; all go afterwards."""
    return _web_server
