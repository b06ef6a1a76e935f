"""A browser without network or memory: asks the whole application, then everything it did is taken back."""

import uuid
from typing import Any

from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http.cookie import SimpleCookie
from django.test import Client, RequestFactory

from firstline.identity.models import User
from firstline.kernel import clock
from tests.architecture.matrix.columns import Column
from tests.architecture.matrix.seed import Seed
from tests.support.programs import make_token

FORM, JSON, OCTETS = "application/x-www-form-urlencoded", "application/json", "application/octet-stream"


class _UndoError(Exception):
    """Thrown to take back what a request did."""


class Browser:
    """One person's browser. Django's own test client copies every template's context, which is too slow here."""

    def __init__(self, cookies: SimpleCookie, token: str) -> None:
        """Keep the cookies; every request carries the same ones. The API is asked with the token as well."""
        self._token = token
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._requests = RequestFactory()
        self._requests.cookies = cookies

    def ask(self, url: str, method: str, body: bytes = b"") -> Any:
        """Return the answer and take back what the request did."""
        answers: list[Any] = []
        try:
            with transaction.atomic():
                request = self._request(url, method, body)
                request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's own client does
                answers.append(self._handler.get_response(request))
                raise _UndoError
        except _UndoError:
            pass
        return answers[0]

    def _request(self, url: str, method: str, body: bytes) -> Any:
        if not url.startswith("/api/"):
            return self._requests.generic(method, url, body, FORM)
        headers = {"idempotency-key": uuid.uuid4().hex}
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        kind = JSON if body.startswith(b"{") or not body else OCTETS
        return self._requests.generic(method, url, body, kind, headers=headers)


def browser_of(column: Column, made: Seed) -> Browser:
    """Return a browser in which this person signed in; a disabled one was disabled afterwards."""
    client, token = Client(), ""
    if column.username:
        user = made.world.users[column.username]
        token = make_token(user, clock.now())
        client.force_login(user)
        if column.is_disabled:
            User.objects.filter(pk=user.pk).update(is_active=False)
    return Browser(client.cookies, token)


def body_of(answer: Any) -> bytes:
    """Return all that an answer says: its headers and its content, streamed or not."""
    content: bytes = answer.getvalue() if answer.streaming else answer.content
    return str(sorted(answer.headers.items())).encode() + content
