"""Programs that ask the REST API with a person's token, in the small world at its moment."""

import uuid
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from firstline.identity.models import AccessToken, User
from firstline.identity.rules.access_tokens import digest_of, join_token
from firstline.kernel import clock
from firstline.kernel.permissions import Scope
from firstline.kit.rest.authentication import METER
from tests.world import World

ROOT = "/api/v1"
ProgramOf = Callable[..., "Program"]


class Program:
    """Asks the API with one token. ``read`` and ``act`` return Django's test response."""

    def __init__(self, token: str) -> None:
        """Keep the token; a program without one asks as nobody."""
        self.client = Client(raise_request_exception=False)
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    def read(self, path: str, **query: Any) -> Any:
        """Ask for something."""
        return self.client.get(ROOT + path, query, headers=self.headers)

    def act(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> Any:
        """Do something, with a key of its own unless one is given."""
        sent = {"idempotency-key": key or uuid.uuid4().hex, **self.headers, **headers}
        return self.client.post(
            ROOT + path, {} if body is None else body, content_type="application/json", headers=sent
        )


def make_token(user: User, now: Any, scopes: Collection[str] = tuple(Scope), days: int = 30) -> str:
    """Return a token of this person, made without asking whether the person may have one."""
    prefix = "".join("abcdefghjkmnpqrstuvwxyz"[int(digit, 16)] for digit in uuid.uuid4().hex[:8])
    token = join_token(prefix, uuid.uuid4().hex + "abcdefghijk")
    AccessToken.objects.create(
        user=user,
        name="A program",
        prefix=prefix,
        digest=digest_of(token),
        scopes=list(scopes),
        created_at=now - timedelta(days=1),
        expires_at=now + timedelta(days=days),
    )
    return token


@pytest.fixture
def program_of(world: World, monkeypatch: pytest.MonkeyPatch) -> ProgramOf:
    """Return ``program_of("dana")``: a program with her token, for all scopes or those given; nobody for ""."""
    monkeypatch.setattr(clock, "now", lambda: world.now)
    METER.counts.clear()

    def program(username: str, scopes: Collection[str] = tuple(Scope)) -> Program:
        return Program(make_token(world.users[username], world.now, scopes) if username else "")

    return program
