"""Acts of the call console: every outcome of a call, transfers, ends, and calls that are not logged yet."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.catalog.selectors import catch_all_nature_id
from firstline.contacts.models import CallDraft
from firstline.contacts.selectors import get_draft, not_logged_yet
from firstline.contacts.services.calls import declare_no_ticket, end_call, take_over_log
from firstline.contacts.services.drafts import add_problem, save_draft
from firstline.desks.models import Desk
from firstline.desks.selectors import get_desk
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotFound
from firstline.kernel.texts import LINE_LIMIT
from firstline.kit.views import Undo, get_only, post_only, redirect_with_toast
from firstline.kit.words.errors import sentence_of
from firstline.kit.words.times import full_moment_text
from firstline.people.services.persons import add_person
from firstline.tickets import forms
from firstline.tickets.models import CHOSEN_BY_HAND
from firstline.tickets.services import intake
from firstline.tickets.services.intake import Logged
from firstline.tickets.services.transfer import transfer_call
from firstline.tickets.services.undo_log import undo_log
from firstline.tickets.views.console import chosen_desk, concerns, console_context, known_person
from firstline.tickets.views.moments import read_promised_time
from firstline.tickets.views.words import DIALOG_OF_FIELD, FIELD_LABELS
from firstline.triage.selectors import suggest_nature

Sent = forms.SentCall
Post = Any


def _solved(actor: Actor, sent: Sent, _post: Post, now: Any) -> Logged:
    return intake.log_and_resolve(actor=actor, call=sent.call, problem=sent.problem, minutes=None, now=now)


def _forward(actor: Actor, sent: Sent, post: Post, now: Any) -> Logged:
    tried = post.get("forward_note", "").strip() or sent.problem.tried
    return intake.log_and_forward(actor=actor, call=sent.call, problem=sent.problem, tried=tried, now=now)


def _queue(actor: Actor, sent: Sent, _post: Post, now: Any) -> Logged:
    return intake.log_and_queue(actor=actor, call=sent.call, problem=sent.problem, now=now)


def _assign(actor: Actor, sent: Sent, post: Post, now: Any) -> Logged:
    user_id = forms.read_id(post.get("assign_to", ""), "assignee")
    return intake.log_and_assign(actor=actor, call=sent.call, problem=sent.problem, user_id=user_id, now=now)


def _callback(actor: Actor, sent: Sent, post: Post, now: Any) -> Logged:
    desk = get_desk(actor, sent.call.desk_id)
    return intake.log_and_promise_callback(
        actor=actor,
        call=sent.call,
        problem=sent.problem,
        promised_at=read_promised_time(post.get("callback_at", ""), "callback_at", desk.calendar.time_zone, now),
        number=post.get("callback_number", "").strip() or own_number(actor, sent),
        now=now,
    )


def own_number(actor: Actor, sent: Sent) -> str:
    """Return where the caller is rung back when no other number was told: the number of the call, or the extension."""
    person = known_person(actor, sent.call.person_id)
    return sent.call.number or (person.extension if person else "")


def _refer(actor: Actor, sent: Sent, post: Post, now: Any) -> Logged:
    refer_to = post.get("refer_to", "")
    return intake.log_and_refer(actor=actor, call=sent.call, problem=sent.problem, refer_to=refer_to, now=now)


NEWEST = 2**31
OUTCOMES: dict[str, Callable[[Actor, Sent, Post, Any], Logged]] = {
    "solved": _solved,
    "forward": _forward,
    "queue": _queue,
    "assign": _assign,
    "callback": _callback,
    "refer": _refer,
}


@post_only
def log(request: HttpRequest) -> HttpResponse:
    """Log the call with the outcome that was pressed; what is wrong comes back in the form, with nothing lost."""
    actor, now = actor_in(request), clock.now()
    name, _sep, assign_to = request.POST.get("outcome", "").partition(":")
    act = OUTCOMES.get(name)
    try:
        if act is None:
            raise Invalid("unknown_choice", field="outcome")
        post = request.POST.copy()
        if assign_to:
            post["assign_to"] = assign_to
        keep_form(request, actor, now)
        desk = get_desk(actor, forms.read_id(request.POST.get("desk_id", ""), "desk_id"))
        sent = forms.read_call(request.POST, ZoneInfo(desk.calendar.time_zone), now)
        logged = act(actor, with_nature(desk, sent), post, now)
    except NotFound:
        raise
    except FirstlineError as error:
        return form_again(request, actor, error, now)
    return after_log(request, logged)


def keep_form(request: HttpRequest, actor: Actor, now: Any) -> None:
    """Keep the form as sent before anything is made of it: whatever happens next, no word is lost."""
    try:
        save_draft(
            actor=actor,
            draft_id=forms.read_uuid(request.POST.get("draft_id", ""), "draft_id"),
            desk_id=forms.read_id(request.POST.get("desk_id", ""), "desk_id"),
            known_revision=NEWEST,
            data=forms.draft_data(request.POST),
            started_at=forms.read_moment(request.POST.get("started_at", ""), "started_at"),
            now=now,
        )
    except Conflict as conflict:
        if conflict.code != "draft_submitted":  # a repeated submit: the log answers it with what it made
            raise


def with_nature(desk: Desk, sent: Sent) -> Sent:
    """Return the call with a nature: the one a person chose, else what the words speak for, else the catch-all."""
    if sent.nature_chosen_by_person and sent.problem.nature_id:
        return replace(sent, problem=replace(sent.problem, nature_reason=CHOSEN_BY_HAND))
    suggested = suggest_nature(desk, sent.problem.text)
    nature_id = suggested.nature_id if suggested else catch_all_nature_id(desk)
    reason = ", ".join(suggested.matched_words)[:LINE_LIMIT] if suggested else ""
    # Where the last words changed the nature, the answers sent are to the questions of another one.
    answers = sent.problem.answers if sent.problem.nature_id in {0, nature_id} else {}
    return replace(sent, problem=replace(sent.problem, nature_id=nature_id, nature_reason=reason, answers=answers))


def form_again(request: HttpRequest, actor: Actor, error: FirstlineError, now: Any) -> HttpResponse:
    """Return the console with the form as sent, the error in words, and the field at fault named."""
    desk = chosen_desk(actor, "")
    if request.POST.get("desk_id", "").isdigit():
        desk = get_desk(actor, forms.read_id(request.POST["desk_id"], "desk_id"))
    draft = None
    with suppress(NotFound, Conflict, ValueError):  # never saved, logged or passed on: the form is shown as it was sent
        draft = get_draft(actor, UUID(request.POST.get("draft_id", "")))
    context = console_context(actor, desk, draft, request.POST, now)
    context |= said_of(error, request.POST)
    return render(request, "tickets/console/console.html", context, status=409 if isinstance(error, Conflict) else 422)


def said_of(error: FirstlineError, sent: Post) -> dict[str, Any]:
    """Return what the form says about an error: in words, at which field, in which dialog, with all that was sent."""
    opens = DIALOG_OF_FIELD.get(error.field, "")
    if error.field == "tried" and sent.get("outcome") == "forward":
        opens = "forward"
    return {
        "error": sentence_of(error),
        "error_field": error.field,
        "error_label": FIELD_LABELS.get(error.field, ""),
        "error_opens": opens,
        "sent": sent,
    }


def after_log(request: HttpRequest, logged: Logged) -> HttpResponse:
    """Return to the console, or to a second problem of the same call, and say what was logged."""
    ticket = logged.ticket
    text = _("Logged as #%(number)s") % {"number": ticket.number}
    if ticket.assignee_id and ticket.status == "new" and ticket.assignee:
        text = _("Logged as #%(number)s, with %(name)s") % {
            "number": ticket.number,
            "name": ticket.assignee.person.name,
        }
    elif ticket.status == "new" and ticket.group:
        text = _("Logged as #%(number)s, in the queue of %(name)s") % {
            "number": ticket.number,
            "name": ticket.group.name,
        }
    promised = logged.contact.callbacks.last() if request.POST.get("outcome") == "callback" else None
    if promised:
        text = _("Logged as #%(number)s, callback promised %(at)s") % {
            "number": ticket.number,
            "at": full_moment_text(promised.promised_at, now=clock.now()),
        }
    to = reverse("tickets:console")
    if request.POST.get("then") == "another":
        draft = add_problem(actor=actor_in(request), contact_id=logged.contact.pk, draft_id=uuid4(), now=clock.now())
        to += f"?call={draft.pk}"
    link = (reverse("tickets:ticket", args=[ticket.number]), _("Open"))
    undo = None if logged.is_repeat else Undo(reverse("tickets:undo_log"), {"draft_id": request.POST["draft_id"]})
    return redirect_with_toast(request, to, text, link=link, undo=undo)


@post_only
def undo(request: HttpRequest) -> HttpResponse:
    """Take a log back: the call is a draft again, its ticket void."""
    draft_id = forms.read_uuid(request.POST.get("draft_id", ""), "draft_id")
    draft = undo_log(actor=actor_in(request), draft_id=draft_id, new_draft_id=uuid4(), now=clock.now())
    to = f"{reverse('tickets:console')}?call={draft.pk}"
    return redirect_with_toast(request, to, _("Not logged. The call is a draft again"))


@post_only
def transfer(request: HttpRequest) -> HttpResponse:
    """Pass the live caller on; the form goes along as the colleague's draft."""
    actor, now = actor_in(request), clock.now()
    draft_id = forms.read_uuid(request.POST.get("draft_id", ""), "draft_id")
    try:
        keep_form(request, actor, now)
        to_user_id = forms.read_id(request.POST.get("to_user", ""), "to_user")
        passed = transfer_call(actor=actor, draft_id=draft_id, to_user_id=to_user_id, now=now)
    except NotFound:
        raise
    except FirstlineError as error:
        return form_again(request, actor, error, now)
    return redirect(f"{reverse('tickets:console')}?passed={passed.to.user_id}")


