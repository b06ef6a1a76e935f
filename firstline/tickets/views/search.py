"""What this room offers to the palette: tickets by number and by words, and its actions."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.actor import Actor
from firstline.kernel.registry import NOTHING_FOUND, Command, Found, FoundList, SearchSource
from firstline.tickets.models import Ticket
from firstline.tickets.policies import visible_to
from firstline.tickets.rules.search_words import number_in
from firstline.tickets.selectors.found_numbers import by_beginning, by_number, in_hand
from firstline.tickets.selectors.queue.lists import reads_tickets
from firstline.tickets.selectors.search import Search, TicketHit, search_tickets
from firstline.tickets.views.navigation import logs_calls

SIGN = "#"


def find_by_number(actor: Actor, text: str, *, now: datetime, limit: int) -> FoundList:
    """Return the ticket with exactly this number; behind ``#`` all whose number begins so."""
    del now  # numbers do not age
    number = number_in(text)
    if not number:
        return NOTHING_FOUND
    tickets = by_beginning(actor, number, limit) if text.startswith(SIGN) else by_number(actor, number)
    return FoundList(tuple(_found(ticket) for ticket in tickets))


def find_by_words(actor: Actor, text: str, *, now: datetime, limit: int) -> FoundList:
    """Return the tickets of the actor's desks in which the words stand."""
    del now  # the newest are found first, whatever the time is
    hits = search_tickets(actor=actor, search=Search(text.removeprefix(SIGN)), limit=limit)
    return FoundList(
        tuple(found_of(hit) for hit in hits.rows), hits.next_place is not None, hits.instead, bool(hits.instead)
    )


def recent(actor: Actor, *, now: datetime, limit: int) -> FoundList:
    """Return the tickets that the actor has in hand."""
    del now  # what is in hand stays in hand
    return FoundList(tuple(_found(ticket) for ticket in in_hand(actor, limit)))


def opened(actor: Actor, numbers: Sequence[str]) -> dict[str, Found]:
    """Return the tickets with these numbers that the actor sees. One query."""
    return {ticket.number: _found(ticket) for ticket in visible_to(actor).filter(number__in=numbers)}


def found_of(hit: TicketHit) -> Found:
    """Return a hit as the palette shows it."""
    ticket = hit.ticket
    return Found(
        title=ticket.title,
        title_ranges=hit.title_ranges,
        url=_url(ticket),
        label=f"#{ticket.number}",
        detail=hit.snippet,
        detail_ranges=hit.snippet_ranges,
        why=_why(hit),
        status=hit.status_code,
        icon="lock" if ticket.is_need_to_know else "message",
    )


def _why(hit: TicketHit) -> str:
    if hit.ticket.is_need_to_know:
        return _("need to know")
    return _("in a staff note") if hit.kind == "note" else ""


def _found(ticket: Ticket) -> Found:
    return found_of(TicketHit(ticket, ()))


def _url(ticket: Ticket) -> str:
    return reverse("tickets:ticket", kwargs={"number": ticket.number})


SOURCES = {
    "tickets.number": SearchSource(
        label=gettext_lazy("Number"), icon="tag", order=10, visible=reads_tickets, find=find_by_number, prefix=SIGN
    ),
    "tickets.words": SearchSource(
        label=gettext_lazy("Tickets"),
        icon="message",
        order=30,
        visible=reads_tickets,
        find=find_by_words,
        recent=recent,
        prefix=SIGN,
    ),
}
COMMANDS = {
    "tickets.log_call": Command(
        label=gettext_lazy("Log a call"),
        icon="phone-plus",
        url_name="tickets:console",
        order=10,
        visible=logs_calls,
        words=gettext_lazy("new ticket caller telephone"),
        key="N",
    ),
}
