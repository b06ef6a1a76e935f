"""What kit reads from its own folder: the names of the built front end's files, and the list of icons."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

KIT = Path(__file__).resolve().parent
DIST = KIT / "static" / "kit" / "dist"


@lru_cache(maxsize=4)
def _built_files(changed_at_ns: int) -> dict[str, str]:
    """Return plain name → hashed name. The time of change is the cache's key, so a new build is seen at once."""
    if not changed_at_ns:
        return {}
    names: dict[str, str] = json.loads((DIST / "assets.json").read_text())
    return names


def asset_url(name: str) -> str:
    """Return the address of a built file by its plain name, such as ``main.css``.

    Without a build the plain name is used: the page then has no styles, but it is a page.
    """
    try:
        changed_at_ns = (DIST / "assets.json").stat().st_mtime_ns
    except FileNotFoundError:
        changed_at_ns = 0
    return _url(name, changed_at_ns)


@lru_cache(maxsize=64)
def _url(name: str, changed_at_ns: int) -> str:
    return static(f"kit/dist/{_built_files(changed_at_ns).get(name, name)}")


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Return the names of the icons in the sprite (``icons.txt``)."""
    lines = (KIT / "icons.txt").read_text().splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
