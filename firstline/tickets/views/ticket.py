"""The ticket page: everything about one problem, its live part, its full history, and what is typed and not sent."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict
from firstline.kernel.permissions import Permission
from firstline.kit.views import cheap_fragment, draft_not_kept, get_only, post_only
from firstline.tickets.forms import read_id
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_restrict
from firstline.tickets.selectors import conversation, ticket_page
from firstline.tickets.selectors.assignable import assignable_staff
from firstline.tickets.selectors.files import waiting_files
from firstline.tickets.selectors.need_to_know.readers import reader_names
from firstline.tickets.selectors.rare import Rare, rare_parts
from firstline.tickets.services.composer import save_composer_draft
from firstline.tickets.services.need_to_know.views import PAGE_STAYS
from firstline.tickets.views.lists import back_of, list_context, list_question
from firstline.tickets.views.opened import HISTORY, PAGE, PRINT, open_ticket
from firstline.tickets.words.need_to_know import who_reads
from firstline.tickets.words.promises import promise_row
from firstline.tickets.words.reasons import ANSWER_WORDS, IMPACT_WORDS, URGENCY_WORDS, reason_text

Context = dict[str, Any]
DRAFT_FIELDS = {"reply": "body", "note": "body", "resolve": "note"}
NUMBER = "NUMBER"  # stands in for a ticket's, where an address is worked out once for all of them
ACTS = (
    *("take", "assign", "forward", "wait", "resume", "resolve", "reopen", "close", "void"),
    *("severity", "identity", "reply", "note", "title", "nature", "requester"),
    *("ticket_history", "readers", "clocks", "promise_callback"),
)
PRINTS = ("plain", "notes")
"""What is printed: the public part, or the notes of staff as well."""


@get_only
def ticket(request: HttpRequest, number: str) -> HttpResponse:
    """Show the ticket."""
    actor, now = actor_in(request), clock.now()
    how = PRINT if request.GET.get("print") in PRINTS else PAGE
    return render(request, "tickets/ticket.html", page_context(request, actor, number, now, how=how))


def version_of_live(request: HttpRequest, number: str) -> str:
    """Return what the live part depends on: the ticket's version, and ten minutes of its clocks."""
    actor, now = actor_in(request), clock.now()
    version = ticket_page.version_of(actor, number)
    return f"{number} {version} {request.GET.urlencode()} {actor.user_id} {int(now.timestamp()) // 600}"


@get_only
@cheap_fragment(version_of_live)
def live(request: HttpRequest, number: str) -> HttpResponse:
    """Return what may have changed since the page was made: conversation, head, right pane, arrivals."""
    context = page_context(request, actor_in(request), number, clock.now(), within=PAGE_STAYS)
    return render(request, "tickets/ticket/_live.html", context)


@get_only
def history(request: HttpRequest, number: str) -> HttpResponse:
    """Show every fact about the ticket and its calls, oldest first."""
    actor = actor_in(request)
    shown = open_ticket(actor, number, clock.now(), how=HISTORY)
    lines = conversation.unscoped_history(shown, ticket_page.contacts_of(shown))
    days: list[tuple[datetime, list[Any]]] = []
    for line in lines:
        if not days or localtime(days[-1][0]).date() != localtime(line.at).date():
            days.append((line.at, []))
        days[-1][1].append(line)
    context = {"ticket": shown, "days": days, "count": len(lines), "back": back_of(request)}
    return render(request, "tickets/ticket/history.html", context)


@get_only
def staff(request: HttpRequest, number: str) -> HttpResponse:
    """Return who could have the ticket, as options of the assign field."""
    actor = actor_in(request)
    shown = ticket_page.get_ticket(actor, number)
    found = assignable_staff(actor, shown, request.GET.get("q", "")[:200])
    return render(request, "tickets/act/_staff_options.html", {"found": found, "ticket": shown})


