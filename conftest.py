"""Loads the support of all tests, those in the rooms included."""

pytest_plugins = [
    "tests.support.database",
    "tests.support.live_server",
    "tests.support.browser",
    "tests.support.worlds",
    "tests.support.profiles",
    "tests.support.clients",
]
