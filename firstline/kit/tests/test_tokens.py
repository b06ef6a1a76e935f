"""Contrast of every pair of tokens that the styles put together, light and dark: text 4.5, borders and marks 3."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[3] / "frontend" / "src" / "styles" / "tokens.css"
SURFACES = ("surface", "raised", "pane", "canvas")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent-ink", "late", "done", "wait") for ground in SURFACES),
    *((ink, "sunken") for ink in ("ink", "ink-2", "ink-3")),
    ("on-accent", "accent"), ("on-accent", "accent-hover"), ("on-late", "late"), ("surface", "ink"),
    *((ink, "accent-soft") for ink in ("ink", "ink-2", "accent-ink", "wait", "late", "done", "work")),
    *((ink, ground) for ink in ("ink", "ink-2") for ground in ("note", "wait-bg", "late-bg", "done-bg", "new-bg")),
    ("wait", "note"), ("late", "note"),
    *((f"{name}", f"{name}-bg") for name in ("new", "work", "wait", "visit", "done", "shut", "late")),
    *((name, "surface") for name in ("new", "work", "visit", "shut")),
    ("ink-2", "shut-bg"),
]  # fmt: skip
MARK_PAIRS = [
    *((mark, ground) for mark in ("field", "focus", "accent") for ground in SURFACES),
    ("focus", "accent-soft"), ("focus", "sunken"), ("accent", "accent-soft"), ("late", "late-bg"),
    *((f"chart-{number}", "surface") for number in (1, 2, 3)),
]  # fmt: skip


def block(theme: str) -> dict[str, str]:
    """Return the tokens of a theme by name."""
    text = TOKENS.read_text()
    part = re.search(rf"\[data-bs-theme={theme}\]\{{(.*?)\n\}}", text, re.S)
    assert part
    return dict(re.findall(r"--fl-([\w-]+):(#[0-9a-f]{3,6})\b", part[1]))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    digits = colour.lstrip("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_every_ground_it_stands_on(theme: str) -> None:
    tokens = block(theme)
    poor = [
        f"{ink} on {ground}: {contrast(tokens[ink], tokens[ground]):.2f}"
        for ink, ground in TEXT_PAIRS
        if contrast(tokens[ink], tokens[ground]) < 4.5
    ]
    assert poor == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_borders_focus_and_marks_can_be_seen(theme: str) -> None:
    tokens = block(theme)
    poor = [
        f"{mark} on {ground}: {contrast(tokens[mark], tokens[ground]):.2f}"
        for mark, ground in MARK_PAIRS
        if contrast(tokens[mark], tokens[ground]) < 3
    ]
    assert poor == []


def test_both_themes_have_the_same_tokens() -> None:
    assert block("light").keys() == block("dark").keys()


def test_no_style_sheet_but_the_tokens_names_a_colour() -> None:
    allowed = {"tokens.css": None, "print.css": {"#fff", "#000", "#777"}}
    found = []
    for sheet in TOKENS.parent.glob("*.css"):
        if sheet.name == "tokens.css":
            continue
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
        colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text))
        found += [f"{sheet.name}: {colour}" for colour in colours - (allowed.get(sheet.name) or set())]
    assert found == []
