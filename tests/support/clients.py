"""Signed-in test clients on the small world, at its moment: for tests of views without a browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from firstline.kernel import clock
from tests.world import World

ClientOf = Callable[..., Client]


@pytest.fixture
def client_of(world: World, monkeypatch: pytest.MonkeyPatch) -> ClientOf:
    """Return ``client_of("dana")``: a client in which she has signed in; the clock stands at ``world.now``.

    An exception in a view becomes the 500 page, as in production. ``csrf=True`` also checks the form's token.
    """
    monkeypatch.setattr(clock, "now", lambda: world.now)

    def signed_in(username: str, *, csrf: bool = False) -> Client:
        client = Client(raise_request_exception=False, enforce_csrf_checks=csrf)
        client.force_login(world.users[username])
        return client

    return signed_in
