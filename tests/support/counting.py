"""Coverage counts what tests reach that look at it: not what walks over everything, browsers and kills pass by.

A line that only a walk reached has no test of its own, so it does not count as reached. It saves half of the walks'
time besides: while a process is traced, all of its Python takes twice as long (docs/decisions/0027).
"""

import sys
import threading
from collections.abc import Iterator

import pytest

UNCOUNTED = (
    *("tests/architecture/", "tests/browser/", "tests/faults/", "tests/journeys/", "tests/api/test_document.py"),
    *("tests/attacks/test_count_oracle.py", "tests/attacks/test_brute_force.py", "tests/test_plans.py"),
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Trace nothing during this test, its fixtures included, where it is not to be counted."""
    if not item.nodeid.startswith(UNCOUNTED):
        return (yield)
    tracers = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]  # None is what takes it away
    try:
        return (yield)
    finally:
        threading.settrace(tracers[1])  # type: ignore[arg-type]  # what stood there
        sys.settrace(tracers[0])
