"""A row of the queue as cells of a file: what the page shows, in words and in moments that a program can read."""

from collections.abc import Callable

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from firstline.kit.words import SEVERITY_WORDS, STATUS_WORDS
from firstline.tickets.selectors.queue.lists import Row
from firstline.tickets.words.queue import COLUMNS

Cells = Callable[[Row], list[str]]


def _ticket(row: Row) -> list[str]:
    ticket = row.ticket
    requester = ticket.requester.name if ticket.requester else ticket.requester_name
    return [ticket.number, ticket.title, requester]


def _moment(value: object) -> str:
    return localtime(value).isoformat(timespec="minutes") if value else ""  # type: ignore[arg-type]  # a moment


def _site(row: Row) -> list[str]:
    requester = row.ticket.requester
    return [requester.site.name if requester and requester.site else ""]


def _assignee(row: Row) -> list[str]:
    return [row.ticket.assignee.person.name if row.ticket.assignee else ""]


CELLS: dict[str, Cells] = {
    "severity": lambda row: [str(SEVERITY_WORDS[row.ticket.severity])],
    "ticket": _ticket,
    "status": lambda row: [str(STATUS_WORDS[row.status_code])],
    "nature": lambda row: [row.ticket.nature.name],
    "assignee": _assignee,
    "promised": lambda row: [_moment(row.promise.due_at if row.promise else None)],
    "group": lambda row: [row.ticket.group.name if row.ticket.group else ""],
    "site": _site,
    "opened": lambda row: [_moment(row.ticket.opened_at)],
    "changed": lambda row: [_moment(row.ticket.updated_at)],
}


def head_cells(columns: tuple[str, ...]) -> list[str]:
    """Return the heads: the ticket's column has its number, its title and who asked."""
    found: list[str] = []
    for code in columns:
        found += [_("Number"), _("Title"), _("Requester")] if code == "ticket" else [str(COLUMNS[code])]
    return found


def row_cells(row: Row, columns: tuple[str, ...]) -> list[str]:
    """Return the cells of a row."""
    return [cell for code in columns for cell in CELLS[code](row)]
