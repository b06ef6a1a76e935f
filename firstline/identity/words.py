"""Codes of this room in words: roles, and what happened to an account."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from firstline.identity.rules.account_changes import ACTIVE, ADMINISTRATOR
from firstline.kernel.permissions import Role

ROLE_NAMES = {
    Role.SPECIALIST: _("Specialist"),
    Role.TECHNICIAN: _("Technician"),
    Role.COORDINATOR: _("Coordinator"),
    Role.DIRECTOR: _("Director"),
}
CHANGE_NAMES: dict[str, Any] = {
    "identity.user_added": _("got an account"),
    "identity.password_issued": _("got a password"),
    "identity.role_granted": _("got a role"),
    "identity.role_revoked": _("lost a role"),
    "identity.administrator_appointed": _("was appointed"),
    "identity.administrator_dismissed": _("was dismissed"),
    "identity.user_deactivated": _("was deactivated"),
    "identity.user_reactivated": _("was activated again"),
}
TURNED = {ADMINISTRATOR: _("Administrator"), ACTIVE: _("Active")}
