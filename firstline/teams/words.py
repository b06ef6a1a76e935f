"""Words, tone and icon of each line state, for every page that shows one."""

from django.utils.translation import gettext_lazy as _

from firstline.teams.models import AvailabilityState

STATES = {
    AvailabilityState.AVAILABLE: (_("Available"), "free", "phone"),
    AvailabilityState.ON_CALL: (_("On a call"), "busy", "phone-call"),
    AvailabilityState.AFTER_CALL: (_("After a call"), "busy", "pencil"),
    AvailabilityState.AWAY: (_("Away"), "away", "mug"),
    AvailabilityState.OFF: (_("Off"), "off", "moon"),
}
