"""In-app notices of this room, by kind. Parameters are names and numbers of tickets."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

Params = dict[str, Any]

ASSIGNED = "tickets.assigned_to_you"
CALL_HANDED_OVER = "tickets.call_handed_over"

ANSWERED = "tickets.requester_answered"

SENTENCES: dict[str, Callable[[Params], str]] = {
    ASSIGNED: lambda params: _("%(by)s gave you #%(number)s") % {"by": params["by"], "number": params["number"]},
    ANSWERED: lambda params: _("%(by)s answered in #%(number)s") % {"by": params["by"], "number": params["number"]},
    CALL_HANDED_OVER: lambda params: _("%(by)s passed you a call. Its log is yours to finish") % {"by": params["by"]},
}
