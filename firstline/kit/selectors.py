"""What kit reads: once, the built front end's files, icons, fixed addresses; and the pages a person opened lately."""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from firstline.kernel.actor import Actor
from firstline.kit.models import Opened

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


def fixed_url(route: str) -> str:
    """Return the address of a page without parts that change, worked out once: pages ask for dozens of them.

    *Raises* NoReverseMatch.
    """
    return _fixed_url(route, settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _fixed_url(route: str, _root: str) -> str:
    return reverse(route)


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Return the names of the icons in the sprite (``icons.txt``)."""
    lines = (KIT / "icons.txt").read_text().splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def opened_lately(actor: Actor) -> list[tuple[str, str]]:
    """Return the pages that the actor opened, the latest first, as name of the address and key. One query."""
    own = Opened.objects.filter(user_id=actor.account_id).order_by("-opened_at", "-pk")
    return list(own.values_list("page", "key"))
