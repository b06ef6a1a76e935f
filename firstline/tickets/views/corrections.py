"""Corrections as dialogs: how each form is made, and which use case its answer calls."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, NotFound
from firstline.kit.views import allow, get_only
from firstline.tickets.forms import read_id
from firstline.tickets.models import Message, MessageKind, Ticket
from firstline.tickets.policies import can_change_message
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.selectors.corrections import natures_offered, requesters_found, suggestion_of
from firstline.tickets.selectors.ticket_page import get_ticket
from firstline.tickets.services import corrections
from firstline.tickets.views import act_forms
from firstline.tickets.views.act_steps import MoreToShowError, Step
from firstline.tickets.views.ticket_dialogs import Dialog, show_dialog


def _title_form(_actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    return act_forms.TitleForm(sent, initial={"title": ticket.title})


def _title(step: Step) -> Ticket:
    return corrections.change_title(**step.common, title=step.data["title"], version=step.version)


def _requester_form(_actor: Actor, _ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    return act_forms.RequesterForm(sent)


def _requester(step: Step) -> Ticket:
    if not step.data["person"]:
        raise Invalid("required", field="person")
    person_id = read_id(step.data["person"], "person")
    return corrections.change_requester(**step.common, person_id=person_id, version=step.version)


def _nature_form(_actor: Actor, ticket: Ticket, _now: datetime, sent: Any) -> act_forms.ActForm:
    form = act_forms.NatureForm(sent)
    offered = natures_offered(ticket)
    form.fields["nature"].choices = [("", _("Choose"))] + [  # type: ignore[attr-defined]  # a ChoiceField
        (str(nature.pk), nature.name) for nature in offered if nature.pk != ticket.nature_id
    ]
    chosen = next((nature for nature in offered if sent and str(nature.pk) == sent.get("nature")), None)
    if chosen is not None:
        form.suggestion = suggestion_of(ticket, chosen)
    return form


def _nature(step: Step) -> Ticket:
    """Change it, once its suggestions were shown: the form names the nature for which it showed them."""
    data = step.data
    if data["shown_for"] != data["nature"]:
        raise MoreToShowError
    return corrections.change_nature(
        **step.common,
        nature_id=read_id(data["nature"], "nature"),
        severity=data["severity"] or corrections.KEEP,
        group_id=read_id(data["group"], "group") if data["group"] else None,
        version=step.version,
    )


ENTITLED = {
    "covered": lambda: _("covered"),
    "as_needed": lambda: _("as needed, without promised times"),
    "refer": lambda: _("to be referred elsewhere"),
    "unknown": lambda: _("no rule, ask the director"),
}


def _requester_said(ticket: Ticket) -> str:
    verdict = ENTITLED.get(ticket.entitlement, ENTITLED["unknown"])()
    words = {"number": ticket.number, "name": ticket.requester.name if ticket.requester else "", "verdict": verdict}
    return _("#%(number)s is %(name)s's now. Entitlement: %(verdict)s") % words


TITLE = Dialog(
    name="title",
    act=Act.WORK_NOTE,
    title=lambda ticket: _("Title of #%(number)s") % {"number": ticket.number},
    button=lambda: _("Save title"),
    make=_title_form,
    run=_title,
    done=lambda _ticket: _("The title is changed. The old one is kept"),
    verbs=("tickets.title_changed",),
    can_undo=True,
)
REQUESTER = Dialog(
    name="requester",
    act=Act.CLASSIFY,
    title=lambda ticket: _("Who asked for #%(number)s?") % {"number": ticket.number},
    button=lambda: _("Change requester"),
    make=_requester_form,
    run=_requester,
    done=_requester_said,
    verbs=("tickets.requester_changed",),
    can_undo=True,
)
NATURE = Dialog(
    name="nature",
    act=Act.CLASSIFY,
    title=lambda ticket: _("Nature of #%(number)s") % {"number": ticket.number},
    button=lambda: _("Change nature"),
    make=_nature_form,
    run=_nature,
    done=lambda ticket: _("#%(number)s is %(nature)s now") % {"number": ticket.number, "nature": ticket.nature.name},
    verbs=("tickets.nature_changed",),
    can_undo=True,
)


def _view(dialog: Dialog) -> Any:
    @allow("GET", "POST")
    def answer(request: HttpRequest, number: str) -> HttpResponse:
        return show_dialog(request, number, dialog)

    return answer


title, requester, nature = _view(TITLE), _view(REQUESTER), _view(NATURE)


@get_only
def requesters(request: HttpRequest, number: str) -> HttpResponse:
    """Return the people whom the typed words may mean, as options of the requester field."""
    actor = actor_in(request)
    ticket = get_ticket(actor, number)
    query = request.GET.get("q", "")[:200]
    found = requesters_found(actor, ticket, query)
    return render(request, "tickets/console/_callers.html", {"matches": found, "query": query})


@allow("GET", "POST")
def note(request: HttpRequest, number: str, message_id: int) -> HttpResponse:
    """Write a note anew."""
    message = _own(request, number, message_id, MessageKind.NOTE)
    return show_dialog(request, number, _note_dialog(message))


@allow("GET", "POST")
def staff_only(request: HttpRequest, number: str, message_id: int) -> HttpResponse:
    """Make a reply a note."""
    message = _own(request, number, message_id, MessageKind.REPLY)
    return show_dialog(request, number, _staff_only_dialog(message))


def _own(request: HttpRequest, number: str, message_id: int, kind: str) -> Message:
    actor = actor_in(request)
    ticket = get_ticket(actor, number)
    message = ticket.messages.filter(pk=message_id, kind=kind).first()
    if message is None:
        raise NotFound
    if not can_change_message(actor, ticket, message):
        raise NotAllowed
    return message


def _note_dialog(message: Message) -> Dialog:
    return Dialog(
        name="note",
        act=Act.WORK_NOTE,
        title=lambda _ticket: _("Change the note"),
        button=lambda: _("Save note"),
        make=lambda _actor, _ticket, _now, sent: act_forms.NoteForm(sent, initial={"body": message.body}),
        run=lambda step: corrections.change_note(
            **step.common, message_id=message.pk, body=step.data["body"], version=step.version
        ),
        done=lambda _ticket: _("The note is changed. The old words are kept"),
        verbs=("tickets.note_changed",),
    )


def _staff_only_dialog(message: Message) -> Dialog:
    return Dialog(
        name="staff_only",
        act=Act.WORK_NOTE,
        title=lambda _ticket: _("Make this reply visible to staff only?"),
        button=lambda: _("Make it a note"),
        make=lambda _actor, _ticket, _now, sent: act_forms.ActForm(sent),
        run=lambda step: corrections.make_reply_a_note(**step.common, message_id=message.pk),
        done=lambda _ticket: _("It is a note now, for staff only, with its files"),
        can_undo=True,
    )
