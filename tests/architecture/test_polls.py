"""What pages fetch by themselves carries the poll mark: it never keeps a session alive, and is 304 when unchanged."""

import re
from typing import Any

import pytest
from django.urls import resolve, reverse

from firstline.identity.rules.session_age import POLL_HEADER
from tests.architecture.house import templates
from tests.architecture.matrix.objects import arguments
from tests.architecture.matrix.seed import Seed
from tests.architecture.matrix.table import addresses
from tests.support.clients import ClientOf

POLL = re.compile(r"<fl-poll\b[^<>]*>")
BY_TIMER = re.compile(r'<\w+\b[^<>]*\shx-trigger="every[^<>]*>')
INSIDE = re.compile(r"{%(.*?)%}|{{(.*?)}}", re.S)
ROUTE = re.compile(r"\burl\s+['\"](?P<name>[\w:]+)['\"]")
BY_THE_SHELL = {"shell.notices.url": "notify:bell"}
"""Addresses that the kit is told by other rooms, whose names it may not know."""


def asked_by(text: str) -> set[str]:
    """Return the names of the routes that the polls of a template ask; "?" for one that cannot be told."""
    return {_route(match[0]) for match in POLL.finditer(_plain(text))}


def _plain(text: str) -> str:
    """Return a template with its tags as plain words, so that a tag of HTML ends at its own bracket."""
    return INSIDE.sub(lambda match: re.sub("[<>]", "", match[1] or match[2]), text)


def _route(tag: str) -> str:
    told = next((name for words, name in BY_THE_SHELL.items() if words in tag), "?")
    match = ROUTE.search(tag)
    return match["name"] if match else told


def polling_routes() -> set[str]:
    """Return the routes that any template asks again and again."""
    return {name for _path, text in templates() for name in asked_by(text)}


def unmarked_timers(path: str, text: str) -> list[str]:
    """Return what asks by a timer of htmx and does not say so in its header."""
    timers = [match[0] for match in BY_TIMER.finditer(_plain(text))]
    return [f"{path}: {tag[:80]}" for tag in timers if f'"{POLL_HEADER}"' not in tag]


def is_marked(view: Any) -> bool:
    """Return whether the view says that pages ask it by themselves."""
    return bool(getattr(view, "polls", False))


@pytest.fixture
def addresses_asked(seeded: Seed) -> dict[str, str]:
    """Return the address of each such route, for an object of the district."""
    made, known = seeded, {address.name: address for address in addresses()}
    return {
        name: reverse(name, kwargs=arguments(made, name, known[name].parameters, "district"))
        for name in polling_routes()
    }


@pytest.mark.django_db
def test_what_pages_ask_by_themselves_never_keeps_a_session_alive(addresses_asked: dict[str, str]) -> None:
    assert addresses_asked
    assert [name for name, url in addresses_asked.items() if not is_marked(resolve(url).func)] == []


@pytest.mark.django_db
def test_what_fl_poll_asks_is_not_sent_twice(addresses_asked: dict[str, str], client_of: ClientOf) -> None:
    wrong, client = [], client_of("dana")
    for name, url in addresses_asked.items():
        first = client.get(url)
        again = client.get(url, headers={"If-None-Match": first.get("ETag", "none")})
        if (first.status_code, again.status_code) != (200, 304):
            wrong.append(f"{name}: {first.status_code}, then {again.status_code}")
    assert wrong == []


def test_what_htmx_asks_by_a_timer_says_so() -> None:
    assert [finding for path, text in templates() for finding in unmarked_timers(path, text)] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("""<fl-poll every="5" url="{% url 'a:b' pk %}?seen={{ seen }}{% if x > 1 %}&amp;y{% endif %}">""", {"a:b"}),
        ('<fl-poll url="/a/b/">', {"?"}),
        ('<fl-poll url="{{ shell.notices.url }}bell/">', {"notify:bell"}),
        ('<div hx-get="{% url "a:b" %}" hx-trigger="every 2s">', set()),
    ],
)
def test_what_a_template_asks_again_and_again_is_seen(text: str, names: set[str]) -> None:
    assert asked_by(text) == names


def test_a_timer_without_the_header_is_noticed() -> None:
    tag = """<div id="a"{% if on %} hx-get="{% url "a:b" %}" hx-trigger="every 2s"{% endif %} hx-swap="outerHTML">"""
    assert unmarked_timers("page.html", tag)
    header = """ hx-headers='{"X-Firstline-Poll": "1"}'>"""
    assert unmarked_timers("page.html", tag.replace('"outerHTML">', f'"outerHTML"{header}')) == []
    assert unmarked_timers("page.html", tag.replace("every 2s", "click")) == []


def test_a_view_without_the_mark_is_noticed() -> None:
    assert not is_marked(test_a_view_without_the_mark_is_noticed)
