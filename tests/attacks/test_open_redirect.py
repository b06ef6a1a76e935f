"""Sent on to a foreign page after signing in (RT CVE-2022-25803)."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.world import small_world

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"
FOREIGN = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example/",
    "https://localhost@evil.example/",
    "https://localhost.evil.example/",
    "\thttps://evil.example/",
]


@pytest.fixture(autouse=True)
def _accounts(db: None) -> None:
    cache.clear()
    user = small_world().users["marcus"]
    user.set_password(PASSWORD)
    user.save()


@pytest.mark.parametrize("target", FOREIGN)
def test_after_the_password_nobody_leaves_the_house(target: str) -> None:
    for data, query in (({"next": target}, ""), ({}, target)):
        client = Client()
        form = {"username": "marcus", "password": PASSWORD} | data
        response = client.post("/sign-in/", form, query_params={"next": query} if query else None)
        assert response["Location"] == "/"


@pytest.mark.parametrize("target", FOREIGN)
def test_nor_after_a_click_nor_when_already_in(target: str, settings: Settings) -> None:
    settings.DEMO = True
    client = Client()
    assert client.post("/sign-in/demo/", {"username": "dana", "next": target})["Location"] == "/"
    assert client.get("/sign-in/", {"next": target})["Location"] == "/"
    assert client.post("/kit/appearance/", {"theme": "dark", "next": target})["Location"] == "/"


@pytest.mark.parametrize("target", FOREIGN)
def test_the_sign_in_page_does_not_repeat_it(target: str) -> None:
    assert "evil" not in Client().get("/sign-in/", {"next": target}).content.decode()
