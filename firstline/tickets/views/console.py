"""The call console: logging, solving, transferring, forwarding a call while talking (mock-ups 01, 01b)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstline.calendars.selectors import day_start
from firstline.catalog.rules.scales import Severity
from firstline.catalog.selectors import coverage_of
from firstline.contacts.models import CallDraft
from firstline.contacts.selectors import (
    calls_per_hour,
    colleague_logging_same_caller,
    day_figures,
    get_draft,
    not_logged_yet,
    open_drafts,
    recent_caller_ids,
)
from firstline.contacts.services.drafts import save_draft
from firstline.desks.models import Desk
from firstline.desks.selectors import desks_of, get_desk
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, NotAllowed, NotFound
from firstline.kernel.permissions import Permission
from firstline.kit.views import cheap_fragment, draft_not_kept, get_only, post_only
from firstline.people.policies import sites_visible_to
from firstline.people.selectors.callers import find_callers
from firstline.people.selectors.cards import cards_of, get_person
from firstline.teams.selectors import staff_of
from firstline.tickets import forms
from firstline.tickets.selectors.console import callers_with_tickets, candidates, open_counts_of_persons, triage_of
from firstline.tickets.selectors.likely import likely_answers, tickets_of_person
from firstline.tickets.selectors.numbers import number_of_logged
from firstline.tickets.views.day_chart import bars
from firstline.tickets.views.words import IDENTITY_METHODS

Context = dict[str, Any]
CHOICES: Context = {
    "severities": tuple(Severity),
    "identity_methods": [("", _("How did you check?")), *IDENTITY_METHODS.items()],
    "verified_choices": (("yes", _("Verified")), ("no", _("Not verified"))),
    "answer_choices": (("yes", _("Yes")), ("no", _("No")), ("not_asked", _("Not asked"))),
}


@dataclass(frozen=True)
class CallTab:
    """One call of the console: its draft, and the caller's name or the first words."""

    draft: CallDraft
    label: str


def tab_label(draft: CallDraft) -> str:
    """Return what a tab is called: the caller on record, the caller as typed, the problem, or "New call"."""
    data = draft.data
    person = draft.contact.person.name if draft.contact.person else ""
    return person or data.get("caller_label") or data.get("name_as_told") or data.get("problem") or gettext("New call")


@get_only
def console(request: HttpRequest) -> HttpResponse:
    """Show the console with one call: ``?call=`` an open draft, else a new one (of ``?person=``), begun by a key.

    A call that has been logged since (an old notice leads here) leads on to its ticket.
    """
    actor, now = actor_in(request), clock.now()
    called = request.GET.get("call", "")
    try:
        draft = get_draft(actor, forms.read_uuid(called, "call")) if called else None
    except (NotFound, Conflict):
        number = number_of_logged(actor, forms.read_uuid(called, "call"))
        if number is None:
            raise
        return redirect("tickets:ticket", number=number)
    desk = draft.desk if draft else chosen_desk(actor, request.GET.get("desk", ""))
    asked_for = {"person_id": forms.read_id(person, "person")} if (person := request.GET.get("person", "")) else {}
    context = console_context(actor, desk, draft, None, now, asked_for)
    if passed := request.GET.get("passed", ""):
        passed_to = {candidate.member.user_id: candidate.member for candidate in context["candidates"]}
        context["passed_to"] = passed_to.get(forms.read_id(passed, "passed"))
    return render(request, "tickets/console/console.html", context)


def console_context(
    actor: Actor,
    desk: Desk,
    draft: CallDraft | None,
    sent: QueryDict | None,
    now: Any,
    asked_for: Context | None = None,
) -> Context:
    """Return everything the page shows; ``sent`` is a form that came back with an error, and wins over the draft."""
    data = forms.draft_data(sent) if sent is not None else draft.data if draft else asked_for or {}
    started_at = draft.contact.started_at if draft else now
    draft_id = draft.pk if draft else sent_draft_id(sent) or uuid4()
    return {
        "desk": desk,
        "desks": [d for d in desks_of(actor) if actor.may(Permission.CALL_LOG, d.pk)],
        "draft": draft,
        "draft_id": draft_id,
        "revision": draft.revision if draft else 0,
        "started_at": started_at,
        "is_running": draft is not None and draft.contact.ended_at is None,
        "tabs": [CallTab(row, tab_label(row)) for row in open_drafts(actor)],
        "sites": sites_visible_to(actor).filter(is_active=True).order_by("name"),
        "now": now,
        **assist_context(actor, desk, data, now),
        **live_context(actor, desk, now),
    }


def sent_draft_id(sent: QueryDict | None) -> UUID | None:
    """Return the draft's id of a form that came back; None where there is none to go on with."""
    try:
        return UUID(str(sent["draft_id"])) if sent is not None and "draft_id" in sent else None
    except ValueError:
        return None


def assist_context(actor: Actor, desk: Desk, data: Context, now: Any) -> Context:
    """Return what follows from the words typed so far: caller, triage, likely answers, who can take it."""
    person = known_person(actor, data.get("person_id"))
    triage = triage_of(actor, desk, data, forms.answers_of(data), person, now)
    found, stops = candidates(actor, desk, triage.nature)
    best = next((candidate for candidate in found if candidate.fit and candidate.is_free), None)
    caller_tickets, caller_tickets_count = tickets_of_person(actor, person.pk) if person else ([], 0)
    return {
        "data": dict.fromkeys(forms.DRAFT_FIELDS, "") | data,
        "person": cards_of(actor, [person.pk]).get(person.pk) if person else None,
        "coverage": coverage_of(actor, person, desk) if person else None,
        "entitlement": triage.entitlement,
        "colleague": colleague_logging_same_caller(actor, desk.pk, person.pk) if person else None,
        "last_callers": [] if person else callers_with_tickets(actor, desk.pk, now),
        "caller_tickets": caller_tickets,
        "caller_tickets_count": caller_tickets_count,
        "triage": triage,
        "answers": likely_answers(actor, triage.nature.pk, str(data.get("problem", "")), now) if triage.nature else [],
        "candidates": found,
        "best": best,
        "stops": stops,
        "next_stop": stops[1] if len(stops) > 1 else None,
        **CHOICES,
        "can_assign": actor.may(Permission.TICKET_ASSIGN_OTHERS, desk.pk),
    }


