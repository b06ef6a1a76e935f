"""Templates: taken from their own room or the kit, nothing that a strict content policy refuses, no raw colour."""

import ast
import re

import pytest

from tests.architecture.house import Source, nothing, sources, templates, unexplained

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
