"""Every text is marked for translation, and what requesters see is in Spanish.

Bare text is looked for in all templates and in the Python of views, forms and words. The Spanish of the rooms that
requesters see is complete; ``make messages`` collects new texts, this test names those without a translation.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.template.base import Lexer, Token, TokenType

from tests.architecture.house import PACKAGE, Source, dotted, sources, templates, unexplained
from tools.extract_messages import texts_of

SEEN_BY_REQUESTERS = ("front", "identity", "kit", "notify")
TRANSLATORS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SHOWS_TEXT = {"views", "forms", "words", "templatetags", "context", "apps"}
TEXT_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt", "aria-description", "aria-roledescription"}
NOT_WORDS = {"kbd", "code", "script", "svg"}
NAMES = {"Firstline"}
CLASS_BLOCKS = {"block page_class", "block wide"}  # these hold names of styles
LETTERS = re.compile(r"[^\W\d_]{2,}")
TEXT_ARGUMENT = re.compile(
    r"""\b(?:title|text|action|hint|label|word|suffix|caption|calendar)=(["'])((?:(?!\1).)+)\1"""
)
SENTENCE = re.compile(r"[A-Z][a-z’']+ .*[a-z]|[A-Z][a-z]+ [a-z]+")
NO_SKIN = {"logger", "logging", "log"}


class _Words(HTMLParser):
    """Collects the words that a page shows: between tags, and in the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_WORDS:
            self._inside.append(tag)
        kind = dict(attrs).get("type")
        for name, value in attrs:
            is_button = tag == "input" and name == "value" and kind in {"submit", "button"}
            if name in TEXT_ATTRIBUTES or is_button:
                self._look_at(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self._look_at(data)

    def _look_at(self, text: str) -> None:
        words = [word for word in LETTERS.findall(text) if word not in NAMES]
        if words:
            self.found.append(" ".join(text.split()))


def bare_words(path: str, text: str) -> list[str]:
    """Return the words of a template that stand outside ``trans`` and ``blocktrans``."""
    if not path.endswith(".html"):
        return []
    html, inside, found = [], "", []
    for token in Lexer(text).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if name in {"blocktrans", "blocktranslate", "comment"} or token.contents in CLASS_BLOCKS:
            inside = name
        elif inside and name == f"end{inside}":
            inside = ""
        elif not inside:
            html.append(token.contents if token.token_type == TokenType.TEXT else "")
            found += _bare_arguments(token)
    parser = _Words()
    parser.feed("".join(html))
    return [f"{path}: {words}" for words in found + parser.found]


def _bare_arguments(token: Token) -> list[str]:
    if token.token_type != TokenType.BLOCK:
        return []
    return [match[2] for match in TEXT_ARGUMENT.finditer(token.contents) if LETTERS.search(match[2])]


def bare_sentences(source: Source) -> list[str]:
    """Return the sentences in the code of a skin that no translator is asked about."""
    if source.is_test or source.kind not in SHOWS_TEXT:
        return []
    return [f"{source.path}: {text}" for text in _texts(source.tree) if SENTENCE.match(text)]


def _texts(node: ast.AST) -> Iterator[str]:
    """Return the texts below a node without docstrings, translated texts, log lines and programmers' errors."""
    for child in ast.iter_child_nodes(node):
        is_documentation = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if is_documentation or _says_nothing_to_people(child):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        yield from _texts(child)


def _says_nothing_to_people(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = dotted(node.func)
        return name.split(".")[-1] in TRANSLATORS or name.split(".")[0] in NO_SKIN or name.endswith("Error")
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Assert)


def catalogue_of(room: str) -> Catalog:
    """Return the Spanish catalogue of a room."""
    path = PACKAGE / room / "locale" / "es" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale="es")


def without_spanish(marked: Catalog, spanish: Catalog) -> list[str]:
    """Return the marked texts that have no Spanish, or only a guess."""
    return [str(message.id) for message in marked if message.id and not _is_translated(message.id, spanish)]


def _is_translated(text: str | tuple[str, ...] | list[str], spanish: Catalog) -> bool:
    message = spanish.get(text if isinstance(text, str) else text[0])
    if message is None or message.fuzzy:
        return False
    return all([message.string] if isinstance(message.string, str) else message.string or [""])


def test_templates_hold_no_bare_text() -> None:
    assert unexplained([finding for path, text in templates() for finding in bare_words(path, text)], "bare_text") == []


def test_code_holds_no_bare_sentences() -> None:
    assert unexplained([finding for source in sources() for finding in bare_sentences(source)], "bare_sentences") == []


@pytest.mark.parametrize("room", SEEN_BY_REQUESTERS)
def test_what_requesters_see_is_in_spanish(room: str) -> None:
    assert without_spanish(texts_of(PACKAGE / room), catalogue_of(room)) == []


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/locale/es/LC_MESSAGES/django.po")), ids=str)
def test_spanish_keeps_the_placeholders_and_says_nothing_that_is_not_asked(path: Path) -> None:
    spanish, marked = catalogue_of(path.parents[3].name), texts_of(path.parents[3])
    assert [str(error) for message in spanish for error in message.check(spanish)] == []
    assert [str(message.id) for message in spanish if message.id and marked.get(message.id) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hello you</p>",
        '<a title="Open it" href="/x/">{{ name }}</a>',
        '<button aria-label="Close">{% icon "x" %}</button>',
        '{% include "kit/_notice.html" with title="Saved now" %}',
        "{% blocktrans %}fine{% endblocktrans %} not fine",
        '<input type="submit" value="Send">',
    ],
)
def test_bare_text_in_a_template_is_noticed(text: str) -> None:
    assert bare_words("page.html", text)


@pytest.mark.parametrize(
    "text",
    [
        '<p class="fl-row wide">{% trans "Hello you" %} · {{ name }} #7 <kbd>Ctrl K</kbd></p>',
        '<a title="{% trans "Open it" %}" href="{% url "a" %}">{% blocktrans trimmed %}Hello{% endblocktrans %}</a>',
        "{# A remark in words #}{% comment %}Another one{% endcomment %}<title>{{ x }} · Firstline</title>",
        '{% trans "Saved" as title %}{% include "kit/_notice.html" with title=title tone="good" %}',
    ],
)
def test_marked_text_passes(text: str) -> None:
    assert bare_words("page.html", text) == []


def test_a_bare_sentence_in_a_view_is_noticed() -> None:
    text = '"""Not this one."""\nx = {"error": "Enter a number with 4 digits"}\ny = _("This one is fine")\n'
    assert len(bare_sentences(Source("firstline/tickets/views/ticket.py", text))) == 1
    assert bare_sentences(Source("firstline/tickets/rules/lifecycle.py", text)) == []


def test_a_text_without_spanish_is_noticed() -> None:
    marked, spanish = Catalog(locale="es"), Catalog(locale="es")
    marked.add("Open")
    marked.add(("one", "many"))
    spanish.add("Open", "", flags=())
    assert len(without_spanish(marked, spanish)) == 2
