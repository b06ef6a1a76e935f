"""Codes of this room in words: groups of settings, errors."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.registry import ERROR_SENTENCES

GROUPS: dict[str, Any] = {
    "organisation": gettext_lazy("Organization"),
    "people": gettext_lazy("People and roles"),
    "services": gettext_lazy("Services and routing"),
    "calendars": gettext_lazy("Promised times and calendars"),
    "questions": gettext_lazy("Forms and questions"),
}

WAYS: dict[str, Any] = {
    "added": gettext_lazy("added"),
    "changed": gettext_lazy("changed"),
    "retired": gettext_lazy("retired"),
    "restored": gettext_lazy("offered again"),
    "removed": gettext_lazy("removed"),
    "undone": gettext_lazy("put back"),
}


def _may_not(params: dict[str, Any]) -> str:
    names = params.get("names")
    return (
        _("You cannot change settings. Ask %(names)s") % {"names": names} if names else _("You cannot change settings")
    )


ERRORS: dict[str, Callable[[dict[str, Any]], str]] = {
    "settings_change": _may_not,
    "setting_changed_meanwhile": lambda _p: _("Somebody changed this while you were writing"),
    "setting_changed_since": lambda _p: _(
        "This was changed again since, so it cannot be undone. Undo the newest first"
    ),
    "setting_undone_already": lambda _p: _("This change was undone already"),
    "setting_in_use": lambda _p: _("Records refer to this, so it cannot be removed. Retire it instead"),
    "setting_not_retired": lambda _p: _("This cannot be retired. Remove it where nothing refers to it"),
    "desk_opened_already": lambda _p: _("There is a desk already. Change it under Settings, Desks"),
    "setting_needed": lambda _p: _("Firstline itself goes by this one, so it has to stay. You can rename it"),
    "not_a_code": lambda _p: _("Enter a code of letters, digits, - and _, such as on_site"),
    "setting_taken": lambda _p: _("There is one with this name, code, key or place already. Choose another"),
}


def register() -> None:
    """Offer the sentences to the house; called once at start-up."""
    for code, sentence in ERRORS.items():
        ERROR_SENTENCES.add(code, sentence)
