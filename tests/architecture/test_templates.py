"""Templates: taken from their own room or the kit, nothing that a strict content policy refuses, no raw colour.

What a page fetches by itself carries the poll mark: it never keeps a session alive, and is 304 when unchanged.
"""

import ast
import re
from typing import Any

import pytest
from django.urls import resolve, reverse

from firstline.identity.rules.session_age import POLL_HEADER
from tests.architecture.house import Source, nothing, sources, templates, unexplained
from tests.architecture.matrix.objects import arguments
from tests.architecture.matrix.seed import seed
from tests.architecture.matrix.table import addresses
from tests.support.clients import ClientOf
from tests.world import World

SHARED = {"kit"}
TAKES_TEMPLATE = re.compile(r"{%-?\s*(include|extends)\s+(\S+)")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?{%\s*endcomment\s*%}|<!--.*?-->", re.S)
REFUSED = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc\s*=)[^>]*>", re.I),
    "an inline handler": re.compile(r"\son[a-z]+\s*=", re.I),
    "hx-on": re.compile(r"\s(data-)?hx-on\b", re.I),
    "a script in an attribute": re.compile(r"""["'\s](js|javascript):""", re.I),
    "an hx-trigger filter": re.compile(r"""hx-trigger\s*=\s*(["'])(?:(?!\1).)*\[""", re.I | re.S),
}
COLOUR_ATTRIBUTE = re.compile(
    r"""\s(?:fill|stroke|color|bgcolor|stop-color|flood-color|lighting-color)\s*=\s*["']([^"']*)["']""", re.I
)
COLOUR_VALUES = {"none", "currentcolor", "inherit", "transparent", "context-fill", "context-stroke"}
COLOUR_FUNCTION = re.compile(r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(\s*[\d.]", re.I)
POLL = re.compile(r"<fl-poll\b[^<>]*>")
BY_TIMER = re.compile(r'<\w+\b[^<>]*\shx-trigger="every[^<>]*>')
INSIDE = re.compile(r"{%(.*?)%}|{{(.*?)}}", re.S)
ROUTE = re.compile(r"\burl\s+['\"](?P<name>[\w:]+)['\"]")
BY_THE_SHELL = {"shell.notices.url": "notify:bell"}
"""Addresses that the kit is told by other rooms, whose names it may not know."""


def room_of(path: str) -> str:
    """Return the room in whose folder a template lies."""
    return path.split("/")[1]


def strangers(path: str, text: str) -> list[str]:
    """Return the templates that a template takes from another room than its own or the kit."""
    found = []
    for match in TAKES_TEMPLATE.finditer(COMMENT.sub("", text)):
        name = match[2].strip("\"'")
        if name == match[2]:
            found.append(f"{path}: {match[1]} of a template that only its variable knows: {name}")
        elif name.split("/")[0] not in {room_of(path), *SHARED}:
            found.append(f"{path}: {match[1]} of {name}")
    return found


def inline(path: str, text: str) -> list[str]:
    """Return what a strict Content-Security-Policy would refuse, or send without its filter."""
    text = COMMENT.sub("", text)
    return [f"{path}: {what}" for what, pattern in REFUSED.items() if pattern.search(text)]


def raw_colours(path: str, text: str) -> list[str]:
    """Return colours written out; pages use tokens, so that light, dark and contrast follow."""
    text = COMMENT.sub("", text)
    values = [match[1].strip() for match in COLOUR_ATTRIBUTE.finditer(text)]
    named = [v for v in values if v.lower() not in COLOUR_VALUES and not v.startswith(("var(", "url(", "{{"))]
    return [f"{path}: colour {value}" for value in [*named, *COLOUR_FUNCTION.findall(text)]]


def rendered(source: Source) -> list[str]:
    """Return the template names in a room's code that belong to another room."""
    if not source.room or source.is_test or source.room in {"cli", "config"}:
        return []
    texts = [node.value for node in ast.walk(source.tree) if isinstance(node, ast.Constant)]
    names = [text for text in texts if isinstance(text, str) and re.fullmatch(r"[\w/-]+\.html", text)]
    allowed = {source.room, *SHARED}
    return [f"{source.path}: {name}" for name in names if name.split("/")[0] not in allowed]


def test_templates_take_from_their_own_room_or_the_kit() -> None:
    found = [finding for path, text in templates() for finding in strangers(path, text)]
    nothing(unexplained(found, "template_strangers"))


def test_code_renders_templates_of_its_own_room_or_the_kit() -> None:
    nothing(unexplained([finding for source in sources() for finding in rendered(source)], "rendered_strangers"))


def test_templates_pass_the_content_policy() -> None:
    nothing(unexplained([finding for path, text in templates() for finding in inline(path, text)], "inline"))


def test_templates_hold_no_raw_colour() -> None:
    nothing(unexplained([finding for path, text in templates() for finding in raw_colours(path, text)], "colours"))


@pytest.mark.parametrize(
    "text",
    ['{% include "people/_card.html" %}', '{% extends "people/base.html" %}', "{% include panel.template %}"],
)
def test_a_template_of_another_room_is_noticed(text: str) -> None:
    assert strangers("firstline/tickets/templates/tickets/ticket.html", text)


def test_own_and_shared_templates_pass() -> None:
    text = '{% extends "kit/base.html" %}{% include "tickets/_row.html" with ticket=ticket %}'
    assert strangers("firstline/tickets/templates/tickets/ticket.html", text) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p { margin: 0 }</style>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<button onclick="go()">',
        '<div hx-on:click="go()">',
        "<div hx-vals='js:{a: 1}'>",
        '<a href="javascript:go()">',
        """<input hx-trigger="keyup[key=='Enter']">""",
    ],
)
def test_inline_script_and_style_are_noticed(text: str) -> None:
    assert inline("page.html", text)


@pytest.mark.parametrize(
    "text",
    [
        '<script type="module" src="/static/kit/dist/app.js"></script>',
        """<input hx-trigger="keyup changed delay:300ms" hx-get="{% url 'a' %}">""",
        '<p class="style" data-once="1">',
        "{# style= is not allowed #}",
    ],
)
def test_what_the_content_policy_allows_passes(text: str) -> None:
    assert inline("page.html", text) == []


@pytest.mark.parametrize("text", ['<path fill="#ff0000">', '<rect stroke="red">', '<p data-x="rgb(1, 2, 3)">'])
def test_a_raw_colour_is_noticed(text: str) -> None:
    assert raw_colours("page.html", text)


@pytest.mark.parametrize("text", ['<path fill="currentColor">', '<use href="#face">', "#20478", '<g fill="none">'])
def test_what_is_no_colour_passes(text: str) -> None:
    assert raw_colours("page.html", text) == []


def test_rendering_another_rooms_template_is_noticed() -> None:
    text = 'render(request, "people/person.html")'
    assert rendered(Source("firstline/tickets/views/ticket.py", text))
    assert not rendered(Source("firstline/people/views/person.py", text))


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
def addresses_asked(world: World) -> dict[str, str]:
    """Return the address of each such route, for an object of the district."""
    made, known = seed(world), {address.name: address for address in addresses()}
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