@post_only
def draft(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Keep what is typed. 409 with the other page's text when it was changed elsewhere, 410 once it was sent."""
    actor = actor_in(request)
    field = DRAFT_FIELDS.get(kind, "body")
    try:
        kept = save_composer_draft(
            actor=actor,
            ticket_id=ticket_page.get_ticket(actor, number).pk,
            kind=kind,
            body=request.POST.get(field, ""),
            known_revision=read_id(request.POST.get("revision", "0"), "revision"),
            after_message_id=read_id(request.POST.get("after", "0"), "after"),
            now=clock.now(),
        )
    except Conflict as conflict:
        return draft_not_kept(conflict, lambda theirs: {field: theirs["body"]})
    return JsonResponse({"revision": kept.revision})


def page_context(request: HttpRequest, actor: Actor, number: str, now: datetime, **opened: Any) -> Context:
    """Return all that the page and its live part show. ``opened`` says how, as ``open_ticket`` takes it."""
    shown = open_ticket(actor, number, now, **opened)
    contacts, has = ticket_page.contacts_of(shown), rare_parts(actor, shown)
    talk = conversation.unscoped_conversation(
        shown,
        contacts,
        has,
        unfolded=request.GET.get("events") == "all",
        seen_message_id=_seen(request),
        viewer_id=actor.user_id,
    )
    return {
        "ticket": shown,
        "now": now,
        "talk": talk,
        "contacts": contacts,
        "legs": ticket_page.legs_of(contacts) if has.legs else (),
        "may": ticket_page.possible_acts(actor, shown),
        "acts": act_urls(shown, list_question(request)),
        "drafts": ticket_page.drafts_of(actor, shown) if has.drafts else {},
        "correctable": ticket_page.correctable(actor, shown, talk.turns),
        "uploads": waiting_files(actor, shown) if has.uploads else {},
        "may_log_call": actor.may(Permission.CALL_LOG, shown.desk_id),
        "seen": _seen(request) or talk.last_message_id,
        "status_code": f"waiting_{shown.waiting_on}" if shown.status == "waiting" else shown.status,
        **_asked_for(request),
        **list_context(request, actor, shown, now),
        **side_context(actor, shown, talk, has, now),
    }


def _asked_for(request: HttpRequest) -> Context:
    """Return what the address says of how the page is shown."""
    write, printed = request.GET.get("write"), request.GET.get("print")
    return {
        "print": printed if printed in PRINTS else "",
        "write": "note" if write == "note" else "reply",
        "is_to_write": write in ("note", "reply"),
        "is_unfolded": request.GET.get("events") == "all",
    }


def side_context(actor: Actor, shown: Ticket, talk: conversation.Conversation, has: Rare, now: datetime) -> Context:
    """Return what stands beside the conversation, and who reads it."""
    promises = ticket_page.promises_of(shown, now)
    return {
        "promises": promise_rows(shown, promises, now),
        "next_promise": next((p for p in promises if p.met_at is None and p.due_at), None),
        "requester": ticket_page.requester_of(actor, shown),
        "may_restrict": can_restrict(actor, shown),
        "who_reads": who_reads(reader_names(shown)) if shown.is_need_to_know else "",
        "callbacks": ticket_page.callbacks_of(shown) if has.callbacks else (),
        "reasons": severity_reasons(shown, talk),
        "words": {
            "answers": ANSWER_WORDS,
            "impact": IMPACT_WORDS.get(shown.impact, ""),
            "urgency": URGENCY_WORDS.get(shown.urgency, ""),
        },
    }


def promise_rows(shown: Ticket, promises: list[Any], now: datetime) -> list[Context]:
    """Return the promised times ready to be drawn."""
    day_minutes = ticket_page.working_day_minutes(shown, now)
    return [promise_row(promise, day_minutes=day_minutes, now=now) for promise in promises]


def severity_reasons(shown: Ticket, talk: conversation.Conversation) -> list[str]:
    """Return why the severity is what it is, a line each."""
    answers = [answer for turn in talk.turns for answer in turn.answers]
    questions = {str(answer.question_id): answer.question.text for answer in answers}
    modifiers = ticket_page.modifier_names(shown)
    lines = [reason_text(reason, shown.nature.name, questions, modifiers) for reason in shown.severity_reasons]
    return [line for line in lines if line]


def act_urls(shown: Ticket, question: str) -> dict[str, str]:
    """Return the addresses of the acts by their codes, with the list that one came from."""
    return {name: f"{before}{shown.number}{after}{question}" for name, (before, after) in _act_addresses().items()}


@lru_cache(maxsize=1)
def _act_addresses() -> dict[str, list[str]]:
    """Return what stands before and after a ticket's number, worked out once: each page of a ticket has them all."""
    return {name: reverse(f"tickets:{name}", kwargs={"number": NUMBER}).split(NUMBER) for name in ACTS}


def _seen(request: HttpRequest) -> int:
    given = request.GET.get("seen", "") or request.POST.get("after", "")
    return read_id(given, "seen") if given else 0
