"""Compiles every translation (.po to .mo) with Babel, because msgfmt is not on every machine.

Fails on a translation that lacks or invents a placeholder: it would break a page in one language only.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogue(source: Path) -> list[str]:
    """Write the .mo beside a .po; return what is wrong with it."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, domain="django")
    wrong = [
        f"{source.relative_to(ROOT)}:{message.lineno}: {error}"
        for message, errors in catalogue.check()
        for error in errors
    ]
    target = source.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalogue, use_fuzzy=False)
    return wrong


def main() -> int:
    """Compile all; the exit code says whether all are sound."""
    wrong = [
        line
        for source in sorted((ROOT / "firstline").glob("*/locale/*/LC_MESSAGES/*.po"))
        for line in compile_catalogue(source)
    ]
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
