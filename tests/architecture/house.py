"""What the architecture tests look at: the repository's files, the rooms and floors of ``.importlinter``, syntax trees.

Nothing here judges; each test module has its own check and feeds it a bad sample too.
"""

import ast
import configparser
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "firstline"
NOT_OURS = {"node_modules", "dist", "__pycache__", "var", ".venv"}
ABOVE_ALL_FLOORS = ("cli", "config")
BELOW_THE_ROOMS = ("kernel", "prepared")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the repository's root, its text, its syntax tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Return the parsed file."""
        return _parse(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the parts of the path without ``.py``: ``("firstline", "tickets", "views", "console")``."""
        return Path(self.path).with_suffix("").parts

    @property
    def room(self) -> str:
        """Return the package below ``firstline`` in which the file lies, or an empty string."""
        return self.parts[1] if self.parts[0] == "firstline" and len(self.parts) > 2 else ""

    @property
    def kind(self) -> str:
        """Return the file's place in its room: ``views``, ``services``, ``models`` …, or an empty string."""
        return self.parts[2] if self.room else ""

    @property
    def module(self) -> str:
        """Return the dotted name under which the file is imported."""
        parts = self.parts[:-1] if self.parts[-1] == "__init__" else self.parts
        return ".".join(parts)

    @property
    def is_test(self) -> bool:
        """Return whether the file belongs to a test suite."""
        return "tests" in self.parts


@cache
def _parse(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def files(folder: str, suffix: str) -> tuple[Path, ...]:
    """Return the files below a folder of the repository with this suffix, without what was built or installed."""
    found = (ROOT / folder).rglob(f"*{suffix}")
    return tuple(sorted(path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts)))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files below these folders (by default ``firstline``)."""
    paths = [path for folder in folders or ("firstline",) for path in files(folder, ".py")]
    return tuple(Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


@cache
def templates() -> tuple[tuple[str, str], ...]:
    """Return path and text of every template."""
    found = [path for path in files("firstline", ".html") + files("firstline", ".txt") if "templates" in path.parts]
    return tuple((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in found)


@cache
def contract(name: str) -> dict[str, list[str]]:
    """Return one contract of ``.importlinter`` as lists of its lines."""
    parser = configparser.ConfigParser()
    parser.read_string((ROOT / ".importlinter").read_text(encoding="utf-8"))
    return {key: value.split("\n")[1:] for key, value in parser[f"importlinter:contract:{name}"].items()}


@cache
def floors() -> dict[str, int]:
    """Return the height of every room below ``cli`` and ``config``; siblings stand on the same floor."""
    lines = [line.strip("()") for line in reversed(contract("floors")["layers"])]
    heights = {room.strip(): height for height, line in enumerate(lines, 1) for room in line.split("|")}
    return {room: height for room, height in heights.items() if room not in ABOVE_ALL_FLOORS}


@cache
def exceptions(section: str) -> dict[str, Any]:
    """Return one table of ``exceptions.toml``: what is allowed although the rule says otherwise, and why."""
    with (Path(__file__).parent / "exceptions.toml").open("rb") as file:
        return dict(tomllib.load(file).get(section, {}))


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` for a name or a chain of attributes, else an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Return every call below a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def unexplained(found: list[str], section: str) -> list[str]:
    """Return the findings that no exception covers, and the exceptions that cover nothing any more.

    A finding begins with the key of its exception, followed by a colon and a space or by nothing.
    """
    allowed = exceptions(section)
    keys = {finding.split(": ")[0] for finding in found}
    left = [finding for finding in found if finding.split(": ")[0] not in allowed]
    return left + [f"{key}: the exception in exceptions.toml is not needed any more" for key in allowed.keys() - keys]


def nothing(found: list[str]) -> None:
    """Fail with every finding on a line of its own."""
    assert not found, "\n" + "\n".join(found)
