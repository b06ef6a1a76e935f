"""Acts on a ticket that ask for nothing more: one press, one POST. Replies and notes come from the composer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.errors import Invalid, RuleBroken
from firstline.kit.views import post_only, redirect_with_toast
from firstline.kit.words import sentence_of
from firstline.tickets.forms import read_id
from firstline.tickets.selectors.files import waiting_files
from firstline.tickets.selectors.ticket_page import get_ticket
from firstline.tickets.services import assignment, resolution, work
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.views.files import sent_files
from firstline.tickets.views.lists import list_question, ticket_url
from firstline.tickets.views.memory import read_memory, undo_of
from firstline.tickets.views.ticket import page_context

UNPROCESSABLE = 422
CONFLICT = 409


@post_only
def take(request: HttpRequest, number: str) -> HttpResponse:
    """Make the ticket one's own and begin the work."""
    said = _("#%(number)s is yours") % {"number": number}
    return _undoable(request, number, assignment.take_ticket, said)


@post_only
def resume(request: HttpRequest, number: str) -> HttpResponse:
    """End the waiting."""
    said = _("#%(number)s goes on, its clock runs") % {"number": number}
    return _undoable(request, number, work.resume_work, said)


@post_only
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close what is resolved."""
    said = _("#%(number)s is closed") % {"number": number}
    return _undoable(request, number, resolution.close_ticket, said)


@post_only
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take one's last act back."""
    actor = actor_in(request)
    shown = get_ticket(actor, number)
    memory = read_memory(request.POST.get("memory", ""))
    try:
        undo_act(actor=actor, memory=memory, now=clock.now())
    except RuleBroken as refusal:
        return redirect_with_toast(request, ticket_url(request, shown.number), sentence_of(refusal))
    return redirect_with_toast(request, ticket_url(request, shown.number), _("Taken back"))


@post_only
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """Save a reply. When somebody wrote meanwhile, their words are shown first."""
    said = _("Saved with the ticket. It was not sent: there is no channel yet")
    return _write(request, number, "reply", work.reply_to_requester, said)


@post_only
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Add a note for staff."""
    return _write(request, number, "note", work.add_note, _("Note added, for staff only"))


def _undoable(request: HttpRequest, number: str, service: Callable[..., Any], said: str) -> HttpResponse:
    actor, now = actor_in(request), clock.now()
    shown = get_ticket(actor, number)
    memory = act_undoably(
        actor=actor,
        ticket_id=shown.pk,
        act=lambda at: service(actor=actor, ticket_id=shown.pk, now=at),
        now=now,
    )
    return redirect_with_toast(
        request, ticket_url(request, number), said, undo=undo_of(shown, memory, list_question(request))
    )


def _write(request: HttpRequest, number: str, kind: str, service: Callable[..., Any], said: str) -> HttpResponse:
    actor, now = actor_in(request), clock.now()
    shown = get_ticket(actor, number)
    after = read_id(request.POST.get("after", "0"), "after")
    context = page_context(request, actor, number, now)
    if kind == "reply" and context["talk"].newer and "anyway" not in request.POST:
        return _again(request, context, kind, "", CONFLICT)
    try:
        files = sent_files(request, actor, shown, kind, now)
        service(
            actor=actor, ticket_id=shown.pk, body=request.POST.get("body", ""), after_message_id=after or None, now=now,
            file_ids=files,
        )  # fmt: skip
    except (Invalid, RuleBroken) as error:
        return _again(request, context, kind, sentence_of(error), UNPROCESSABLE)
    return redirect_with_toast(request, ticket_url(request, number), said)


def _again(request: HttpRequest, context: dict[str, Any], kind: str, problem: str, status: int) -> HttpResponse:
    """Show the page with the text still in the composer, and why it was not saved."""
    typed = request.POST.get("body", "")
    context["uploads"] = waiting_files(actor_in(request), context["ticket"])
    more = {"write": kind, "typed": {kind: typed}, "problem": problem, "ask_anyway": status == CONFLICT}
    return render(request, "tickets/ticket.html", {**context, **more}, status=status)
