"""On several processes the slow files go first, so that none is left over at the end; those with a browser go last.

Playwright keeps an event loop in the thread of the process that used it, and tests of the worker need one of their own.
"""

import pytest

SLOW_FIRST = ("tests/faults/", "tests/architecture/", "tests/", "firstline/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sort by how slow a folder is, within it the order stays; a file with a browser in one test goes last whole."""
    with_browser = {item.path for item in items if has_browser(item)}
    items.sort(key=lambda item: (item.path in with_browser, _rank(item) if hasattr(config, "workerinput") else 0))


def has_browser(item: pytest.Item) -> bool:
    """Return whether a test drives a browser."""
    return "_playwright" in getattr(item, "fixturenames", ())


def _rank(item: pytest.Item) -> int:
    return next((rank for rank, folder in enumerate(SLOW_FIRST) if item.nodeid.startswith(folder)), len(SLOW_FIRST))
