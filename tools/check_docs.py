"""Checks the documents: every relative link and picture leads to a file that exists."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def dead_links(document: Path) -> list[str]:
    """Return the links of one document that lead nowhere."""
    dead = []
    for target in LINK.findall(document.read_text()):
        path = target.partition("#")[0]
        if path and "://" not in path and not path.startswith("mailto:") and not (document.parent / path).exists():
            dead.append(f"{document.relative_to(ROOT)}: {target}")
    return dead


def main() -> int:
    """Check README, docs and the pages of the rooms."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("firstline/*/README.md")]
    dead = [line for document in sorted(documents) for line in dead_links(document)]
    for line in dead:
        sys.stderr.write(f"{line}\n")
    sys.stdout.write(f"{len(documents)} documents, {len(dead)} dead links.\n")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
