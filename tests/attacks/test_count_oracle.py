"""Attack 27: learning from a search, a count or a suggestion that something exists which one may not read.

Whatever canary a person may not read is searched for; the answer must be the same, byte for byte, as for a word that
nobody ever wrote.
"""

import re
from collections import defaultdict
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.urls import reverse

from firstline.kernel import clock
from tests.architecture.matrix.browser import Browser, browser_of
from tests.architecture.matrix.canaries import Canary, may_read, plant, policy
from tests.architecture.matrix.columns import BY_NAME, Column
from tests.architecture.matrix.seed import Seed, seed
from tests.world import small_world

pytestmark = pytest.mark.django_db
NONSENSE = "zq00000000x"
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value|csrf-token" content)="[^"]*"')
OF_A_KIND = 1
FORBIDDEN = 403
SEEKERS = {
    "specialist": "district",
    "police_coordinator": "police",
    "administrator": "",
}


def searches(made: Seed, desk: str) -> list[tuple[str, str, dict[str, str], str]]:
    """Return what can be asked: method, address, fixed parts of the question, and the name of the word asked for."""
    everywhere: list[tuple[str, str, dict[str, str], str]] = [
        ("GET", reverse("people:people"), {}, "q"),
        ("GET", reverse("people:export"), {}, "q"),
        ("GET", reverse("identity:users"), {}, "q"),
        ("GET", reverse("identity:add_user"), {}, "q"),
    ]
    if not desk:
        return everywhere
    known = made.objects[desk]
    at_desk = {"desk_id": str(known["desk_id"])}
    draft = at_desk | {"started_at": made.world.now.isoformat(), "draft_id": str(known["draft_id"])}
    return [
        *everywhere,
        ("GET", reverse("front:search"), {}, "q"),
        ("GET", reverse("front:palette"), {}, "q"),
        ("GET", reverse("tickets:callers"), at_desk, "q"),
        ("GET", reverse("tickets:staff", args=[known["number"]]), {}, "q"),
        ("POST", reverse("tickets:assist"), draft, "problem"),
        ("POST", reverse("tickets:new_caller"), at_desk, "name"),
    ]


def answer(browser: Browser, search: tuple[str, str, dict[str, str], str], word: str) -> tuple[int, bytes]:
    """Return the answer to a search for a word, with the word itself taken out."""
    method, address, fixed, name = search
    question = urlencode(fixed | {name: word})
    body = question.encode() if method == "POST" else b""
    response = browser.ask(address if method == "POST" else f"{address}?{question}", method, body)
    content = response.getvalue() if response.streaming else response.content
    if name == "name":  # adding a person gives a number of its own each time
        content = re.sub(rb'"value": \d+', b"", content)
    return response.status_code, TOKEN.sub(b"", content).replace(word.encode(), b"WORD")


def hidden_from(column: Column, planted: dict[str, Canary]) -> list[str]:
    """Return a few canaries of every kind that this person may not read."""
    of_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
    written = policy()
    for token, canary in planted.items():
        if not may_read(column, canary, written):
            of_kind[canary.key, canary.desk].append(token)
    return [token for tokens in of_kind.values() for token in tokens[:OF_A_KIND]]


@pytest.mark.parametrize("name", SEEKERS)
def test_what_one_may_not_read_cannot_be_found_or_counted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    made = seed(small_world())
    planted = plant(policy())
    monkeypatch.setattr(clock, "now", lambda: made.world.now)
    column = BY_NAME[name]
    browser, told = browser_of(column, made), []
    hidden = hidden_from(column, planted)
    assert hidden
    for search in searches(made, SEEKERS[name]):
        nothing = answer(browser, search, NONSENSE)
        if nothing[0] == FORBIDDEN:
            continue
        told += [f"{search[1]} {planted[token].row}" for token in hidden if answer(browser, search, token) != nothing]
    assert not told, "\n".join(told)
