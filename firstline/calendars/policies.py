"""Who may look at calendars: those who may change settings. The hours of a desk are no secret, but nobody else asks."""

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.kernel.permissions import InstallationPermission


def require_see_calendars(actor: Actor) -> None:
    """Let the actor look at any calendar. *Raises* NotAllowed."""
    if not actor.may_install(InstallationPermission.SETTINGS_CHANGE):
        raise NotAllowed("settings_change")
