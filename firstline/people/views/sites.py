"""The list of sites and a site's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from firstline.kernel.errors import NotAllowed
from firstline.people import policies
from firstline.people.selectors.candidates import Narrowed
from firstline.people.selectors.directory import people_lines, rooms_of, site, sites, vehicles_of
from firstline.people.views._parts import actor_in
from firstline.people.words import LEVEL_WORDS

SHOWN_COUNT = 50


@require_safe
def site_list(request: HttpRequest) -> HttpResponse:
    """List the sites by name."""
    actor = actor_in(request)
    if not policies.reads_directory(actor):
        raise NotAllowed("people_list")
    lines = [(card, LEVEL_WORDS[card.school_level]) for card in sites(actor)]
    return render(request, "people/sites.html", {"lines": lines, "may_import": policies.can_manage_people(actor)})


@require_safe
def site_page(request: HttpRequest, site_code: str) -> HttpResponse:
    """Show a site: how to reach it, who is there, its rooms."""
    actor = actor_in(request)
    card, base = site(actor, site_code), reverse("people:people")
    found = people_lines(actor=actor, query="", narrowed=Narrowed(site_id=card.id), count=SHOWN_COUNT + 1)
    context = {
        "card": card,
        "level_word": LEVEL_WORDS[card.school_level],
        "people": [(line.card, f"{base}{line.card.id}/") for line in found[:SHOWN_COUNT]],
        "has_more": len(found) > SHOWN_COUNT,
        "rooms": rooms_of(actor, card),
        "vehicles": vehicles_of(actor, card),
    }
    return render(request, "people/site.html", context)
