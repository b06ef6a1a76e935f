"""Who may see and change settings: administrators, and nobody else. That there are settings is no secret."""

from firstline.identity.models import User
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.kernel.permissions import InstallationPermission

_NAMES = 3


def can_change_settings(actor: Actor) -> bool:
    """Return whether the actor may see and change what the agency decides."""
    return actor.may_install(InstallationPermission.SETTINGS_CHANGE)


def require_change_settings(actor: Actor) -> None:
    """Let the actor change settings. *Raises* NotAllowed, which tells staff whom to ask."""
    if can_change_settings(actor):
        return
    names = User.objects.filter(is_administrator=True, is_active=True).order_by("person__folded_name")
    known = [user.person.name for user in names[:_NAMES]] if actor.is_staff else []
    raise NotAllowed("settings_change", names=", ".join(known))
