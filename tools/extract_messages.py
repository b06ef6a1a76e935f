"""Collects every marked text of the rooms that speak Spanish into their catalogues (.po), with Babel.

A room speaks Spanish once it has a ``locale`` folder: those whose words requesters see. Templates are turned into
Python by Django's own reader, so that no xgettext is needed. ``make messages`` runs it; new texts come out empty and
``tests/architecture/test_translations.py`` names them.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
WIDTH = 118
TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({TEXT}(?:\s*,\s*{TEXT})*)")
"""A marked text in what Django's reader makes of a template; the rest of it is not quite Python."""


def rooms() -> list[Path]:
    """Return the folders of the rooms that speak Spanish."""
    return sorted(folder.parent for folder in (ROOT / "firstline").glob("*/locale"))


def sources_of(room: Path) -> Iterator[tuple[Path, bytes]]:
    """Return the room's Python files and its templates, these as Python."""
    for path in sorted(room.rglob("*")):
        if {"tests", "migrations", "demo"} & set(path.relative_to(room).parts):
            continue
        if path.suffix == ".py":
            yield path, path.read_bytes()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            calls = CALL.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path)))
            yield path, "\n".join(f"{call[1]}({call[2]})" for call in calls).encode()


def texts_of(room: Path) -> Catalog:
    """Return a catalogue of the room's marked texts, without translations."""
    catalogue = Catalog(project="Firstline", fuzzy=False)
    for path, text in sources_of(room):
        for line, message, comments, context in extract("python", io.BytesIO(text), KEYWORDS):
            place = (path.relative_to(ROOT).as_posix(), line)
            is_format = "%(" in (message if isinstance(message, str) else message[0])
            flags = ("python-format",) if is_format else ()
            catalogue.add(message, locations=[place], flags=flags, auto_comments=comments, context=context)
    return catalogue


def update(path: Path, found: Catalog) -> int:
    """Bring a catalogue up to date, keeping its translations; return how many texts have none."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name, domain="django")
    found.creation_date = catalogue.creation_date  # a run that finds nothing new changes nothing
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, omit_header=False, sort_output=True, no_location=True)
    return len([message for message in catalogue if message.id and not any(_strings(message.string))])


def _strings(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def main() -> int:
    """Update all catalogues and say what is left to translate."""
    settings.configure(USE_I18N=False)
    for room in rooms():
        found = texts_of(room)
        for path in sorted(room.glob("locale/*/LC_MESSAGES/django.po")):
            empty = update(path, found)
            sys.stdout.write(f"{path.relative_to(ROOT)}: {len(found)} texts, {empty} to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
