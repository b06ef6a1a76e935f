"""One's own line state: what the top bar shows, and setting it in one click."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.registry import LineState
from firstline.kit.views import post_only
from firstline.kit.views.guards import actor_of
from firstline.teams.models import AvailabilityState
from firstline.teams.selectors import availability_of
from firstline.teams.services import set_availability

STATES = {
    AvailabilityState.AVAILABLE: (_("Available"), "free", "phone"),
    AvailabilityState.ON_CALL: (_("On a call"), "busy", "phone-call"),
    AvailabilityState.AFTER_CALL: (_("After a call"), "busy", "pencil"),
    AvailabilityState.AWAY: (_("Away"), "away", "mug"),
    AvailabilityState.OFF: (_("Off"), "off", "moon"),
}


def line_state(actor: Actor, _now: datetime) -> LineState | None:
    """Return the actor's line for the top bar; nobody without a role at a desk has one."""
    if not actor.is_staff:
        return None
    row = availability_of(actor.account_id)
    state = AvailabilityState(row.state) if row else AvailabilityState.OFF
    text, tone, icon = STATES[state]
    return LineState(
        text=text,
        tone=tone,
        icon=icon,
        current=state.value,
        action=reverse("teams:set_availability"),
        choices=tuple((code.value, words[0]) for code, words in STATES.items()),
    )


@post_only
def set_line(request: HttpRequest) -> HttpResponse:
    """Set one's own line state and go back to where one was."""
    set_availability(actor=actor_of(request), state=request.POST.get("state", ""), now=clock.now())
    target = request.POST.get("next", "")
    return redirect(target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) else "/")
