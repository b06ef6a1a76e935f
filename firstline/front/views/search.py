"""The search page: the same sources as the palette, with filters for tickets; everything stands in the address."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.catalog.selectors import natures_of
from firstline.desks.selectors import desks_of
from firstline.front.forms import SearchForm, place_text, read_place
from firstline.front.rules.palette import read_palette
from firstline.front.views.palette import Group, groups_of, sources_for
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.registry import Found, FoundList, SearchSource
from firstline.kit.views import get_only, render_page
from firstline.tickets.rules.came_from import came_from
from firstline.tickets.rules.search_words import number_in
from firstline.tickets.selectors.queue.lists import reads_tickets
from firstline.tickets.selectors.search import Search, TicketHit, TicketHits, search_own_requests, search_tickets

PAGE_COUNT, BESIDE_COUNT, ALONE_COUNT = 50, 5, 50
TICKETS = "tickets"
WORDS = {"tickets.words", "front.requests"}
"""Sources whose place the table of tickets takes."""


@get_only
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found; without words only the form."""
    actor, now = actor_in(request), clock.now()
    form = _form(request, actor)
    wanted = form.search()
    kind = form.cleaned_data.get("kind", "")
    hits = _tickets(actor, form, request) if kind in {"", TICKETS} else TicketHits()
    context: dict[str, Any] = {
        "form": form,
        "query": wanted.text,
        "now": now,
        "hits": hits,
        "rows": _rows(actor, hits, _address(request)),
        "groups": [] if kind == TICKETS else _groups(actor, wanted.text, kind, now),
        "next_url": _address(request, after=place_text(hits.next_place)) if hits.next_place else "",
        "newest_url": _address(request, sort="newest") if hits.has_more_than_counted else "",
        "is_staff": reads_tickets(actor),
    }
    return render_page(request, "front/search.html", context, fragment=_fragment(request))


def _fragment(request: HttpRequest) -> str:
    return "front/search/_more.html" if request.GET.get("after") else ""


def _form(request: HttpRequest, actor: Actor) -> SearchForm:
    desks = desks_of(actor) if reads_tickets(actor) else []
    natures = [(nature.pk, nature.name) for desk in desks for nature in natures_of(desk)]
    kinds: list[tuple[str, Any]] = [(TICKETS, _("Tickets"))]
    kinds += [(code, source.label) for code, source in sources_for(actor) if not _is_of_tickets(code)]
    return SearchForm(request.GET, kinds=kinds, desks=[(desk.pk, desk.name) for desk in desks], natures=natures)


def _is_of_tickets(code: str) -> bool:
    return code in WORDS or code.endswith(".number")


def _tickets(actor: Actor, form: SearchForm, request: HttpRequest) -> TicketHits:
    find = search_tickets if reads_tickets(actor) else search_own_requests
    after = read_place(request.GET.get("after", ""))
    return find(actor=actor, search=form.search(), limit=PAGE_COUNT, after=after)


def _groups(actor: Actor, text: str, kind: str, now: datetime) -> list[Group]:
    """Return the other groups: a few of each beside the tickets, or one alone."""
    asked = read_palette(text)
    if asked.is_empty:
        return []
    limit = ALONE_COUNT if kind else BESIDE_COUNT
    groups = groups_of(actor, asked, now, kind, limit)
    left_out = WORDS if number_in(text) else {code for code, _source in sources_for(actor) if _is_of_tickets(code)}
    return [group for group in groups if group.found and group.code not in left_out]


def _rows(actor: Actor, hits: TicketHits, address: str) -> list[dict[str, Any]]:
    """Return the hits with their addresses; on a ticket's page one can go on to the next of this page."""
    is_staff, numbers = reads_tickets(actor), [hit.ticket.number for hit in hits.rows]
    route = "tickets:ticket" if is_staff else "front:request"
    question = came_from(address, among=numbers).question if is_staff else ""
    urls = [reverse(route, kwargs={"number": number}) + question for number in numbers]
    return [{"hit": hit, "ticket": hit.ticket, "url": url} for hit, url in zip(hits.rows, urls, strict=True)]


def _address(request: HttpRequest, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changed.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}"


def find_requests(actor: Actor, text: str, *, now: datetime, limit: int) -> FoundList:
    """Return the actor's own requests in which the words stand, or the one with this number."""
    del now  # the newest are found first, whatever the time is
    hits = search_own_requests(actor=actor, search=Search(text), limit=limit)
    return FoundList(tuple(_request(hit) for hit in hits.rows), hits.next_place is not None, hits.instead)


def _request(hit: TicketHit) -> Found:
    ticket = hit.ticket
    return Found(
        title=ticket.title,
        title_ranges=hit.title_ranges,
        url=reverse("front:request", kwargs={"number": ticket.number}),
        label=f"#{ticket.number}",
        detail=hit.snippet,
        detail_ranges=hit.snippet_ranges,
        status=hit.status_code,
        icon="lifebuoy",
    )


SOURCES = {
    "front.requests": SearchSource(
        label=gettext_lazy("My requests"),
        icon="lifebuoy",
        order=35,
        visible=lambda actor: actor.person_id is not None,
        find=find_requests,
        prefix="#",
    ),
}
