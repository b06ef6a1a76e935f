"""Chromium, as installed on this machine, driven by Playwright. Never downloaded here, never skipped."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
# The first is a Chromium without windows: the same pages for half the processor time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_MILLISECONDS = 30_000
GOODBYE_SECONDS = 30.0


def find_chromium(playwright: Playwright) -> str:
    """Return the path of a Chromium. Fails the test with the command that gets one when there is none."""
    chosen = os.environ.get("FIRSTLINE_CHROMIUM", "")
    found = [chosen, *(shutil.which(name) or "" for name in PROGRAMS), playwright.chromium.executable_path]
    for candidate in found:
        if candidate and Path(candidate).exists():
            return candidate
    pytest.fail("No Chromium for the browser tests. Run: tools/chromium.sh")


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    manager = sync_playwright()
    playwright = manager.start()
    driver = manager._client._transport._proc.pid  # no public name for the process that it started
    yield playwright
    with _ended_after(GOODBYE_SECONDS, driver):
        playwright.stop()


@contextmanager
def _ended_after(seconds: float, pid: int) -> Iterator[None]:
    """Kill a process and its children if the block takes longer: a goodbye has no time limit of its own."""
    timer = threading.Timer(seconds, _kill_with_children, [pid])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _kill_with_children(pid: int) -> None:
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Browser:
    """Return one browser for this worker; each test gets a context of its own. It ends with its driver."""
    return _playwright.chromium.launch(executable_path=find_chromium(_playwright), args=ARGUMENTS)


@pytest.fixture
def context(browser: Browser, live_server_url: str) -> Iterator[BrowserContext]:
    """Return a fresh profile (no cookies, no storage) whose addresses start at the live server.

    Needs ``live_server_url`` first, so that the profile is closed before the database is renewed.
    """
    made = browser.new_context(
        base_url=live_server_url,
        locale="en-US",
        timezone_id="America/New_York",
        viewport={"width": 1440, "height": 900},
    )
    made.set_default_timeout(PATIENCE_MILLISECONDS)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page in the fresh profile."""
    return context.new_page()
