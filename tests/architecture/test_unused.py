"""What nobody uses goes: every public function and constant is named somewhere outside the tests."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.house import Source, dotted, nothing, sources, templates, unexplained

WORD = re.compile(r"[A-Za-z_]\w*")
NAMED_BY_FRAMEWORKS = ("config", "apps", "adapter", "middleware", "migrations")
LONGEST_NAME_IN_TEXT = 200
USING_DECORATORS = {"command", "read", "act", "upload", "deliver"}  # of the command line, of the REST API


def words_of(source: Source) -> Iterator[str]:
    """Return the names that the code of a file speaks of; also those in short texts (templates, jobs, addresses)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < LONGEST_NAME_IN_TEXT:
            yield from WORD.findall(node.value)


def public_names(source: Source) -> Iterator[str]:
    """Return the functions and constants that a file offers. What their decorators take is used by them."""
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef):
            decorators = {dotted(getattr(one, "func", one)).split(".")[-1] for one in node.decorator_list}
            if not decorators & USING_DECORATORS:
                yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (one.id for one in targets if isinstance(one, ast.Name) and one.id.isupper())


def unused(of: tuple[Source, ...], pages: str = "") -> list[str]:
    """Return the public names that neither code outside the tests nor a template speaks of."""
    used = set(WORD.findall(pages))
    for source in of:
        if not source.is_test:
            used |= set(words_of(source))
    offering = [one for one in of if not one.is_test and not {*one.parts} & {*NAMED_BY_FRAMEWORKS}]
    return [
        f"{source.module}.{name}"
        for source in offering
        for name in public_names(source)
        if not name.startswith("_") and name not in used
    ]


def test_every_function_and_constant_is_used_outside_the_tests() -> None:
    pages = "\n".join(text for _path, text in templates())
    nothing(unexplained(unused(sources("firstline"), pages), "unused"))


def test_what_only_a_test_uses_is_noticed() -> None:
    code = (
        Source("firstline/tickets/rules/life.py", "LIMIT = 3\nLEFT = 2\ndef go(): return LIMIT\ndef gone(): ..."),
        Source("firstline/tickets/views/page.py", "from firstline.tickets.rules import life\nlife.go()"),
        Source("firstline/tickets/tests/test_life.py", "life.gone()"),
    )
    assert unused(code) == ["firstline.tickets.rules.life.LEFT", "firstline.tickets.rules.life.gone"]
    assert unused(code, "{% gone %} {{ LEFT }}") == []
