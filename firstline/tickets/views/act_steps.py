"""How each act's form is made, and which use case its answer calls."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.tickets.forms import read_id
from firstline.tickets.models import Ticket
from firstline.tickets.selectors import ticket_page
from firstline.tickets.selectors.assignable import user_id_by_name
from firstline.tickets.selectors.destinations import Destination, destinations_of
from firstline.tickets.selectors.settled import resolution_codes
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.views import act_forms
from firstline.tickets.views.moments import read_promised_time

UP = "up"
NOBODY = "nobody"
LONGEST_COMPOSED_SECONDS = 8 * 3600


class MoreToShowError(Exception):
    """The form shows more before it acts: nothing is wrong, and nothing was done."""


@dataclass(frozen=True)
class Step:
    """One act as sent: who, on which ticket, what was filled in, the version that was seen."""

    actor: Actor
    ticket: Ticket
    data: dict[str, Any]
    version: int | None
    now: datetime

    @property
    def common(self) -> dict[str, Any]:
        """The arguments that every use case takes."""
        return {"actor": self.actor, "ticket_id": self.ticket.pk, "now": self.now}


def assign_form(_actor: Actor, _ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of assigning."""
    return act_forms.AssignForm(sent)


def assign(step: Step) -> Ticket:
    """Assign to the chosen account, to the one with the typed name, or to nobody."""
    chosen = step.data["assignee"]
    if chosen == NOBODY:
        return assignment.assign_ticket(**step.common, user_id=None, version=step.version)
    typed = step.data["name"].strip()
    if not chosen and not typed:
        raise Invalid("required", field="assignee")
    user_id = read_id(chosen, "assignee") if chosen else user_id_by_name(step.actor, step.ticket, typed)
    if user_id is None:
        raise Invalid("unknown_choice", field="assignee")
    return assignment.assign_ticket(**step.common, user_id=user_id, version=step.version)


def forward_form(actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of forwarding: the next level first, then the groups of the desk."""
    form = act_forms.ForwardForm(sent, initial={"to": UP, "tried": ticket_page.tried_so_far(ticket)})
    form.fields["to"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
        (UP if to.is_next else str(to.group_id), _destination(to)) for to in destinations_of(actor, ticket)
    ]
    return form


def _destination(to: Destination) -> str:
    words = {"group": to.group_name, "level": to.level_name}
    if to.is_next and to.group_id is None:
        return _("Up to the director: no group above has this nature")
    if to.direction == "up":
        return _("Up: %(group)s, %(level)s") % words
    if to.direction == "down":
        return _("Down: %(group)s, %(level)s") % words
    return to.group_name


def forward(step: Step) -> Ticket:
    """Forward to the next level, or to the chosen group."""
    tried = step.data["tried"]
    if step.data["to"] == UP:
        return assignment.forward_up(**step.common, tried=tried, version=step.version)
    group_id = read_id(step.data["to"], "to")
    return assignment.forward_to_group(**step.common, group_id=group_id, tried=tried, version=step.version)


def wait_form(_actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of waiting."""
    initial = {"waiting_on": ticket.waiting_on or "requester", "reason": ticket.waiting_reason}
    return act_forms.WaitForm(sent, initial=initial)


def wait(step: Step) -> Ticket:
    """Set to waiting until a time as people write it."""
    zone = step.ticket.desk.calendar.time_zone
    until = read_promised_time(step.data["until"], "until", zone, step.now)
    reason, waiting_on = step.data["reason"], step.data["waiting_on"]
    return work.wait_on(**step.common, waiting_on=waiting_on, reason=reason, until=until)


def resolve_form(actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of resolving, the minutes prefilled from the calls."""
    draft = ticket_page.drafts_of(actor, ticket).get("resolve")
    minutes = ticket_page.minutes_on_calls(ticket_page.contacts_of(ticket))
    form = act_forms.ResolveForm(sent, initial={"note": draft.body if draft else "", "minutes": minutes})
    form.fields["resolution_code"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
        (code.code, code.name) for code in resolution_codes(ticket.desk)
    ]
    if minutes:
        form.fields["minutes"].help_text = _("%(minutes)s on calls. Add the rest of your work") % {"minutes": minutes}
    return form


def propose_minutes(form: act_forms.ActForm, composed_seconds: int) -> None:
    """Add the time that was spent writing, as the browser tells it, to the proposed minutes; the person decides."""
    writing = round(min(composed_seconds, LONGEST_COMPOSED_SECONDS) / 60)
    if not writing or not isinstance(form, act_forms.ResolveForm):
        return
    on_calls = int(form.initial["minutes"])
    form.initial["minutes"] = on_calls + writing
    form.fields["minutes"].help_text = _("%(calls)s on calls, %(writing)s writing here. Change it to what it was") % {
        "calls": on_calls,
        "writing": writing,
    }


def resolve(step: Step) -> Ticket:
    """Resolve."""
    data = step.data
    return resolution.resolve_ticket(
        **step.common, resolution_code=data["resolution_code"], note=data["note"], minutes=data["minutes"]
    )


def reopen_form(_actor: Actor, _ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of reopening."""
    return act_forms.ReasonForm(sent)


def reopen(step: Step) -> Ticket:
    """Reopen."""
    return resolution.reopen_ticket(**step.common, reason=step.data["reason"])


def void_form(_actor: Actor, _ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of taking out of every figure."""
    return act_forms.VoidForm(sent)


def void(step: Step) -> Ticket:
    """Take out of every figure."""
    return resolution.void_ticket(**step.common, reason=step.data["reason"])


def severity_form(_actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of another severity."""
    return act_forms.SeverityForm(sent, initial={"severity": ticket.severity})


def severity(step: Step) -> Ticket:
    """Set another severity."""
    data = step.data
    return work.change_severity(**step.common, severity=data["severity"], reason=data["reason"], version=step.version)


def identity_form(_actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    """Return the form of the identity check."""
    return act_forms.IdentityForm(sent, initial={"method": ticket.identity_method or "callback"})


def identity(step: Step) -> Ticket:
    """Keep the method and the result."""
    method, verified = step.data["method"], step.data["verified"] == "yes"
    return work.check_identity(**step.common, method=method, verified=verified, version=step.version)
