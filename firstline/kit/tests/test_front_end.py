"""The built front end: small enough, complete, and free of what a strict content policy refuses."""

import json
import re
from pathlib import Path

import pytest

from firstline.kit.selectors import DIST, KIT, asset_url, icon_names

ROOT = KIT.parents[1]
FIRST_LOAD = ("main.css", "main.js", "icons.svg", "public-sans-latin-wght-normal.woff2")
LIMIT_BYTES = 200 * 1024


def built() -> dict[str, str]:
    """Return the built files; a missing build fails with the command that makes it."""
    if not (DIST / "assets.json").exists():
        pytest.fail("The front end is not built. Run: make build")
    names: dict[str, str] = json.loads((DIST / "assets.json").read_text())
    return names


def sent_bytes(name: str) -> int:
    """Return what a browser gets: the brotli file where there is one."""
    small = DIST / f"{name}.br"
    return (small if small.exists() else DIST / name).stat().st_size


def test_first_load_stays_under_200_kilobytes() -> None:
    assert sum(sent_bytes(built()[name]) for name in FIRST_LOAD) < LIMIT_BYTES


def test_built_names_carry_a_hash_and_their_address_follows() -> None:
    assert re.search(r"main-[\w-]{8}\.css$", built()["main.css"])
    assert asset_url("main.css").endswith(built()["main.css"])


def test_every_icon_in_templates_and_code_is_in_the_sprite() -> None:
    texts = [path.read_text() for path in ROOT.glob("firstline/*/templates/**/*.html")]
    used = {name for text in texts for name in re.findall(r'{%\s*icon\s+"([\w-]+)"', text)}
    sprite = (DIST / built()["icons.svg"]).read_text()
    assert used - icon_names() == set()
    assert {name for name in icon_names() if f'id="{name}"' not in sprite} == set()


def test_no_style_attribute_stands_in_the_sprite() -> None:
    assert "style=" not in (DIST / built()["icons.svg"]).read_text()


def test_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_a_missing_build_leaves_plain_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("firstline.kit.selectors.DIST", tmp_path)
    assert asset_url.__wrapped__("main.css") == "/static/kit/dist/main.css"  # past what is kept
