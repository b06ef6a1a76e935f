"""The queue: one plain page, its views as links, and a line that says when it has changed."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from firstline.kernel import clock
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kit.views import cheap_fragment, get_only, render_page
from firstline.kit.views.guards import actor_of
from firstline.tickets.forms import read_id, read_moment
from firstline.tickets.selectors.queue import (
    Choice,
    Row,
    View,
    natures_in_queue,
    queue_changes,
    queue_counts,
    queue_page,
    reads_tickets,
)
from firstline.tickets.views.ticket import QUEUE_QUERY

KEY_PARTS = 4
NATURES_SHOWN = 8


@get_only
def queue(request: HttpRequest) -> HttpResponse:
    """Show the open tickets."""
    actor, now = actor_of(request), clock.now()
    if not reads_tickets(actor):
        raise NotAllowed("staff_only")
    choice = _choice(request)
    page = queue_page(actor, choice, now)
    context: dict[str, Any] = {
        "page": page,
        "now": now,
        "next_url": _next_url(choice, page.rows) if page.has_more else "",
    }
    if choice.after:
        return render_page(
            request, "tickets/queue.html", context | _frame(request, now), fragment="tickets/queue/_more.html"
        )
    kept = _query(choice)
    if request.session.get(QUEUE_QUERY, "") != kept:
        request.session[QUEUE_QUERY] = kept
    return render(request, "tickets/queue.html", context | _frame(request, now))


def version_of_changes(request: HttpRequest) -> str:
    """Return what the line about changes depends on."""
    return f"{actor_of(request).user_id} {_came_and_left(request)}"


def _came_and_left(request: HttpRequest) -> tuple[int, int]:
    if not reads_tickets(actor_of(request)):
        raise NotAllowed("staff_only")
    newest = read_id(request.GET.get("newest", "0"), "newest")
    return queue_changes(actor_of(request), newest, read_id(request.GET.get("known", "0"), "known"))


@get_only
@cheap_fragment(version_of_changes)
def changes(request: HttpRequest) -> HttpResponse:
    """Say how many tickets came and left since the page was made; nothing moves by itself."""
    came, left = _came_and_left(request)
    return render(request, "tickets/queue/_changes.html", {"came": came, "left": left})


def _frame(request: HttpRequest, now: datetime) -> dict[str, Any]:
    actor, choice = actor_of(request), _choice(request)
    counts = queue_counts(actor, now)
    names = {
        View.ALL: (_("All open"), counts.all),
        View.UNASSIGNED: (_("Unassigned"), counts.unassigned),
        View.MY_GROUPS: (_("My groups"), counts.my_groups),
        View.LATE: (_("Late"), counts.late),
    }
    natures = natures_in_queue(actor)
    chosen = next((name for pk, name, _n in natures if pk == choice.nature_id), "")
    return {
        "counts": counts,
        "views": [
            {"name": name, "count": count, "url": _url(Choice(view)), "on": view is choice.view, "code": view.value}
            for view, (name, count) in names.items()
        ],
        "natures": [
            {"name": name, "count": count, "url": _url(Choice(choice.view, pk))} for pk, name, count in natures
        ][:NATURES_SHOWN],
        "nature": chosen or (_("another nature") if choice.nature_id else ""),
        "without_nature": _url(Choice(choice.view)),
        "view": choice.view.value,
        "refresh_url": _url(Choice(choice.view, choice.nature_id)),
    }


def _choice(request: HttpRequest) -> Choice:
    """Return what the address asks for. *Raises* Invalid for words that mean nothing."""
    view, nature, after = (request.GET.get(name, "") for name in ("view", "nature", "after"))
    if view and view not in set(View):
        raise Invalid("unknown_choice", field="view")
    return Choice(View(view or View.ALL), read_id(nature, "nature") if nature else None, _key(after) if after else None)


def _key(text: str) -> tuple[int, int, datetime, int]:
    parts = text.split("~")
    if len(parts) != KEY_PARTS:
        raise Invalid("unknown_choice", field="after")
    place, rank, due, pk = parts
    return read_id(place, "after"), read_id(rank, "after"), read_moment(due, "after"), read_id(pk, "after")


def _next_url(choice: Choice, rows: list[Row]) -> str:
    place, rank, due, pk = rows[-1].key
    query = _query(choice)
    after = urlencode({"after": f"{place}~{rank}~{due.isoformat()}~{pk}"})
    return f"{reverse('tickets:queue')}?{query}{'&' if query else ''}{after}"


def _query(choice: Choice) -> str:
    words = {"view": choice.view.value if choice.view is not View.ALL else "", "nature": choice.nature_id or ""}
    return urlencode({name: value for name, value in words.items() if value})


def _url(choice: Choice) -> str:
    query = _query(choice)
    return reverse("tickets:queue") + (f"?{query}" if query else "")
