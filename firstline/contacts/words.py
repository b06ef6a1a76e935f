"""What facts and errors of calls say to a person, translated."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.registry import ERROR_SENTENCES, TIMELINE_SENTENCES, EntryView
from firstline.kit.words import full_moment_text

OUTCOME_WORDS = {
    "": gettext_lazy("not logged yet"),
    "solved": gettext_lazy("solved"),
    "transferred": gettext_lazy("transferred"),
    "forwarded": gettext_lazy("forwarded"),
    "queued": gettext_lazy("left in the queue"),
    "callback": gettext_lazy("callback promised"),
    "referred": gettext_lazy("referred elsewhere"),
    "passed": gettext_lazy("passed to another desk"),
    "no_ticket": gettext_lazy("no ticket needed"),
    "abandoned": gettext_lazy("caller hung up"),
}


def register() -> None:
    """Offer the sentences of this room to the house; called once at start-up."""
    for verb, sentence in TIMELINE.items():
        TIMELINE_SENTENCES.add(verb, sentence)
    for code, wording in ERRORS.items():
        ERROR_SENTENCES.add(code, wording)


def _logged(entry: EntryView) -> str:
    outcome = OUTCOME_WORDS.get(entry.data.get("outcome", ""), "")
    return _("%(who)s logged the call: %(outcome)s") % {"who": entry.actor_name, "outcome": outcome}


def _transferred(entry: EntryView) -> str:
    data = entry.data
    words = {"who": entry.actor_name, "to": data.get("to_user_name", ""), "extension": data.get("to_extension", "")}
    return _("%(who)s transferred the caller to %(to)s, extension %(extension)s") % words


def _promised(entry: EntryView) -> str:
    at = full_moment_text(datetime.fromisoformat(entry.data["promised_at"]), now=entry.occurred_at)
    return _("%(who)s promised to ring back at %(at)s") % {"who": entry.actor_name, "at": at}


TIMELINE: dict[str, Callable[[EntryView], str]] = {
    "contacts.call_started": lambda entry: _("%(who)s answered") % {"who": entry.actor_name},
    "contacts.call_ended": lambda _entry: _("The call ended"),
    "contacts.call_transferred": _transferred,
    "contacts.contact_logged": _logged,
    "contacts.callback_promised": _promised,
    "contacts.paper_form_entered": lambda entry: (
        _("%(who)s entered it from paper form %(number)s") % {"who": entry.actor_name, "number": entry.data["number"]}
    ),
    "contacts.log_undone": lambda entry: _("%(who)s took the log back") % {"who": entry.actor_name},
}
ERRORS: dict[str, Callable[[dict[str, Any]], str]] = {
    "draft_submitted": lambda _p: _("This call was logged already"),
    "draft_submitted:do": lambda _p: _("Press N for a new call. What was logged is in the ticket."),
    "draft_passed_on": lambda params: (
        _("%(name)s has this call now. What you wrote since then is still here") % {"name": params.get("name", "")}
    ),
    "draft_passed_on:do": lambda _p: _("Tell them what is missing, or press N for a new call."),
    "call_passed_on": lambda params: _("%(name)s has this call now") % {"name": params.get("name", "")},
    "call_passed_on:do": lambda _p: _("Tell them what is missing, or press N for a new call."),
    "already_logged": lambda _p: _("A colleague logged this call already"),
    "already_logged:do": lambda _p: _("Load the page again; it has left the list."),
    "ended_before_start": lambda _p: _("The call cannot end before it began. Enter a later end"),
    "too_long_ago": lambda params: (
        _("A call can be logged up to %(days)s days later") % {"days": params.get("days", 7)}
    ),
    "changed_elsewhere": lambda _p: _("You also wrote this somewhere else; the newest text is shown"),
}
