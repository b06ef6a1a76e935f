"""The list that one came from, on a ticket's page: the way back, and the tickets before and after."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.tickets.models import Ticket
from firstline.tickets.rules.came_from import LIST, CameFrom, came_from, read_list
from firstline.tickets.rules.queue_query import read_query
from firstline.tickets.selectors.queue.neighbours import Neighbour, Neighbours, neighbours_among, neighbours_in_queue
from firstline.tickets.selectors.queue.order import read_key

QUEUE = "tickets:queue"
NAMES: dict[str, str | Promise] = {
    QUEUE: gettext_lazy("Queue"),
    "tickets:open_call_log": gettext_lazy("Open call log"),
    "front:search": gettext_lazy("Search"),
    "people:person": gettext_lazy("Person"),
}
"""The lists from which one may come, by the names of their addresses."""
QUEUE_QUERY = "tickets_queue_query"
"""Where the session keeps the queue as one left it: the way back where the address names no list."""
Context = dict[str, Any]


def queue_url(request: HttpRequest) -> str:
    """Return the queue as the person left it."""
    query = request.session.get(QUEUE_QUERY, "")
    return reverse(QUEUE) + (f"?{query}" if query else "")


def back_of(request: HttpRequest) -> Context:
    """Return the way back: the name and address of the list that one came from, else the queue."""
    found = _list_of(request)
    name, url = (found[0], found[1].address) if found else (QUEUE, queue_url(request))
    return {"name": NAMES[name], "url": url}


def list_question(request: HttpRequest) -> str:
    """Return what carries the list on in the addresses of ticket and acts, with its question mark, or nothing."""
    found = _list_of(request)
    return found[1].question if found else ""


def and_list(request: HttpRequest) -> str:
    """Return the same for an address that asks for something already."""
    return list_question(request).replace("?", "&", 1)


def ticket_url(request: HttpRequest, number: str) -> str:
    """Return the ticket's page, with the list that one came from."""
    return reverse("tickets:ticket", kwargs={"number": number}) + list_question(request)


def list_context(request: HttpRequest, actor: Actor, shown: Ticket, now: datetime) -> Context:
    """Return the way back to the list and the tickets beside; no query where no list is known."""
    found, context = _list_of(request), {"back": back_of(request), "list_more": ""}
    if found is None:
        return context
    name, came = found
    beside = _in_queue(actor, shown, came, now) if name == QUEUE else neighbours_among(actor, shown, came.among)
    more = {"beside": beside, "before": _link(came, beside.before), "after": _link(came, beside.after)}
    return {**context, "list_more": "&" + came.question.removeprefix("?"), **more}


def _list_of(request: HttpRequest) -> tuple[str, CameFrom] | None:
    came = read_list(request.GET.get(LIST, ""))
    if came is None:
        return None
    try:
        name = resolve(came.path).view_name
    except Resolver404:
        return None
    return (name, came) if name in NAMES else None


def _in_queue(actor: Actor, shown: Ticket, came: CameFrom, now: datetime) -> Neighbours:
    try:
        query = read_query(parse_qs(urlencode(came.params)))
        at = read_key(came.at, query) if came.at else ()
    except Invalid:
        return Neighbours()  # an address that somebody changed leads to the ticket all the same
    return neighbours_in_queue(actor, shown, query, at, now)


def _link(came: CameFrom, to: Neighbour | None) -> Context | None:
    if to is None:
        return None
    there = came_from(came.address, at=to.at, among=came.among)
    return {
        "number": to.number,
        "title": to.title,
        "url": reverse("tickets:ticket", kwargs={"number": to.number}) + there.question,
    }
