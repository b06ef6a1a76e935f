"""What a browser says of itself, in two words that people know: Firefox, Windows."""

from collections.abc import Sequence

LENGTH = 60
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_name(header: str) -> str:
    """Return the browser and the system, such as ``Chrome, Windows``; what nobody knows as it is, cut short.

    Each browser names the older ones that it is like, so the newest name wins.
    """
    known = [name for name in (_first(header, _BROWSERS), _first(header, _SYSTEMS)) if name]
    return ", ".join(known) or header[:LENGTH]


def _first(header: str, signs: Sequence[tuple[str, str]]) -> str:
    return next((name for sign, name in signs if sign in header), "")
