"""Nothing grows beyond what one can read at a sitting. Exceptions stand in budgets.toml, and only shrink."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.architecture.house import ROOT, Source, dotted, files, nothing, sources, templates

FILE_LINES = 400
FUNCTION_LINES = 50
VIEW_LINES = 30
MODEL_LINES = 200
TEST_LINES = 40
JOURNEY_LINES = 80
TEMPLATE_LINES = 200
FILES_IN_FOLDER = 20
ROOM_TO_SPARE = 1.1
UNCOUNTED_FOLDERS = {"migrations", "decisions"}
PICTURES = {".png", ".svg", ".woff2"}
FOLDERS = ("firstline", "tests", "bench")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Measure:
    """How large a thing is and how large its kind may be."""

    key: str
    size: int
    limit: int


def body_lines(node: Function) -> int:
    """Return a function's lines from ``def`` on, without its docstring: words are not what makes it hard to read."""
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def function_limit(source: Source, node: Function) -> int:
    """Return the limit for a function by what it is: a test, a journey, a view, or plain."""
    if source.is_test:
        is_journey = "journeys" in source.parts
        return (JOURNEY_LINES if is_journey else TEST_LINES) if node.name.startswith("test_") else FUNCTION_LINES
    takes_request = any(argument.arg == "request" for argument in node.args.args)
    return VIEW_LINES if source.kind in {"views", "rest"} and takes_request else FUNCTION_LINES


def measures(source: Source) -> Iterator[Measure]:
    """Return the sizes of a file, of its functions and of its model classes."""
    yield Measure(source.path, len(source.text.splitlines()), FILE_LINES)
    if source.kind == "migrations":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            yield Measure(f"{source.path}:{node.name}", body_lines(node), function_limit(source, node))
        if isinstance(node, ast.ClassDef) and any(dotted(base).endswith("Model") for base in node.bases):
            yield Measure(f"{source.path}:{node.name}", (node.end_lineno or 0) - node.lineno + 1, MODEL_LINES)


def too_large(found: list[Measure], budgets: dict[str, Any]) -> list[str]:
    """Return what exceeds its limit, and the budgets that are idle, too generous or without a reason."""
    largest: dict[str, Measure] = {}
    for measure in found:
        if measure.key not in largest or largest[measure.key].size < measure.size:
            largest[measure.key] = measure
    wrong = []
    for key, measure in largest.items():
        limit = int(budgets.get(key, {}).get("limit", measure.limit))
        if measure.size > limit:
            wrong.append(f"{key}: {measure.size}, the limit is {limit}")
    for key, budget in budgets.items():
        size, limit = (largest[key].size, largest[key].limit) if key in largest else (0, 0)
        if size <= limit:
            wrong.append(f"{key}: the budget is not needed any more")
        elif budget["limit"] > size * ROOM_TO_SPARE:
            wrong.append(f"{key}: {size} by now, lower the budget of {budget['limit']}")
        if len(str(budget.get("reason", ""))) < 10:
            wrong.append(f"{key}: the budget gives no reason")
    return sorted(wrong)


def folders() -> list[Measure]:
    """Return how many files lie in each folder of the sources."""
    paths = [path for folder in (*FOLDERS, "frontend", "docs") for path in files(folder, "")]
    counted = Counter(path.parent.relative_to(ROOT).as_posix() for path in paths if _counts(path))
    return [Measure(folder, count, FILES_IN_FOLDER) for folder, count in counted.items()]


def _counts(path: Path) -> bool:
    is_exempt = bool(UNCOUNTED_FOLDERS & set(path.parts)) or path.suffix in PICTURES or path.name == "__init__.py"
    return path.is_file() and not is_exempt


def test_everything_keeps_its_budget() -> None:
    with (Path(__file__).parent / "budgets.toml").open("rb") as file:
        budgets = tomllib.load(file)
    python = [measure for source in sources(*FOLDERS) for measure in measures(source)]
    pages = [Measure(path, len(text.splitlines()), TEMPLATE_LINES) for path, text in templates()]
    front_end = [path for suffix in (".ts", ".css") for path in files("frontend/src", suffix)]
    scripts = [
        Measure(path.relative_to(ROOT).as_posix(), len(path.read_text().splitlines()), FILE_LINES) for path in front_end
    ]
    nothing(too_large([*python, *pages, *scripts, *folders()], budgets))


def _sizes(path: str, text: str) -> list[str]:
    return too_large(list(measures(Source(path, text))), {})


def test_a_long_file_or_function_is_noticed() -> None:
    assert _sizes("firstline/a/models.py", "x = 1\n" * 401) == ["firstline/a/models.py: 401, the limit is 400"]
    long = "def f():\n" + "    x = 1\n" * 50
    assert _sizes("firstline/a/selectors.py", long) == ["firstline/a/selectors.py:f: 51, the limit is 50"]
    assert _sizes("firstline/a/selectors.py", long.replace("    x = 1\n", "", 1)) == []


def test_views_tests_and_models_have_limits_of_their_own() -> None:
    view = "def page(request):\n" + "    x = 1\n" * 30
    assert _sizes("firstline/a/views/page.py", view) == ["firstline/a/views/page.py:page: 31, the limit is 30"]
    test = "def test_it():\n" + "    x = 1\n" * 40
    assert _sizes("firstline/a/tests/test_it.py", test) == ["firstline/a/tests/test_it.py:test_it: 41, the limit is 40"]
    assert _sizes("tests/journeys/test_it.py", test) == []
    model = "class Ticket(models.Model):\n" + "    x = 1\n" * 200
    assert _sizes("firstline/a/models.py", model) == ["firstline/a/models.py:Ticket: 201, the limit is 200"]


def test_docstrings_do_not_count() -> None:
    text = 'def f():\n    """' + "words\n" * 60 + '    """\n    return 1\n'
    assert _sizes("firstline/a/selectors.py", text) == []


def test_budgets_only_shrink() -> None:
    large = [Measure("a.py", 450, 400)]
    assert too_large(large, {"a.py": {"limit": 460, "reason": "a table of the field"}}) == []
    assert too_large(large, {"a.py": {"limit": 440, "reason": "a table of the field"}})
    assert too_large(large, {"a.py": {"limit": 600, "reason": "a table of the field"}})
    assert too_large(large, {"a.py": {"limit": 460}})
    assert too_large([Measure("a.py", 400, 400)], {"a.py": {"limit": 460, "reason": "a table of the field"}})
    assert too_large([], {"gone.py": {"limit": 460, "reason": "a table of the field"}})
