"""On several processes the slow files go first, so that none of them is left over for one process at the end."""

import pytest

SLOW_FIRST = ("tests/faults/", "tests/browser/", "tests/journeys/", "tests/architecture/", "tests/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sort by how slow a folder is; within it the order stays."""
    if hasattr(config, "workerinput"):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    return next((rank for rank, folder in enumerate(SLOW_FIRST) if item.nodeid.startswith(folder)), len(SLOW_FIRST))
