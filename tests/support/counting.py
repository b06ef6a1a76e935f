"""Coverage counts what tests reach that look at it: not what walks over everything, browsers and kills pass by.

A line that only a walk reached has no test of its own, so it does not count as reached (docs/decisions/0038).
``pytest --counted`` runs the tests that count and no others.
"""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet

from firstline import prepared
from tests.support.order import has_browser

UNCOUNTED = (
    *("tests/architecture/", "tests/browser/", "tests/journeys/", "tests/api/test_document.py", "tests/test_plans.py"),
    *("tests/attacks/test_count_oracle.py", "tests/attacks/test_brute_force.py"),
    *("tests/faults/test_acts_killed.py", "tests/faults/test_killed_parts.py", "tests/faults/test_log_killed.py"),
)


def pytest_configure(config: pytest.Config) -> None:
    """Compare each prepared query with the same query put together anew, whenever one is asked in the counted run."""
    if not config.getoption("counted"):
        return
    ask = prepared.Prepared.__call__

    def ask_and_compare(query: "prepared.Prepared[Any, Any]", *args: Any, **kwargs: Any) -> Any:
        values: list[Any] = []
        plan = query._plans.get(prepared._split(args, values)[0])
        if plan is not None and query._build.__module__.startswith("firstline.") and len(set(values)) == len(values):
            with suppress(EmptyResultSet):
                sql, params = query._build(*args).query.get_compiler("default").as_sql()
                assert (plan.sql, [make(values) for make in plan.params]) == (sql, list(params)), query
        return ask(query, *args, **kwargs)

    setattr(prepared.Prepared, "__call__", ask_and_compare)  # noqa: B010 - for this run; to mypy a method is no variable


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
