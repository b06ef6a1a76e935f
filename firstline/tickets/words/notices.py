"""In-app notices of this room, by kind. Parameters are names and numbers of tickets."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

Params = dict[str, Any]

ASSIGNED = "tickets.assigned_to_you"
CALL_HANDED_OVER = "tickets.call_handed_over"

ANSWERED = "tickets.requester_answered"

PROMISE_NEAR, PROMISE_BROKEN = "tickets.promise_near", "tickets.promise_broken"
CALLBACK_NEAR, CALLBACK_MISSED = "tickets.callback_near", "tickets.callback_missed"
CAME_BACK = "tickets.waiting_over"


def _of_promise(reply: Callable[[], str], solve: Callable[[], str]) -> Callable[[Params], str]:
    return lambda params: (reply if params.get("kind") == "first_reply" else solve)() % {"number": params["number"]}


def _of_ticket(text: Callable[[], str]) -> Callable[[Params], str]:
    return lambda params: text() % {"number": params["number"]}


SENTENCES: dict[str, Callable[[Params], str]] = {
    ASSIGNED: lambda params: _("%(by)s gave you #%(number)s") % {"by": params["by"], "number": params["number"]},
    ANSWERED: lambda params: _("%(by)s answered in #%(number)s") % {"by": params["by"], "number": params["number"]},
    CALL_HANDED_OVER: lambda params: _("%(by)s passed you a call. Its log is yours to finish") % {"by": params["by"]},
    PROMISE_NEAR: _of_promise(
        lambda: _("#%(number)s: the time to reply is nearly used"),
        lambda: _("#%(number)s: the time to solve it is nearly used"),
    ),
    PROMISE_BROKEN: _of_promise(
        lambda: _("#%(number)s: the reply is late"), lambda: _("#%(number)s: the solution is late")
    ),
    CALLBACK_NEAR: _of_ticket(lambda: _("#%(number)s: a callback is due in a few minutes")),
    CALLBACK_MISSED: _of_ticket(lambda: _("#%(number)s: a promised callback was missed")),
    CAME_BACK: _of_ticket(lambda: _("#%(number)s: the waiting is over, it is work again")),
}
