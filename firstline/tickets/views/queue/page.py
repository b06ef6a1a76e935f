"""The queue's page: views as links, filters as chips, sorted and paged by its address; what changed since."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.kit.selectors import fixed_url
from firstline.kit.views import cheap_fragment, get_only, render_page
from firstline.tickets.forms import read_id, read_moment
from firstline.tickets.policies import can_export, can_work_many
from firstline.tickets.rules.queue_query import Query, Sort, read_query
from firstline.tickets.selectors.queue import lists as reading
from firstline.tickets.selectors.queue.filters import names_of, offered
from firstline.tickets.selectors.queue.keeps import columns_of, saved_views
from firstline.tickets.selectors.queue.order import Key, key_text, read_key
from firstline.tickets.views.lists import QUEUE_QUERY
from firstline.tickets.views.navigation import logs_calls
from firstline.tickets.words import queue as words

LONGEST_OPEN = timedelta(days=366)
"""A page that is older asks for more than anybody wants to see of what changed."""
LISTED = 40
"""How many natures and sites are listed: a school district has twenty."""
Context = dict[str, Any]


@get_only
def queue(request: HttpRequest) -> HttpResponse:
    """Show the tickets that the address asks for."""
    actor, now = staff_actor(request), clock.now()
    query = query_of(request)
    after = _after(request, query)
    page = reading.queue_page(actor, query, now, after=after)
    context: Context = {"page": page, "now": now, "columns": columns_of(actor), "may_work_many": can_work_many(actor)}
    context["list"] = address_of(query)
    if page.has_more:
        context["next_url"] = address_of(query, after=key_text(page.rows[-1].key))
    if not after:
        _remember(request, query)
    if after and request.headers.get("HX-Request") == "true":
        return render_page(request, "tickets/queue.html", context, fragment="tickets/queue/_more.html")
    return render(request, "tickets/queue.html", context | _frame(actor, query, context["columns"], now))


def staff_actor(request: HttpRequest) -> Actor:
    """Return the actor, who reads tickets. *Raises* NotAllowed."""
    actor = actor_in(request)
    if not reading.reads_tickets(actor):
        raise NotAllowed("staff_only")
    return actor


def query_of(request: HttpRequest) -> Query:
    """Return what the address asks for. *Raises* Invalid for words that mean nothing."""
    return read_query(dict(request.GET.lists()))


def address_of(query: Query, route: str = "tickets:queue", **more: str) -> str:
    """Return the address of the queue, or of what goes with it, for a query."""
    params = [*query.params(), *more.items()]
    return fixed_url(route) + (f"?{urlencode(params)}" if params else "")


def version_of_changes(request: HttpRequest) -> str:
    """Return what the line about changes depends on: who came, who left, which rows changed, and the minute."""
    changes = _changes_of(request)
    rows = [(row.ticket.pk, row.ticket.version) for row in changes.rows]
    return f"{actor_in(request).user_id} {changes.came} {changes.left} {rows}"


def _changes_of(request: HttpRequest) -> reading.Changes:
    now = clock.now()
    since = request.GET.get("since", "")
    return reading.queue_changes(
        staff_actor(request),
        query_of(request),
        now,
        newest_id=read_id(request.GET.get("newest", "0"), "newest"),
        known_count=read_id(request.GET.get("known", "0"), "known"),
        since_at=max(read_moment(since, "since"), now - LONGEST_OPEN) if since else now,
    )


@get_only
@cheap_fragment(version_of_changes)
def changes(request: HttpRequest) -> HttpResponse:
    """Say how many tickets came and left since the page was made, and give the rows that changed; nothing moves."""
    actor, found = actor_in(request), _changes_of(request)
    context = {
        "changes": found,
        "columns": columns_of(actor),
        "may_work_many": can_work_many(actor),
        "now": clock.now(),
        "list": address_of(query_of(request)),
    }
    return render(request, "tickets/queue/_changes.html", context)


@get_only
def filters(request: HttpRequest) -> HttpResponse:
    """Show what the queue can be narrowed by: a dialog, or a page without script."""
    actor, query = staff_actor(request), query_of(request)
    context = {
        "query": query,
        "offered": offered(actor),
        "nature": str(query.nature_id or ""),
        "site": str(query.site_id or ""),
        "group": str(query.group_id or ""),
        "statuses": words.STATUS_CHOICES,
        "severities": words.SEVERITY_CHOICES,
        "views": [(view.value, name) for view, name in words.VIEWS.items()],
    }
    return render_page(request, "tickets/queue/filters.html", context, fragment="tickets/queue/_filter_dialog.html")


def _after(request: HttpRequest, query: Query) -> Key:
    text = request.GET.get("after", "")
    return read_key(text, query) if text else ()


def _remember(request: HttpRequest, query: Query) -> None:
    """Keep the list that one came from, for the way back from a ticket."""
    kept = urlencode(query.params())
    if request.session.get(QUEUE_QUERY, "") != kept:
        request.session[QUEUE_QUERY] = kept


def _frame(actor: Actor, query: Query, columns: tuple[str, ...], now: datetime) -> Context:
    """Return what stands around the rows."""
    counts = reading.queue_counts(actor, now)
    is_view = not query.has_filters
    held = counts.of(query.view) if is_view else reading.chosen_count(actor, query, now)
    return {
        "query": query,
        "counts": counts,
        "held": held,
        "is_capped": held > reading.COUNTED,
        "counted": reading.COUNTED,
        "view": query.view.value,
        "heads": [_head(code, query) for code in columns],
        "refresh_url": address_of(query),
        "filter_url": address_of(query, "tickets:queue_filters"),
        "changes_query": urlencode(
            [*query.params(), ("newest", counts.newest_id), ("known", held), ("since", now.isoformat())]
        ),
        "params": query.params(),
        "views_url": address_of(query, "tickets:saved_views"),
        "export_url": address_of(query, "tickets:queue_export"),
        "may_export": can_export(actor),
        "may_log_calls": logs_calls(actor),
        "chips": _chips(actor, query),
        **_links(actor, query, counts),
    }


def _links(actor: Actor, query: Query, counts: reading.Counts) -> Context:
    """Return the views, natures, sites and saved views as links."""
    kept = urlencode(query.params())
    natures, sites = reading.natures_in_queue(actor), reading.sites_in_queue(actor)
    return {
        "views": [
            {
                "name": name,
                "count": counts.of(view),
                "url": address_of(Query(view)),
                "on": query.view is view and not query.has_filters,
            }
            for view, name in words.VIEWS.items()
        ],
        "natures": [
            {"name": name, "count": count, "url": address_of(Query(nature_id=pk)), "on": query.nature_id == pk}
            for pk, name, count in natures[:LISTED]
        ],
        "sites": [
            {"name": name, "count": count, "url": address_of(Query(site_id=pk)), "on": query.site_id == pk}
            for pk, name, count in sites[:LISTED]
        ],
        "saved": [
            {"view": view, "url": f"{fixed_url('tickets:queue')}?{view.query}", "on": view.query == kept}
            for view in saved_views(actor)
        ],
    }


def _chips(actor: Actor, query: Query) -> list[Context]:
    """Return each filter in words, with the address of the list without it."""
    if not query.has_filters:
        return []
    names = names_of(actor, query)
    unknown = {name: text or _("something that you do not see") for name, text in names.items()}
    found = []
    for name, text in words.chips(query, unknown):
        left = [(key, value) for key, value in query.params() if key != name]
        found.append({"text": text, "url": fixed_url("tickets:queue") + (f"?{urlencode(left)}" if left else "")})
    return found


def _head(code: str, query: Query) -> Context:
    """Return a column's head: its name, the address that orders by it, and how it is ordered now."""
    sort, is_descending = query.order
    own = words.SORT_OF_COLUMN[code]
    is_on = sort is own and not (code == "ticket" and sort is not Sort.OPENED)
    falls_first = own in (Sort.SEVERITY, Sort.OPENED, Sort.CHANGED)
    goes_down = (not is_descending) if is_on else falls_first
    can_sort = not query.holds_ended or own in (Sort.OPENED, Sort.CHANGED)
    return {
        "code": code,
        "name": words.COLUMNS[code],
        "url": address_of(replace(query, sort=own, is_descending=goes_down)) if can_sort else "",
        "sorted": ("descending" if is_descending else "ascending") if is_on else "",
    }
