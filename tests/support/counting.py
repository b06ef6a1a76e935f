"""Coverage counts what tests reach that look at it: not what walks over everything, browsers and kills pass by.

A line that only a walk reached has no test of its own, so it does not count as reached. It saves half of the walks'
time besides: while a process is traced, all of its Python takes twice as long.
"""

from collections.abc import Iterator

import pytest
from coverage import Coverage

UNCOUNTED = ("tests/architecture/", "tests/browser/", "tests/faults/", "tests/journeys/")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Stop counting for this test, its fixtures included, where its folder is an uncounted one."""
    counter = Coverage.current() if item.nodeid.startswith(UNCOUNTED) else None
    if counter is not None:
        counter.stop()
    try:
        return (yield)
    finally:
        if counter is not None:
            counter.start()
