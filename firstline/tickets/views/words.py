"""Words for the codes of this room, where kit has none."""

from django.utils.translation import gettext_lazy as _

IDENTITY_METHODS = {
    "callback": _("I rang back the number on file"),
    "mail_code": _("Code by mail"),
    "employee_number": _("Employee number and site"),
    "in_person": _("In person"),
}