def live_context(actor: Actor, desk: Desk, now: Any) -> Context:
    """Return what changes without the typist: calls not logged yet, the day's figures."""
    start = day_start(desk.calendar, now)
    unlogged = [contact for contact in not_logged_yet(actor, desk.pk) if concerns(actor, contact.owner_id, desk.pk)]
    return {
        "unlogged": unlogged,
        "figures": day_figures(actor, desk.pk, start),
        "bars": bars(calls_per_hour(actor, desk.pk, start), now.astimezone(start.tzinfo).hour),
    }


def concerns(actor: Actor, owner_id: int | None, desk_id: int) -> bool:
    """Return whether an unlogged call is the actor's to log, or to watch over as coordinator."""
    return owner_id == actor.user_id or actor.may(Permission.TICKET_ASSIGN_OTHERS, desk_id)


def known_person(actor: Actor, person_id: Any) -> Any:
    """Return the person of a draft, or None when there is none, or none any more."""
    try:
        return get_person(actor, int(person_id)) if person_id else None
    except NotFound:
        return None


def chosen_desk(actor: Actor, code: str) -> Desk:
    """Return the desk named in the address, else the first one to log at. *Raises* NotFound, NotAllowed."""
    desks = [desk for desk in desks_of(actor) if actor.may(Permission.CALL_LOG, desk.pk)]
    if not desks:
        raise NotAllowed
    if not code:
        return desks[0]
    found = next((desk for desk in desks if desk.code == code), None)
    if found is None:
        raise NotFound
    return found


@post_only
def assist(request: HttpRequest) -> HttpResponse:
    """Return the regions that follow from the form as it is now; nothing is written."""
    actor, now = actor_in(request), clock.now()
    desk = get_desk(actor, forms.read_id(request.POST.get("desk_id", ""), "desk_id"))
    if not actor.may(Permission.CALL_LOG, desk.pk):
        raise NotFound
    context = assist_context(actor, desk, forms.draft_data(request.POST), now)
    started_at = forms.read_moment(request.POST.get("started_at", ""), "started_at")
    draft_id = forms.read_uuid(request.POST.get("draft_id", ""), "draft_id")
    return render(
        request,
        "tickets/console/_assist.html",
        {**context, "desk": desk, "now": now, "started_at": started_at, "draft_id": draft_id},
    )


@get_only
def callers(request: HttpRequest) -> HttpResponse:
    """Return the persons who may be calling, as options of the caller field."""
    actor, now = actor_in(request), clock.now()
    desk = get_desk(actor, forms.read_id(request.GET.get("desk_id", ""), "desk_id"))
    matches = find_callers(
        actor=actor,
        desk_id=desk.pk,
        query=request.GET.get("q", "")[:200],
        recent_ids=recent_caller_ids(actor, desk.pk, now),
        now=now,
        open_counts=lambda ids: open_counts_of_persons(actor, list(ids)),
    )
    return render(request, "tickets/console/_callers.html", {"matches": matches, "query": request.GET.get("q", "")})


@post_only
def save(request: HttpRequest, draft_id: Any) -> HttpResponse:
    """Keep the form as it is; the answer is the new revision, or 409 with what another page has saved since."""
    actor, now = actor_in(request), clock.now()
    try:
        draft = save_draft(
            actor=actor,
            draft_id=draft_id,
            desk_id=forms.read_id(request.POST.get("desk_id", ""), "desk_id"),
            known_revision=forms.read_id(request.POST.get("revision", "0"), "revision"),
            data=forms.draft_data(request.POST),
            started_at=forms.read_moment(request.POST.get("started_at", ""), "started_at"),
            now=now,
        )
    except Conflict as conflict:
        return draft_not_kept(conflict, lambda theirs: forms.draft_fields(theirs["data"]))
    return JsonResponse({"revision": draft.revision, "tab": reverse("tickets:console") + f"?call={draft.pk}"})


def _live_version(request: HttpRequest) -> str:
    """Return what the live part of the console depends on, cheaply: contacts, staff states, the minute."""
    actor, now = actor_in(request), clock.now()
    desk = chosen_desk(actor, request.GET.get("desk", ""))
    figures = day_figures(actor, desk.pk, day_start(desk.calendar, now))
    unlogged = [(row.pk, row.owner_id) for row in not_logged_yet(actor, desk.pk)]
    states = [(row.user_id, row.state) for row in staff_of(actor, desk.pk)]
    drafts = [(str(draft.pk), draft.handed_by_id) for draft in open_drafts(actor)]
    return f"{desk.pk} {figures} {unlogged} {states} {drafts} {now:%Y%m%d%H}"


@get_only
@cheap_fragment(_live_version)
def live(request: HttpRequest) -> HttpResponse:
    """Return the part of the console that changes by itself; asked every 10 seconds."""
    actor, now = actor_in(request), clock.now()
    desk = chosen_desk(actor, request.GET.get("desk", ""))
    states = " ".join(f"{row.user_id}:{row.state}" for row in staff_of(actor, desk.pk))
    context = {"desk": desk, "now": now, "states": states, **live_context(actor, desk, now)}
    return render(request, "tickets/console/_live.html", context)
