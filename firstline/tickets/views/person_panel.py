"""What the tickets room adds to a person's page: what they are covered for, and their tickets."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from firstline.catalog.selectors import coverage_of
from firstline.desks.selectors import desks_of
from firstline.identity.selectors import actor_in
from firstline.kernel.errors import NotAllowed, NotFound
from firstline.kernel.registry import PersonPanel
from firstline.kit.views import get_only, render_page
from firstline.people.selectors.cards import cards_of, get_person
from firstline.tickets.selectors.likely import tickets_of_person
from firstline.tickets.selectors.queue.lists import reads_tickets

SHOWN_COUNT, ALL_COUNT = 10, 300


@get_only
def person_tickets(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show what a person is covered for at the actor's desks, and the latest of their tickets that the actor sees."""
    actor = actor_in(request)
    if not reads_tickets(actor):
        raise NotAllowed("staff_only")
    card = cards_of(actor, [person_id]).get(person_id)
    if card is None:
        raise NotFound
    shows_all = request.GET.get("all") == "1"
    tickets, count = tickets_of_person(actor, person_id, ALL_COUNT if shows_all else SHOWN_COUNT)
    known = None if card.is_cut or not card.is_active else get_person(actor, person_id)
    context = {
        "card": card,
        "coverages": [(desk, coverage_of(actor, known, desk)) for desk in desks_of(actor)] if known else [],
        "tickets": tickets,
        "list": reverse("people:person", kwargs={"person_id": person_id}),
        "numbers": [ticket.number for ticket in tickets],
        "more_count": count - len(tickets),
        "shows_all": shows_all,
    }
    return render_page(request, "tickets/person/tickets.html", context, fragment="tickets/person/_tickets.html")


PANEL = PersonPanel(
    label=gettext_lazy("Coverage and tickets"), url_name="tickets:person_tickets", order=10, visible=reads_tickets
)
