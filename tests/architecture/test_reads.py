"""Every read is for somebody: a selector takes an actor, or what was read for one, or is named ``unscoped_…``."""

import ast

import pytest

from tests.architecture.house import Source, nothing, sources, unexplained


def for_nobody(source: Source) -> list[str]:
    """Return the public reads of a file that go by ids alone, or by nothing at all."""
    if source.kind != "selectors" or source.is_test:
        return []
    functions = [node for node in source.tree.body if isinstance(node, ast.FunctionDef)]
    public = [function for function in functions if not function.name.startswith(("_", "unscoped_"))]
    return [f"{source.module}.{f.name}: takes no actor" for f in public if _goes_by_ids(f)]


def _goes_by_ids(function: ast.FunctionDef) -> bool:
    names = [argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]]
    return "actor" not in names and (not names or any(name.endswith(("_id", "_ids")) for name in names))


def unscoped_without_reason(source: Source) -> list[str]:
    """Return the unscoped reads of a file whose docstring does not say why."""
    functions = [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef)]
    unscoped = [function for function in functions if function.name.startswith("unscoped_")]
    silent = [function for function in unscoped if "Unscoped:" not in (ast.get_docstring(function) or "")]
    return [f"{source.module}.{function.name}: does not say why" for function in silent]


def test_every_read_is_for_somebody() -> None:
    nothing(unexplained([finding for source in sources() for finding in for_nobody(source)], "reads"))


def test_unscoped_reads_say_why() -> None:
    nothing([finding for source in sources() for finding in unscoped_without_reason(source)])


@pytest.mark.parametrize("line", ["def get_ticket(ticket_id): ...", "def all_tickets(): ..."])
def test_a_read_for_nobody_is_noticed(line: str) -> None:
    assert for_nobody(Source("firstline/tickets/selectors/tickets.py", line))


@pytest.mark.parametrize(
    "line", ["def get_ticket(actor, ticket_id): ...", "def clocks_of(ticket): ...", "def _rows(): ..."]
)
def test_a_read_for_somebody_passes(line: str) -> None:
    assert for_nobody(Source("firstline/tickets/selectors/tickets.py", line)) == []


def test_an_unscoped_read_without_a_reason_is_noticed() -> None:
    text = 'def unscoped_tickets():\n    """Return all."""'
    assert unscoped_without_reason(Source("firstline/tickets/selectors/tickets.py", text))
    assert not unscoped_without_reason(
        Source("firstline/tickets/selectors/tickets.py", text.replace("all.", "all. Unscoped: for the timer."))
    )
