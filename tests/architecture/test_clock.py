"""Time is passed in: the clock is read only in views, REST, jobs, handlers, commands and the command line."""

import ast

import pytest

from tests.architecture.house import Source, calls, dotted, nothing, sources, unexplained

MAY_READ = {"views", "rest", "jobs", "handlers", "management", "context", "middleware", "tests"}
OWN_CLOCK = "firstline/kernel/clock.py"
READS = {"clock.now", "datetime.now", "datetime.utcnow", "datetime.today", "timezone.now", "date.today", "time.time"}
READS_WITHOUT_ARGUMENTS = {"timezone.localtime", "timezone.localdate", "localtime", "localdate"}
READING_FIELDS = {"auto_now", "auto_now_add"}


def reads(source: Source) -> list[str]:
    """Return where a file reads the clock although it should be told the time."""
    if source.path == OWN_CLOCK or source.is_test:
        return []
    found = []
    for call in calls(source.tree):
        name = ".".join(dotted(call.func).split(".")[-2:])
        by_hand = name in READS - {"clock.now"}
        if by_hand or (name == "clock.now" and not _may_read(source)) or _reads_bare(name, call):
            found.append(f"{source.path}: line {call.lineno} reads the clock by {name}")
        if any(keyword.arg in READING_FIELDS for keyword in call.keywords):
            found.append(f"{source.path}: line {call.lineno} lets a field read the clock")
    defaults = [keyword.value for call in calls(source.tree) for keyword in call.keywords if keyword.arg == "default"]
    found += [f"{source.path}: line {d.lineno} lets a field read the clock" for d in defaults if _is_reading(d)]
    return found


def _may_read(source: Source) -> bool:
    return source.room == "cli" or source.kind in MAY_READ


def _reads_bare(name: str, call: ast.Call) -> bool:
    return name in READS_WITHOUT_ARGUMENTS and not call.args and not call.keywords


def _is_reading(node: ast.expr) -> bool:
    return ".".join(dotted(node).split(".")[-2:]) in READS


def test_the_clock_is_read_at_the_edges_only() -> None:
    nothing(unexplained([finding for source in sources() for finding in reads(source)], "clock"))


@pytest.mark.parametrize(
    "text",
    [
        "clock.now()",
        "datetime.now(UTC)",
        "timezone.now()",
        "timezone.localdate()",
        "x = models.DateTimeField(auto_now_add=True)",
        "x = models.DateTimeField(default=timezone.now)",
    ],
)
def test_a_service_that_reads_the_clock_is_noticed(text: str) -> None:
    assert reads(Source("firstline/tickets/services/intake.py", text))


def test_views_read_the_kernels_clock_and_no_other() -> None:
    assert reads(Source("firstline/tickets/views/console.py", "clock.now()")) == []
    assert reads(Source("firstline/tickets/views/console.py", "datetime.now(UTC)"))
