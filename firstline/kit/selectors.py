"""What kit reads from its own folder: the names of the built front end's files, and the list of icons."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

KIT = Path(__file__).resolve().parent
DIST = KIT / "static" / "kit" / "dist"


@lru_cache(maxsize=64)
def asset_url(name: str) -> str:
    """Return the address of a built file by its plain name, such as ``main.css``; as the build was at the first use.

    Without a build the plain name is used: the page then has no styles, but it is a page.
    """
    built = DIST / "assets.json"
    names: dict[str, str] = json.loads(built.read_text()) if built.exists() else {}
    return static(f"kit/dist/{names.get(name, name)}")


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Return the names of the icons in the sprite (``icons.txt``)."""
    lines = (KIT / "icons.txt").read_text().splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
