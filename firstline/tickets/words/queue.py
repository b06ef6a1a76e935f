"""The words of the queue: its views, columns and filters."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kit.words import SEVERITY_WORDS, STATUS_WORDS
from firstline.tickets.rules.queue_query import ME, NOBODY, SEVERITIES, STATUSES, Owed, Query, Sort, View

VIEWS = {
    View.ALL: gettext_lazy("All open"),
    View.UNASSIGNED: gettext_lazy("Unassigned"),
    View.LATE: gettext_lazy("Late or nearly"),
    View.NEW_TODAY: gettext_lazy("New today"),
    View.WAITING: gettext_lazy("Waiting"),
    View.MY_GROUPS: gettext_lazy("My groups"),
}
COLUMNS = {
    "severity": gettext_lazy("Severity"),
    "ticket": gettext_lazy("Ticket"),
    "status": gettext_lazy("Status"),
    "nature": gettext_lazy("Nature"),
    "assignee": gettext_lazy("With"),
    "promised": gettext_lazy("Promised"),
    "group": gettext_lazy("Group"),
    "site": gettext_lazy("Site"),
    "opened": gettext_lazy("Opened"),
    "changed": gettext_lazy("Changed"),
}
STATUS_CHOICES = [(code, STATUS_WORDS[code]) for code in STATUSES]
SEVERITY_CHOICES = [(code, SEVERITY_WORDS[code]) for code in SEVERITIES]
SORT_OF_COLUMN = {code: Sort.OPENED if code == "ticket" else Sort(code) for code in COLUMNS}
"""What a press on a column's head orders by: tickets by when they were opened."""


def chips(query: Query, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each filter in words with the parameter that it stands for. ``names`` of nature, site, group, assignee."""
    found: list[tuple[str, object, Callable[[], str]]] = [
        ("nature", query.nature_id, lambda: _("Nature is %(name)s") % {"name": names["nature"]}),
        ("site", query.site_id, lambda: _("Site is %(name)s") % {"name": names["site"]}),
        ("group", query.group_id, lambda: _("Group is %(name)s") % {"name": names["group"]}),
        ("assignee", query.assignee, lambda: _with(query.assignee, names)),
        ("status", query.statuses, lambda: _("Status is %(names)s") % {"names": _either(query.statuses, STATUS_WORDS)}),
        (
            "severity",
            query.severities,
            lambda: _("Severity is %(names)s") % {"names": _either(query.severities, SEVERITY_WORDS)},
        ),
        ("owed", query.owed, lambda: _("Late") if query.owed == Owed.LATE else _("Late or due within the hour")),
        ("from", query.opened_from, lambda: _("Opened since %(day)s") % {"day": _day(query.opened_from)}),
        ("to", query.opened_to, lambda: _("Opened until %(day)s") % {"day": _day(query.opened_to)}),
    ]
    return [(name, text()) for name, value, text in found if value]


def _with(assignee: str, names: Mapping[str, str]) -> str:
    if assignee == NOBODY:
        return _("With nobody")
    return _("With me") if assignee == ME else _("With %(name)s") % {"name": names["assignee"]}


def _either(codes: tuple[str, ...], words: Mapping[str, object]) -> str:
    texts = [str(words[code]) for code in codes]
    return (
        texts[0]
        if len(texts) == 1
        else _("%(first)s or %(last)s")
        % {
            "first": ", ".join(texts[:-1]),
            "last": texts[-1],
        }
    )


def _day(day: date | None) -> str:
    return day.strftime("%-d %b %Y") if day else ""
