"""The list that one came from: it travels in a ticket's address, so that each tab has its own and a link keeps it.

``/tickets/20478/?list=/tickets/?view=late&at=…``, where what follows ``list=`` is quoted: the list's own address, with
``at``, the key at which the ticket stood there, or ``among``, the numbers that the list showed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

LIST, AT, AMONG = "list", "at", "among"
BETWEEN = "~"
LONGEST, MOST = 4_000, 200


@dataclass(frozen=True)
class CameFrom:
    """A list by its path and parameters, and where in it the ticket stood."""

    path: str
    params: tuple[tuple[str, str], ...] = ()
    at: str = ""
    among: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address of the list itself."""
        return self.path + (f"?{urlencode(self.params)}" if self.params else "")

    @property
    def question(self) -> str:
        """What stands behind a ticket's address."""
        places = [(AT, self.at)] * bool(self.at) + [(AMONG, BETWEEN.join(self.among))] * bool(self.among)
        params = [*self.params, *places]
        return f"?{LIST}=" + quote(self.path + (f"?{urlencode(params)}" if params else ""), safe="/")


def came_from(address: str, *, at: str = "", among: Iterable[str] = ()) -> CameFrom:
    """Return the list with this address, and where in it a ticket stands.

    >>> came_from("/tickets/?view=late").question
    '?list=/tickets/%3Fview%3Dlate'
    """
    path, _, query = address.partition("?")
    return CameFrom(path, tuple(parse_qsl(query)), at, tuple(among)[:MOST])


def read_list(text: str) -> CameFrom | None:
    """Return the list that an address names, None for what is no path within the house."""
    if not text.startswith("/") or text.startswith("//") or len(text) > LONGEST:
        return None
    found = came_from(text)
    places = {name: value for name, value in found.params if name in (AT, AMONG)}
    among = places.get(AMONG, "")
    return CameFrom(
        found.path,
        tuple(pair for pair in found.params if pair[0] not in places),
        places.get(AT, ""),
        tuple(among.split(BETWEEN))[:MOST] if among else (),
    )
