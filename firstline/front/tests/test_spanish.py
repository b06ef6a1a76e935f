"""A requester who reads Spanish meets no English on any page."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from firstline.people.models import Person
from tests.architecture.matrix.seed import Seed
from tests.architecture.test_translations import SEEN_BY_REQUESTERS, catalogue_of

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<(script|style|svg|template)\b.*?</\1>|<[^>]+>", re.S)
PAGES = ["/help/", "/help/{number}/", "/profile/", "/profile/password/", "/notices/", "/help/404404/", "/users/"]


@pytest.fixture
def made(seeded: Seed) -> Seed:
    cache.clear()
    Person.objects.filter(pk=seeded.world.carol.pk).update(language="es")
    return seeded


def english_in(page: str) -> list[str]:
    """Return the English texts of our catalogues that a page shows as they are."""
    shown = " ".join(TAG.sub("\n", page).split())
    sentences = [
        message.id
        for room in SEEN_BY_REQUESTERS
        for message in catalogue_of(room)
        if isinstance(message.id, str) and " " in message.id and "%" not in message.id and message.id != message.string
    ]
    return [text for text in sentences if text in shown]


@pytest.mark.parametrize("path", PAGES)
def test_the_requesters_pages_are_in_spanish(made: Seed, path: str) -> None:
    browser = Client()
    browser.force_login(made.world.users["carol"])
    response = browser.get(path.format(number=made.objects["district"]["number"]))
    page = response.content.decode()
    assert 'lang="es"' in page
    assert english_in(page) == []
    assert response["Content-Language"] == "es"


def test_the_sign_in_page_and_its_refusal_are_in_spanish(made: Seed) -> None:
    spanish: dict[str, Any] = {"headers": {"Accept-Language": "es"}}
    page = Client(**spanish).post("/sign-in/", {"username": "nobody", "password": "wrong"}).content.decode()
    assert english_in(page) == []
    assert "La" in page
    assert english_in(Client(**spanish).post("/sign-in/", {}).content.decode()) == []


def test_words_of_status_and_severity_are_in_spanish() -> None:
    from firstline.kit.words import SEVERITY_WORDS, STATUS_WORDS

    with translation.override("es"):
        spanish = [str(word) for word in (*STATUS_WORDS.values(), *SEVERITY_WORDS.values())]
    with translation.override("en"):
        english = [str(word) for word in (*STATUS_WORDS.values(), *SEVERITY_WORDS.values())]
    assert not set(spanish) & set(english) - {"Normal"}
