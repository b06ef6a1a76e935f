"""Merging two records of one person: choosing the other one, a preview of what moves, and the act."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from firstline.kernel import clock
from firstline.kernel.errors import FirstlineError, NotAllowed, NotFound, RuleBroken
from firstline.people import policies
from firstline.people.selectors.candidates import Narrowed
from firstline.people.selectors.cards import PersonCard
from firstline.people.selectors.directory import directory_card, people_lines
from firstline.people.selectors.merging import moving
from firstline.people.services.merging import merge_persons
from firstline.people.views._parts import actor_in
from firstline.people.words import sentence_of

OFFERED, MOST_DIGITS = 10, 12


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, person_id: int) -> HttpResponse:
    """Choose whom this person really is, look at what moves, confirm."""
    actor = actor_in(request)
    card = directory_card(actor, person_id)
    if not policies.can_merge_persons(actor, guarded_by_id=card.guarded_by_id):
        raise NotAllowed("people_merge")
    kept = _chosen(request)
    if request.method == "GET":
        return _page(request, card, kept)
    if kept is None:
        return _page(request, card, None, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        merge_persons(actor=actor, merged_id=person_id, kept_id=kept.id, now=clock.now())
    except RuleBroken as error:
        return _page(request, card, kept, error=error, status=HTTPStatus.CONFLICT)
    return redirect("people:person", kept.id)


def _chosen(request: HttpRequest) -> PersonCard | None:
    number = (request.POST if request.method == "POST" else request.GET).get("with", "")
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        return None
    try:
        return directory_card(actor_in(request), int(number))
    except NotFound:
        return None


def _page(
    request: HttpRequest,
    card: PersonCard,
    kept: PersonCard | None,
    *,
    error: FirstlineError | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    actor = actor_in(request)
    query = request.GET.get("q", card.name)[:120]
    found = people_lines(actor=actor, query=query, narrowed=Narrowed(), count=OFFERED + 1)
    context = {
        "card": card,
        "kept": kept,
        "query": query,
        "offered": [line.card for line in found if line.card.id != card.id][:OFFERED],
        "moving": moving(actor, card.id) if kept else [],
        "problem": sentence_of(error) if error else "",
    }
    return render(request, "people/merge.html", context, status=status)
