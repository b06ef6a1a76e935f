"""Fetches the first page and everything it links from the same server; any answer but 200 is a failure."""

import re
import sys
import urllib.request


def fetch(url: str) -> str:
    """Return the body of a page. Raises when the answer is an error."""
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server on this computer
        return str(answer.read().decode())


def main() -> int:
    """Look at the page and at its styles and scripts."""
    base = sys.argv[1]
    page = fetch(f"{base}/")
    linked = sorted(set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page)))
    for path in linked:
        fetch_bytes(f"{base}{path}")
    sys.stdout.write(f"First page: {len(page)} characters, {len(linked)} linked files, all there.\n")
    return 0 if linked else 1


def fetch_bytes(url: str) -> bytes:
    """Return a file, whatever it holds."""
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server on this computer
        return bytes(answer.read())


if __name__ == "__main__":
    sys.exit(main())
