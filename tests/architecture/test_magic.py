"""Nothing happens behind one's back: no signal receivers, no save() or delete() of our own, no generic foreign keys."""

import ast

import pytest

from tests.architecture.house import Source, dotted, nothing, sources, unexplained

OVERRIDES = {"save", "delete", "asave", "adelete", "save_base"}
IMPORTS = {"receiver", "GenericForeignKey", "GenericRelation", "pre_save", "post_save", "pre_delete", "post_delete"}


def magic(source: Source) -> list[str]:
    """Return the receivers, overrides and generic keys of a file."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            module = node.module or ""
            if names & IMPORTS or module.endswith("signals") or "signals" in names:
                found.append(f"{source.path}: line {node.lineno} imports {', '.join(sorted(names))}")
        elif isinstance(node, ast.ClassDef):
            found += [f"{source.path}: {node.name}.{name} is overridden" for name in _overrides(node)]
        elif isinstance(node, ast.Call) and dotted(node.func).split(".")[-2:-1] and _connects(node):
            found.append(f"{source.path}: line {node.lineno} connects a receiver")
    return found


def _overrides(node: ast.ClassDef) -> list[str]:
    return [item.name for item in node.body if isinstance(item, ast.FunctionDef) and item.name in OVERRIDES]


def _connects(call: ast.Call) -> bool:
    *_, owner, act = dotted(call.func).split(".")
    return act == "connect" and (
        owner.startswith(("pre_", "post_", "user_")) or owner.endswith(("_signal", "_changed"))
    )


def test_nothing_happens_behind_ones_back() -> None:
    checked = [source for source in sources() if not source.is_test]
    nothing(unexplained([finding for source in checked for finding in magic(source)], "magic"))


@pytest.mark.parametrize(
    "text",
    [
        "from django.dispatch import receiver",
        "from django.db.models.signals import post_save",
        "from django.core import signals",
        "from django.contrib.contenttypes.fields import GenericForeignKey",
        "class Ticket(models.Model):\n    def save(self): ...",
        "class Ticket(models.Model):\n    def delete(self): ...",
        "user_signals.user_logged_in.connect(greet)",
    ],
)
def test_magic_is_noticed(text: str) -> None:
    assert magic(Source("firstline/tickets/models.py", text))


def test_plain_code_passes() -> None:
    assert magic(Source("firstline/tickets/models.py", "class Ticket(models.Model):\n    def is_open(self): ...")) == []
