"""What an act on many tickets says: how many, and why not the others."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Sentence = Callable[[int], str]

REFUSED: dict[str, Sentence] = {
    "gone": lambda n: ngettext("%(n)s is not there any more", "%(n)s are not there any more", n),
    "not_allowed": lambda n: ngettext("%(n)s is not yours to change", "%(n)s are not yours to change", n),
    "unchanged": lambda n: ngettext("%(n)s was so already", "%(n)s were so already", n),
    "other_desk": lambda n: ngettext("%(n)s is of another desk", "%(n)s are of another desk", n),
    "reopen_first": lambda n: ngettext("%(n)s was closed meanwhile", "%(n)s were closed meanwhile", n),
    "already_closed": lambda n: ngettext("%(n)s was closed already", "%(n)s were closed already", n),
    "resolve_first": lambda n: ngettext("%(n)s is not resolved yet", "%(n)s are not resolved yet", n),
    "ticket_is_void": lambda n: ngettext("%(n)s was taken out", "%(n)s were taken out", n),
    "not_a_reader": lambda n: ngettext(
        "%(n)s is need to know, so give it by itself", "%(n)s are need to know, so give them one by one", n
    ),
    "acted_since": lambda n: ngettext("%(n)s was worked on since", "%(n)s were worked on since", n),
}
"""By the code of the refusal; an unknown one is only counted."""


def result_text(done: str, refused: Mapping[str, int]) -> str:
    """Return one line: what was done, then what was not and why."""
    parts = [REFUSED.get(code, _other)(n) % {"n": n} for code, n in sorted(refused.items()) if n]
    return "; ".join([part for part in (done, *parts) if part])


def _other(n: int) -> str:
    return ngettext("%(n)s could not be changed", "%(n)s could not be changed", n)


def given(n: int, name: str) -> str:
    """Return how many were given to whom; without a name, to nobody."""
    if not n:
        return _("None was given away")
    if not name:
        return ngettext("%(n)s is with nobody now", "%(n)s are with nobody now", n) % {"n": n}
    return ngettext("%(n)s given to %(name)s", "%(n)s given to %(name)s", n) % {"n": n, "name": name}


def forwarded(n: int, name: str) -> str:
    """Return how many were forwarded to which group."""
    if not n:
        return _("None was forwarded")
    return ngettext("%(n)s forwarded to %(name)s", "%(n)s forwarded to %(name)s", n) % {"n": n, "name": name}


def changed(n: int, name: str) -> str:
    """Return how many have which severity now."""
    if not n:
        return _("None was changed")
    return ngettext("%(n)s is %(name)s now", "%(n)s are %(name)s now", n) % {"n": n, "name": name}


def closed(n: int, _name: str) -> str:
    """Return how many were closed."""
    return ngettext("%(n)s closed", "%(n)s closed", n) % {"n": n} if n else _("None was closed")
