"""One word for one thing (docs/glossary.md): what the glossary turns down stands in no name and no visible text."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.house import Source, nothing, sources, templates, unexplained

TURNED_DOWN = {
    "tenant": "desk", "organisation": "agency", "organization": "agency", "customer": "requester", "agent": "staff",
    "tier": "level", "bump": "forward", "sla": "promise", "kpi": "objective", "interaction": "contact",
    "priority": "severity", "utils": "a name that says what it is", "helpers": "a name that says what it is",
}  # fmt: skip
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MARKUP = re.compile(r"{[%{#].*?[%}#]}|<[^>]*>", re.S)
TRANSLATED = re.compile(
    r"""{%-?\s*trans(?:late)?\s+["']([^"']+)["']|{%-?\s*blocktrans[^%]*%}(.*?){%-?\s*endblocktrans""", re.S
)


def names(source: Source) -> Iterator[tuple[int, str]]:
    """Return the names that a file gives to things, with their lines; its own name too."""
    yield 1, source.parts[-1]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def turned_down(text: str) -> set[str]:
    """Return the words of a name or a text that the glossary turns down, in one number or several."""
    words = {word.lower() for word in PART.findall(text)}
    return {word for word in TURNED_DOWN if word in words or f"{word}s" in words}


def wrong_names(source: Source) -> list[str]:
    """Return the names in a file that use another word than the house's."""
    found = [(line, name, word) for line, name in names(source) for word in turned_down(name)]
    return [f"{source.path}: line {line}: {name}: say {TURNED_DOWN[word]}" for line, name, word in found]


def wrong_texts(path: str, text: str) -> list[str]:
    """Return the visible texts of a template that use another word than the house's."""
    said = [" ".join(match) for match in TRANSLATED.findall(text)] + [MARKUP.sub(" ", text)]
    return sorted({f"{path}: say {TURNED_DOWN[word]}, not {word}" for one in said for word in turned_down(one)})


def test_names_use_the_words_of_the_house() -> None:
    found = [finding for source in sources("firstline", "tests", "bench") for finding in wrong_names(source)]
    nothing(unexplained(found, "words"))


def test_pages_use_the_words_of_the_house() -> None:
    nothing(unexplained([finding for path, text in templates() for finding in wrong_texts(path, text)], "words"))


def test_another_word_is_noticed() -> None:
    assert wrong_names(Source("firstline/a/models.py", "class CustomerNote: ...")) == [
        "firstline/a/models.py: line 1: CustomerNote: say requester"
    ]
    assert wrong_names(Source("firstline/a/utils.py", "x = 1"))
    assert wrong_names(Source("firstline/a/models.py", "def find(agents): ..."))
    assert wrong_texts("page.html", '<p>{% trans "Ask the customer" %}</p>') == [
        "page.html: say requester, not customer"
    ]
    assert wrong_texts("page.html", "<p>Priority</p>") == ["page.html: say severity, not priority"]


def test_words_within_words_pass() -> None:
    assert turned_down("frontier_agenda_CustomerlessX") == set()
    assert wrong_texts("page.html", '<p class="agent">{{ tier }} Severity</p>') == []
