"""Working a page by keyboard alone: presses are counted, words apart; requests of one's own making are listed."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Error, Page

BY_ITSELF = re.compile(r"/static/|/live/|/changes/|favicon")
"""What the browser fetches without being asked, from its cache or by the clock: files, and the refreshes of fl-poll."""


class Keyboard:
    """A page and nothing but its keys. After the first load no click, fill or focus is used."""

    def __init__(self, context: BrowserContext, first_page: str) -> None:
        """Open the first page; keys and requests count from now on."""
        self.page: Page = context.new_page()
        self.page.goto(first_page)
        self.presses: list[str] = []
        self.requests: list[str] = []
        context.on("request", lambda request: self._note(f"{request.method} {request.url}"))

    def _note(self, request: str) -> None:
        if not BY_ITSELF.search(request):
            self.requests.append(re.sub(r"http://[^/]+", "", request))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.presses.append(key)
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type words; they are not counted as keys."""
        self.page.keyboard.type(words)

    def tab_to(self, selector: str, limit: int = 120) -> None:
        """Press Tab until the focus is in this element."""
        for _ in range(limit):
            if self.page.evaluate("selector => Boolean(document.activeElement?.matches(selector))", selector):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")

    def sees(self, text: str) -> None:
        """Wait until the page shows the text."""
        self.page.get_by_text(text).first.wait_for()

    def is_in(self, selector: str) -> None:
        """Wait until the focus is in this element."""
        until(self.page, "selector => document.activeElement?.matches(selector)", selector)

    def reads(self, selector: str, text: str) -> None:
        """Wait until the element holds the text, as a value or as words."""
        script = """([selector, text]) => [...document.querySelectorAll(selector)].some(
            element => `${element.value ?? ""} ${element.textContent}`.includes(text))"""
        until(self.page, script, [selector, text])


def covered(page: Page, layer: str, controls: str) -> list[str]:
    """Return what stands on the controls that the layer lies over."""
    script = """([layer, controls]) => {
        const over = document.querySelector(layer).getBoundingClientRect();
        const hit = box => box.left < over.right && box.right > over.left
            && box.top < over.bottom && box.bottom > over.top;
        return [...document.querySelectorAll(controls)].filter(one => one.checkVisibility()
            && hit(one.getBoundingClientRect())).map(one => one.textContent.trim() || one.name);
    }"""
    return list(page.evaluate(script, [layer, controls]))


def until(page: Page, script: str, arg: object = None) -> None:
    """Wait until the script is true. Playwright's own waiting evaluates text in the page, which the policy forbids."""

    def answer() -> object:
        try:
            return page.evaluate(script, arg)
        except Error:  # the page is on its way to another: ask that one
            return None

    eventually(answer, page)


def eventually(question: Callable[[], object], page: Page, seconds: float = 30) -> None:
    """Wait until the answer is true, while the page goes on."""
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "not in time"
        page.wait_for_timeout(50)
