"""Coverage counts what tests reach that look at it: not what walks over everything, browsers and kills pass by.

A line that only a walk reached has no test of its own, so it does not count as reached (docs/decisions/0038).
``pytest --counted`` runs the tests that count and no others.
"""

import pytest

from tests.support.order import has_browser

UNCOUNTED = (
    *("tests/architecture/", "tests/browser/", "tests/journeys/", "tests/api/test_document.py", "tests/test_plans.py"),
    *("tests/attacks/test_count_oracle.py", "tests/attacks/test_brute_force.py"),
    *("tests/faults/test_acts_killed.py", "tests/faults/test_killed_parts.py", "tests/faults/test_log_killed.py"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--counted", action="store_true", help="only the tests that coverage counts")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the others out, if asked to."""
    if config.getoption("counted"):
        uncounted = [item for item in items if item.nodeid.startswith(UNCOUNTED) or has_browser(item)]
        config.hook.pytest_deselected(items=uncounted)
        left_out = set(uncounted)
        items[:] = [item for item in items if item not in left_out]
