"""What requesters send from the page of a request: an answer with files, and that it works again."""

from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.files.rules.limits import MAX_FILES_PER_MESSAGE
from firstline.front import selectors
from firstline.front.views.help import request_page
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.errors import Conflict, Invalid, RuleBroken
from firstline.kit.views import draft_not_kept, post_only, redirect_with_toast
from firstline.kit.words import sentence_of
from firstline.tickets.services.composer import ANSWER, save_composer_draft
from firstline.tickets.services.requests import answer_request, confirm_solved

UNPROCESSABLE = 422


@post_only
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Send an answer; what is refused comes back with its words."""
    actor, now = actor_in(request), clock.now()
    ticket = selectors.own_request(actor, number)
    body = request.POST.get("body", "")
    given = [file for file in request.FILES.getlist("new_files") if file.name]
    try:
        if len(given) > MAX_FILES_PER_MESSAGE:
            raise Invalid("upload_too_many", field="file", limit=MAX_FILES_PER_MESSAGE)
        answer_request(
            actor=actor, ticket_id=ticket.pk, body=body, now=now,
            after_message_id=_number(request, "after"),
            uploads=[(file.name or "", cast(BinaryIO, file.file), file.size or 0) for file in given],
        )  # fmt: skip
    except (Invalid, RuleBroken) as refusal:
        return request_page(request, number, typed=body, problem=sentence_of(refusal), status=UNPROCESSABLE)
    return redirect_with_toast(request, reverse("front:request", args=[number]), _("Sent. We have your answer"))


@post_only
def draft(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what is typed and not sent."""
    actor, now = actor_in(request), clock.now()
    ticket = selectors.own_request(actor, number)
    try:
        kept = save_composer_draft(
            actor=actor,
            ticket_id=ticket.pk,
            kind=ANSWER,
            body=request.POST.get("body", ""),
            known_revision=_number(request, "revision"),
            after_message_id=_number(request, "after"),
            now=now,
        )
    except Conflict as conflict:
        return draft_not_kept(conflict, lambda theirs: {"body": theirs["body"]})
    return JsonResponse({"revision": kept.revision})


@post_only
def works(request: HttpRequest, number: str) -> HttpResponse:
    """Say that it works again."""
    actor, now = actor_in(request), clock.now()
    ticket = selectors.own_request(actor, number)
    confirm_solved(actor=actor, ticket_id=ticket.pk, now=now)
    return redirect_with_toast(request, reverse("front:request", args=[number]), _("Good. The request is closed"))


def _number(request: HttpRequest, name: str) -> int:
    """Return a hidden number of the page; 0 for anything else."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0  # noqa: PLR2004 - fits the id