@post_only
def end(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Note that the caller has rung off; the log may follow."""
    actor, now = actor_in(request), clock.now()
    draft = kept_draft(request, actor, draft_id, now)
    end_call(actor=actor, contact_id=draft.contact_id, now=now)
    return redirect(f"{reverse('tickets:console')}?call={draft.pk}")


@post_only
def no_ticket_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Declare from the console that this call needs no ticket; without a reason the form comes back."""
    actor, now = actor_in(request), clock.now()
    draft = kept_draft(request, actor, draft_id, now)
    reason = request.POST.get("reason", "")
    try:
        declare_no_ticket(actor=actor, contact_id=draft.contact_id, reason=reason, now=now)
    except Invalid as error:
        return form_again(request, actor, error, now)
    return redirect_with_toast(request, reverse("tickets:console"), _("Kept without a ticket"))


def kept_draft(request: HttpRequest, actor: Actor, draft_id: UUID, now: Any) -> CallDraft:
    """Return the draft of the form, which is kept first when the page sends it along. *Raises* NotFound."""
    if request.POST.get("draft_id", "") == str(draft_id):
        keep_form(request, actor, now)
    return get_draft(actor, draft_id)


@post_only
def no_ticket(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Declare that a call needs no ticket, with the reason."""
    declare_no_ticket(
        actor=actor_in(request), contact_id=contact_id, reason=request.POST.get("reason", ""), now=clock.now()
    )
    to = reverse("tickets:unlogged") if request.POST.get("from") == "unlogged" else reverse("tickets:console")
    return redirect_with_toast(request, to, _("Kept without a ticket"))


@post_only
def take_over(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Log a call that somebody else answered."""
    draft = take_over_log(actor=actor_in(request), contact_id=contact_id, now=clock.now())
    return redirect(f"{reverse('tickets:console')}?call={draft.pk}")


@get_only
def unlogged(request: HttpRequest) -> HttpResponse:
    """List calls without a log: one's own, and for a coordinator everybody's at the desk."""
    actor, now = actor_in(request), clock.now()
    desk = chosen_desk(actor, request.GET.get("desk", ""))
    rows = [contact for contact in not_logged_yet(actor, desk.pk) if concerns(actor, contact.owner_id, desk.pk)]
    return render(request, "tickets/console/unlogged.html", {"desk": desk, "contacts": rows, "now": now})


@post_only
def new_caller(request: HttpRequest) -> HttpResponse:
    """Add a caller who is not in the directory; the answer is what the caller field needs to choose them."""
    actor = actor_in(request)
    desk_id = forms.read_id(request.POST.get("desk_id", ""), "desk_id")
    site = request.POST.get("site", "")
    try:
        person = add_person(
            actor=actor,
            desk_id=desk_id,
            name=request.POST.get("name", ""),
            extension=request.POST.get("extension", ""),
            site_id=forms.read_id(site, "site") if site else None,
            now=clock.now(),
        )
    except Invalid as error:
        return JsonResponse({"error": str(sentence_of(error)), "field": error.field}, status=422)
    return JsonResponse({"value": person.pk, "label": person.name}, status=201)
