"""Acts that ask for something first. Each address shows its form (a dialog, or a page without script) and acts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, RuleBroken
from firstline.kit.forms import add_problem
from firstline.kit.views import Undo, allow, redirect_with_toast, render_page
from firstline.tickets.forms import read_id
from firstline.tickets.models import Ticket
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.selectors.conversation import Line, unscoped_changes_since
from firstline.tickets.selectors.ticket_page import get_ticket, last_entry_id, require_act
from firstline.tickets.services.need_to_know.views import PAGE_STAYS
from firstline.tickets.services.undo import act_undoably
from firstline.tickets.views import act_steps as steps
from firstline.tickets.views.act_forms import ActForm
from firstline.tickets.views.lists import list_question, ticket_url
from firstline.tickets.views.memory import undo_of
from firstline.tickets.views.opened import open_ticket

LISTS = {"log": ("tickets:open_call_log", ("order", "person")), "callbacks": ("tickets:callbacks", ("whose",))}
"""Lists from which acts are done, and what of their address is kept."""
UNPROCESSABLE = 422
CONFLICT = 409


@dataclass(frozen=True)
class Dialog:
    """One act with its words. ``run`` calls the service; ``verbs`` are the facts that touch the same field.

    An act that no status forbids has none of the lifecycle's, but ``may``: whether the actor may.

    ``is_once``: one's own facts count too, so that the same form sent again does nothing a second time.
    """

    name: str
    act: Act | None
    title: Callable[[Ticket], str]
    button: Callable[[], str]
    make: Callable[[Actor, Ticket, datetime, Any], ActForm]
    run: Callable[[steps.Step], Any]
    done: Callable[[Ticket], str]
    template: str = ""
    may: Callable[[Actor, Ticket], bool] | None = None
    verbs: tuple[str, ...] = ()
    can_undo: bool = False
    is_once: bool = False
    field_names: dict[str, str] = field(default_factory=dict)


def show_dialog(request: HttpRequest, number: str, dialog: Dialog) -> HttpResponse:
    """Show the form, or act and go back to the ticket."""
    actor, now = actor_in(request), clock.now()
    ticket = open_ticket(actor, number, now, within=PAGE_STAYS)
    if dialog.act is not None:
        require_act(actor, ticket, dialog.act)
    elif dialog.may is not None and not dialog.may(actor, ticket):
        raise NotAllowed
    if request.method != "POST":
        form = dialog.make(actor, ticket, now, None)
        if composed := request.GET.get("composed", ""):
            steps.propose_minutes(form, read_id(composed, "composed"))
        return _render(request, dialog, ticket, form, now)
    form = dialog.make(actor, ticket, now, request.POST)
    changes: list[Line] = []
    if form.is_valid():
        try:
            return _act(request, actor, ticket, dialog, form, now)
        except steps.MoreToShowError:
            return _render(request, dialog, ticket, form, now, status=200)
        except Conflict as conflict:
            changes = _changes(actor, ticket, dialog, form)
            add_problem(form, conflict)
        except (Invalid, RuleBroken) as error:
            error.field = dialog.field_names.get(error.field, error.field)
            add_problem(form, error)
    return _render(request, dialog, ticket, form, now, changes)


def _act(
    request: HttpRequest, actor: Actor, ticket: Ticket, dialog: Dialog, form: ActForm, now: datetime
) -> HttpResponse:
    """Act. Other fields that changed meanwhile are no conflict: the newest version is taken then."""
    version = form.cleaned_data["version"]
    if version != ticket.version and not _changes(actor, ticket, dialog, form):
        version = ticket.version
    step = steps.Step(actor, ticket, form.cleaned_data, version, now)
    undo: Undo | None = None
    if dialog.can_undo:
        memory = act_undoably(actor=actor, ticket_id=ticket.pk, act=lambda _at: dialog.run(step), now=now)
        undo = undo_of(ticket, memory, list_question(request))
    else:
        dialog.run(step)
    done = dialog.done(get_ticket(actor, ticket.number))
    return redirect_with_toast(request, _back(request, ticket), done, undo=undo)


def _back(request: HttpRequest, ticket: Ticket) -> str:
    """Return where the person came from, as it was: the list that ``?from=`` names, else the ticket."""
    page, kept = LISTS.get(request.GET.get("from", ""), ("", ()))
    if not page:
        return ticket_url(request, ticket.number)
    query = urlencode([(name, request.GET[name]) for name in kept if name in request.GET])
    return reverse(page) + (f"?{query}" if query else "")


def _changes(actor: Actor, ticket: Ticket, dialog: Dialog, form: ActForm) -> list[Line]:
    """Return what happened to the same field since the form was made."""
    but_by = None if dialog.is_once else actor.user_id
    return unscoped_changes_since(ticket, form.cleaned_data["since"] or 0, dialog.verbs, but_by)


def _render(
    request: HttpRequest,
    dialog: Dialog,
    ticket: Ticket,
    form: ActForm,
    now: datetime,
    changes: list[Line] | None = None,
    status: int | None = None,
) -> HttpResponse:
    """Render the form. After a conflict it carries the newest version, so that pressing again means "use mine"."""
    sent = form.data.copy() if isinstance(form.data, QueryDict) else None
    for name, value in (("version", ticket.version), ("since", last_entry_id(ticket))):
        form.initial[name] = value
        if changes and sent is not None:
            sent[name] = str(value)
    if sent is not None:
        form.data = sent
    context = {
        "ticket": ticket,
        "form": form,
        "name": dialog.name,
        "action": request.get_full_path(),
        "back": _back(request, ticket),
        "title": dialog.title(ticket),
        "button": dialog.button(),
        "changes": changes or [],
        "fields_template": dialog.template,
        "now": now,
    }
    status = status or ((CONFLICT if changes else UNPROCESSABLE) if form.is_bound else 200)
    return render_page(request, "tickets/act/page.html", context, fragment="tickets/act/_dialog.html", status=status)


def _assigned(ticket: Ticket) -> str:
    words = {"number": ticket.number, "name": ticket.assignee.person.name if ticket.assignee else ""}
    if not ticket.assignee:
        return _("Nobody has #%(number)s now") % words
    if ticket.is_need_to_know:
        return _("#%(number)s is with %(name)s, who is among those who read it") % words
    return _("#%(number)s is with %(name)s") % words


ASSIGN = Dialog(
    name="assign",
    act=Act.ASSIGN,
    title=lambda ticket: _("Give #%(number)s to") % {"number": ticket.number},
    button=lambda: _("Assign"),
    make=steps.assign_form,
    run=steps.assign,
    done=_assigned,
    verbs=("tickets.ticket_assigned", "tickets.ticket_forwarded"),
    can_undo=True,
    field_names={"assignee": "name"},
)
FORWARD = Dialog(
    name="forward",
    act=Act.FORWARD,
    title=lambda ticket: _("Forward #%(number)s") % {"number": ticket.number},
    button=lambda: _("Forward"),
    make=steps.forward_form,
    run=steps.forward,
    done=lambda ticket: (
        _("#%(number)s is with %(group)s") % {"number": ticket.number, "group": ticket.group}
        if ticket.group
        else _("#%(number)s was forwarded") % {"number": ticket.number}
    ),
    verbs=("tickets.ticket_forwarded", "tickets.ticket_escalated"),
    can_undo=True,
    is_once=True,
    field_names={"group": "to"},
)
WAIT = Dialog(
    name="wait",
    act=Act.WAIT,
    title=lambda _ticket: _("Wait"),
    button=lambda: _("Set to waiting"),
    make=steps.wait_form,
    run=steps.wait,
    done=lambda ticket: _("#%(number)s waits, its clock is paused") % {"number": ticket.number},
    verbs=("tickets.ticket_waiting",),
    can_undo=True,
)
RESOLVE = Dialog(
    name="resolve",
    act=Act.RESOLVE,
    title=lambda ticket: _("Resolve #%(number)s") % {"number": ticket.number},
    button=lambda: _("Resolve"),
    make=steps.resolve_form,
    run=steps.resolve,
    done=lambda ticket: _("#%(number)s is resolved") % {"number": ticket.number},
    can_undo=True,
)
REOPEN = Dialog(
    name="reopen",
    act=Act.REOPEN,
    title=lambda ticket: _("Reopen #%(number)s") % {"number": ticket.number},
    button=lambda: _("Reopen"),
    make=steps.reopen_form,
    run=steps.reopen,
    done=lambda ticket: _("#%(number)s is open again") % {"number": ticket.number},
    can_undo=True,
)
VOID = Dialog(
    name="void",
    act=Act.VOID,
    title=lambda ticket: _("Void #%(number)s? It leaves every figure") % {"number": ticket.number},
    button=lambda: _("Void the ticket"),
    make=steps.void_form,
    run=steps.void,
    done=lambda ticket: _("#%(number)s is void") % {"number": ticket.number},
    can_undo=True,
)
SEVERITY = Dialog(
    name="severity",
    act=Act.CLASSIFY,
    title=lambda ticket: _("Severity of #%(number)s") % {"number": ticket.number},
    button=lambda: _("Set severity"),
    make=steps.severity_form,
    run=steps.severity,
    done=lambda ticket: _("Severity of #%(number)s is set") % {"number": ticket.number},
    verbs=("tickets.ticket_triaged",),
    can_undo=True,
    field_names={"severity_reason": "reason"},
)
IDENTITY = Dialog(
    name="identity",
    act=Act.CLASSIFY,
    title=lambda _ticket: _("Who is calling?"),
    button=lambda: _("Save the check"),
    make=steps.identity_form,
    run=steps.identity,
    done=lambda _ticket: _("The check is saved. What was said to prove it is not kept"),
    verbs=("tickets.identity_checked",),
    is_once=True,
)


def _view(dialog: Dialog) -> Callable[[HttpRequest, str], HttpResponse]:
    @allow("GET", "POST")
    def answer(request: HttpRequest, number: str) -> HttpResponse:
        return show_dialog(request, number, dialog)

    return answer


assign, forward, wait, resolve = _view(ASSIGN), _view(FORWARD), _view(WAIT), _view(RESOLVE)
reopen, void, severity, identity = _view(REOPEN), _view(VOID), _view(SEVERITY), _view(IDENTITY)
