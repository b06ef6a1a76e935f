"""Attack 34: learning from the sign-in page whether an account exists, by its answer or by its time."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.test import Client

from firstline.identity.models import User
from tests.world import small_world

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value|name="csrf-token" content)="[^"]*"')


@pytest.fixture(autouse=True)
def _accounts(db: None) -> None:
    cache.clear()
    world = small_world()
    for name in ("marcus", "luis"):
        world.users[name].set_password(PASSWORD)
        world.users[name].save()
    User.objects.filter(username="luis").update(is_active=False)


def answer(username: str, password: str) -> tuple[int, bytes]:
    response = Client().post("/sign-in/", {"username": username, "password": password})
    return response.status_code, TOKEN.sub(b"", response.content).replace(username.encode(), b"NAME")


def test_wrong_name_wrong_password_and_closed_account_get_the_same_answer() -> None:
    unknown = answer("nobody", "wrong")
    assert answer("marcus", "wrong") == unknown
    assert answer("luis", "wrong") == unknown
    assert answer("luis", PASSWORD) == unknown


def test_each_of_them_hashes_a_password_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is what takes the time: as many hashes is as much time."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    counted: list[str] = []
    for hasher in (MD5PasswordHasher, PBKDF2PasswordHasher):
        plain = hasher.encode

        def encode(self: object, password: str, *args: object, _plain: Any = plain, **more: object) -> str:
            counted.append(password)
            return _plain(self, password, *args, **more)

        monkeypatch.setattr(hasher, "encode", encode)
    counts = []
    for username, password in (("nobody", "wrong"), ("marcus", "wrong"), ("luis", "wrong"), ("luis", PASSWORD)):
        counted.clear()
        answer(username, password)
        counts.append(len(counted))
    assert counts == [1, 1, 1, 1]


def test_the_lock_is_the_same_for_names_that_nobody_has() -> None:
    for username in ("nobody", "marcus"):
        cache.clear()
        statuses = [answer(username, "wrong")[0] for _ in range(6)]
        assert statuses == [422] * 5 + [429]


@pytest.mark.parametrize("path", ["/account/signup/", "/account/password/reset/", "/signup/", "/password/reset/"])
def test_there_is_no_other_door_to_ask_at(path: str) -> None:
    assert Client().get(path).status_code == 404
