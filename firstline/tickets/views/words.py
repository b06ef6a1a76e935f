"""Words for the codes of this room, where kit has none."""

from django.utils.translation import gettext_lazy as _

IDENTITY_METHODS = {
    "callback": _("I rang back the number on file"),
    "mail_code": _("Code by mail"),
    "employee_number": _("Employee number and site"),
    "in_person": _("In person"),
}

FIELD_LABELS = {
    "caller": _("Who is calling?"),
    "person_id": _("Who is calling?"),
    "problem": _("What is wrong?"),
    "nature": _("Nature of call"),
    "severity": _("Severity"),
    "severity_reason": _("Why this severity?"),
    "identity_method": _("Is it really them?"),
    "tried": _("What was tried"),
    "callback_at": _("When to ring back"),
    "callback_number": _("Number to ring"),
    "reason": _("Why no ticket is needed"),
    "call_date": _("Day of the call"),
    "began_time": _("When the call began"),
    "ended_time": _("When the call ended"),
    "started_at": _("When the call began"),
    "answered_by": _("Answered by"),
    "assignee": _("Who gets it"),
    "refer_to": _("Refer to"),
}
"""What a field of the call form is called in the sentence that says what is wrong with it."""

DIALOG_OF_FIELD = {
    "callback_at": "callback",
    "callback_number": "callback",
    "reason": "no-ticket",
    "call_date": "earlier",
    "began_time": "earlier",
    "ended_time": "earlier",
    "answered_by": "earlier",
}
"""Fields that stand in a dialog, which opens again when they are wrong."""
