"""Codes of this room in words: scales, verdicts, errors of settings."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

IMPACTS = (
    ("one", gettext_lazy("One person")),
    ("group", gettext_lazy("A room, team or office")),
    ("wide", gettext_lazy("A school, a department or public safety")),
)
URGENCIES = (
    ("goes_on", gettext_lazy("Work goes on")),
    ("hindered", gettext_lazy("Work is hindered")),
    ("stopped", gettext_lazy("Work has stopped")),
)
VERDICTS = (
    ("covered", gettext_lazy("Covered")),
    ("as_needed", gettext_lazy("As needed, without a promised time")),
    ("refer", gettext_lazy("Referred elsewhere")),
)
SCHOOL_LEVELS = (
    (None, gettext_lazy("Any")),
    ("", gettext_lazy("Offices")),
    ("elementary", gettext_lazy("Elementary schools")),
    ("middle", gettext_lazy("Middle schools")),
    ("high", gettext_lazy("High schools")),
    ("adult", gettext_lazy("Adult education")),
)
ERRORS: dict[str, Callable[[dict[str, Any]], str]] = {
    "refer_to_missing": lambda _p: _("Say whom to call instead, for example “County IT, 555 0100”"),
}
