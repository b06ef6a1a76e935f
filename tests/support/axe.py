"""What axe finds on a page as it stands, in light and in dark, wide and narrow; and whether it reflows.

axe is put into a page once, past its content policy, as an extension would. In the dark only colors are asked again.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast"]
SIZES: dict[str, ViewportSize] = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
NARROWEST: ViewportSize = {"width": 320, "height": 700}
FIND = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false}).then(found =>
    found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`)))"""


def findings(page: Page, rules: list[str] = RULES) -> list[str]:
    """Return what axe finds, one line each."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(FIND, rules)
    return found


def looked_at(page: Page, where: str = "", sizes: Iterable[str] = SIZES) -> list[str]:
    """Return what axe finds in these sizes, in light and in dark, each with the place."""
    found = []
    for size in sizes:
        page.set_viewport_size(SIZES[size])
        found += in_both_themes(page, f"{where}, {size}")
    page.set_viewport_size(SIZES["wide"])
    return found


def in_both_themes(page: Page, where: str) -> list[str]:
    """Return what axe finds in light and in dark, each with the place."""
    found = []
    for theme, rules in (("light", RULES), ("dark", COLORS)):
        page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)
        found += [f"{where}, {theme}: {finding}" for finding in findings(page, rules)]
        _keep_picture(page, f"{where}, {theme}")
    return found


def too_wide(page: Page) -> list[str]:
    """Return what is wrong with the page at the narrowest width: it scrolls sideways, or has not one main heading."""
    page.set_viewport_size(NARROWEST)
    width, headings = page.evaluate("document.documentElement.scrollWidth"), page.locator("h1").count()
    return [f"{width} px wide"] * (width > NARROWEST["width"]) + [f"{headings} headings"] * (headings != 1)


def _keep_picture(page: Page, name: str) -> None:
    """Keep a picture where ``FIRSTLINE_PICTURES`` says, to be looked at by people."""
    if folder := os.environ.get("FIRSTLINE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name.replace('/', '_')}.png", full_page=True)
