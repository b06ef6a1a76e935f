"""Words about who reads a need-to-know ticket, and who has."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

HOW: dict[str, Callable[[], str]] = {
    "page": lambda: _("the ticket's page"),
    "print": lambda: _("to print it"),
    "history": lambda: _("its history"),
    "clocks": lambda: _("its promised times"),
    "beside": lambda: _("beside a list"),
    "file": lambda: _("a file"),
    "api": lambda: _("by a program"),
}
"""How a ticket was opened."""


def how_text(how: str, file_name: str) -> str:
    """Return how a ticket was opened, with the file's name where it was a file that is still there."""
    return _("the file %(name)s") % {"name": file_name} if file_name else HOW[how]()


def who_reads(names: Sequence[str]) -> str:
    """Return the line that says who reads a need-to-know ticket."""
    if not names:
        return _("Need to know: only the director reads this")
    return _("Need to know: only %(names)s and the director read this") % {"names": ", ".join(names)}
