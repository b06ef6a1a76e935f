"""Data are written in one place only: services (and the ledger, migrations, tests, the demo loader)."""

import ast
import re

import pytest

from tests.architecture.house import Source, calls, nothing, sources, unexplained

MAY_WRITE = {"services", "migrations", "tests", "demo"}
NO_MANAGER = {"views", "rest", "forms", "schemas", "handlers", "jobs", "urls", "templatetags", "context", "middleware"}
WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "create", "save", "set_password"}
WRITES_WITHOUT_ARGUMENTS = {"delete"}
WRITES_BY_KEYWORD = {"update"}
WRITING_SQL = re.compile(
    r"\b(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|TRUNCATE\s+(TABLE\s+)?\w+_|COPY\s+\w+_.*\bFROM\s+STDIN)",
    re.I | re.S,
)


def is_write(call: ast.Call) -> bool:
    """Return whether a call looks like an ORM write. ``d.update(x)`` is a dictionary's; a QuerySet's takes keywords."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr.removeprefix("a") if call.func.attr in {"asave", "adelete", "acreate"} else call.func.attr
    if name in WRITES_BY_KEYWORD:
        return bool(call.keywords) and not call.args
    if name in WRITES_WITHOUT_ARGUMENTS:
        return not call.args
    return name in WRITES


def writes(source: Source) -> list[str]:
    """Return the writes in a file that may not write."""
    if source.room == "ledger" or source.kind in MAY_WRITE or source.is_test:
        return []
    found = [f"{source.path}: line {call.lineno} writes" for call in calls(source.tree) if is_write(call)]
    texts = [node for node in ast.walk(source.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return found + [f"{source.path}: line {t.lineno} writes in SQL" for t in texts if WRITING_SQL.search(str(t.value))]


def managers(source: Source) -> list[str]:
    """Return where a skin asks the database itself instead of a selector."""
    if source.room == "ledger" or source.kind not in NO_MANAGER or source.is_test:
        return []
    names = [node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)]
    return [
        f"{source.path}: line {node.lineno} uses .{node.attr}"
        for node in names
        if node.attr in {"objects", "_default_manager", "_base_manager"}
    ]


def test_only_services_write() -> None:
    nothing(unexplained([finding for source in sources() for finding in writes(source)], "writes"))


def test_skins_read_through_selectors() -> None:
    nothing(unexplained([finding for source in sources() for finding in managers(source)], "managers"))


@pytest.mark.parametrize(
    "line",
    [
        "ticket.save()",
        "Ticket.objects.create(title='x')",
        "Ticket.objects.filter(pk=1).update(title='x')",
        "ticket.delete()",
        "cursor.execute('INSERT INTO tickets_ticket VALUES (1)')",
        "cursor.execute('delete from tickets_ticket')",
    ],
)
def test_a_write_outside_services_is_noticed(line: str) -> None:
    assert writes(Source("firstline/tickets/selectors.py", line))
    assert writes(Source("firstline/tickets/views/console.py", line))
    assert not writes(Source("firstline/tickets/services/intake.py", line))


@pytest.mark.parametrize("line", ["words.update({'a': 1})", "digest.update(b'x')", "cache.delete('key')"])
def test_what_only_looks_like_a_write_passes(line: str) -> None:
    assert not writes(Source("firstline/tickets/selectors.py", line))


def test_a_manager_in_a_skin_is_noticed() -> None:
    assert managers(Source("firstline/tickets/views/console.py", "Ticket.objects.all()"))
    assert not managers(Source("firstline/tickets/selectors.py", "Ticket.objects.all()"))
