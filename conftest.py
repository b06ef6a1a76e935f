"""Loads the support of all tests, those in the rooms included."""

import gc

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.support.database",
    "tests.support.live_server",
    "tests.support.browser",
    "tests.support.order",
    "tests.support.counting",
    "tests.support.worlds",
    "tests.support.profiles",
    "tests.support.clients",
    "tests.support.programs",
]

GARBAGE_AFTER = 10_000

# A loaded machine is no reason to fail: what is slow is measured by `make bench`, not by the examples of a property.
settings.register_profile("firstline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("firstline")


def pytest_collection_finish() -> None:
    """Leave what is loaded out of every later search for garbage, as the web server does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)
