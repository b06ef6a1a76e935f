"""The dialog in which somebody says who of the desk reads a ticket."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from firstline.kernel.actor import Actor
from firstline.kit.views import allow
from firstline.tickets.forms import read_id
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_restrict
from firstline.tickets.selectors.need_to_know.readers import desk_readers
from firstline.tickets.services.need_to_know import readers as need_to_know
from firstline.tickets.views.act_forms import ReadersForm
from firstline.tickets.views.act_steps import Step
from firstline.tickets.views.ticket_dialogs import Dialog, show_dialog


def _form(actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> ReadersForm:
    """Return the form: it begins with need to know, because that is what it is opened for."""
    initial = {"reason": ticket.need_to_know_reason, "readers": [str(pk) for pk in ticket.reader_ids or ()]}
    form = ReadersForm(sent, initial={"who": "named", **initial})
    people = desk_readers(actor, ticket)
    always = {actor.user_id, ticket.assignee_id}.union(one.user_id for one in people if one.reads_all)
    form.always = frozenset(map(str, always))
    form.fields["readers"].choices = [(str(one.user_id), one.name) for one in people]  # type: ignore[attr-defined]  # a MultipleChoiceField
    return form


def _run(step: Step) -> Ticket:
    if step.data["who"] == "desk":
        return need_to_know.open_to_desk(**step.common, version=step.version)
    chosen = {read_id(pk, "readers") for pk in step.data["readers"]}
    return need_to_know.restrict_ticket(
        **step.common, reason=step.data["reason"], reader_ids=chosen, version=step.version
    )


def _said(ticket: Ticket) -> str:
    if ticket.reader_ids is None:
        return _("Everybody of the desk reads #%(number)s") % {"number": ticket.number}
    return _("#%(number)s is need to know. Only those named under its title read it") % {"number": ticket.number}


READERS = Dialog(
    name="readers",
    act=None,
    may=can_restrict,
    title=lambda ticket: _("Who reads #%(number)s?") % {"number": ticket.number},
    button=lambda: _("Save"),
    make=_form,
    run=_run,
    done=_said,
    verbs=("tickets.ticket_restricted", "tickets.readers_changed", "tickets.ticket_opened_to_desk"),
    can_undo=True,
)


@allow("GET", "POST")
def readers(request: HttpRequest, number: str) -> HttpResponse:
    """Say who reads the ticket."""
    return show_dialog(request, number, READERS)
