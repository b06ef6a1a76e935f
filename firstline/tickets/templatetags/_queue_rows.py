"""The rows of the queue. Drawn here and not in a template: a page has hundreds of them.

Each cell is what its template would be: our own marks, and every value escaped by ``format_html``.
"""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from django.template.context import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from firstline.catalog.rules.entitlement import Verdict
from firstline.kit.templatetags import kit
from firstline.tickets.models import Ticket
from firstline.tickets.rules.came_from import came_from
from firstline.tickets.selectors.queue.lists import Row
from firstline.tickets.selectors.queue.order import key_text

Cell = Callable[[Row, datetime], SafeString]


def queue_row(context: Context, row: Row) -> SafeString:
    """Return a row with the cells of the page's ``columns``, in their order; to pick with ``may_work_many``.

    The ticket's address carries the page's ``list`` and the row's place in it.
    """
    ticket, now = row.ticket, context["now"]
    pick = _pick(ticket) if context["may_work_many"] else ""
    there = came_from(context["list"], at=key_text(row.key) if row.key else "").question
    drawn = [_ticket(row, there) if column == "ticket" else CELLS[column](row, now) for column in context["columns"]]
    cells = mark_safe("".join(drawn))  # noqa: S308 - each is escaped
    return format_html(
        '<tr data-id="{}" data-version="{}" data-number="{}">{}{}</tr>',
        ticket.pk, ticket.version, ticket.number, pick, cells,
    )  # fmt: skip


def _pick(ticket: Ticket) -> SafeString:
    return format_html(
        '<td class="over fl-pick-cell"><label class="fl-pick">'
        '<input type="checkbox" class="form-check-input" name="ids" value="{}" form="queue-pick" data-pick>'
        '<span class="visually-hidden">{}</span></label></td>',
        ticket.pk, _("Select #%(number)s") % {"number": ticket.number},
    )  # fmt: skip


@lru_cache(maxsize=1)
def _around_number() -> tuple[str, str]:
    """Return what stands before and after the number in a ticket's address: to ask for each address costs far more."""
    before, _number, after = reverse("tickets:ticket", args=["0"]).rpartition("0")
    return before, after


def _ticket(row: Row, question: str) -> SafeString:
    ticket, (before, after) = row.ticket, _around_number()
    requester = ticket.requester
    site = requester.site.name if requester and requester.site else ""
    parts = (requester.name, site, requester.extension) if requester else (ticket.requester_name,)
    facts = " · ".join(part for part in (f"#{ticket.number}", *parts) if part)
    return format_html(
        '<th scope="row" class="main two"><a class="fl-cover" href="{}" dir="auto" title="{}">{}</a>'
        '<div class="sub">{}{}</div></th>',
        f"{before}{ticket.number}{after}{question}", ticket.title, ticket.title,
        kit.need_to_know() if ticket.is_need_to_know else "", facts,
    )  # fmt: skip


def _assignee(row: Row, _now: datetime) -> SafeString:
    ticket = row.ticket
    if ticket.assignee:
        name = ticket.assignee.person.name
        return format_html('<td><span class="fl-row tight">{}{}</span></td>', kit.avatar(name, "sm"), name)
    return format_html(
        '<td><span class="fl-2">{}</span> <span class="fl-muted fl-sm fl-nowrap">{}</span></td>',
        ticket.group or _("No group"), _("nobody yet"),
    )  # fmt: skip


def nothing_promised(ticket: Ticket) -> SafeString:
    """Return what stands where a promised time would, with why there is none."""
    is_as_needed = ticket.entitlement == Verdict.AS_NEEDED
    why = _("As needed: no promised time") if is_as_needed else _("No time is promised for this severity")
    return format_html('<span class="fl-muted fl-sm" title="{}">{}</span>', why, _("nothing promised"))


def _promised(row: Row, now: datetime) -> SafeString:
    promise = row.promise
    if row.is_paused:
        shown = format_html('<span class="fl-clock paused">{}{}</span>', kit.icon("player-pause"), _("clock paused"))
    elif promise and promise.due_at:
        shown = kit.clock(
            Context({"now": now}),
            promise.due_at,
            started_at=promise.started_at,
            left=promise.left,
            share_used=promise.share_used,
            calendar=row.ticket.desk.calendar.name,
        )
    else:
        shown = nothing_promised(row.ticket)
    return mark_safe(f'<td class="fl-nowrap">{shown}</td>')  # noqa: S308 - escaped above


def _plain(text: str) -> SafeString:
    return mark_safe(f'<td class="hide-phone">{conditional_escape(text)}</td>')  # noqa: S308 - escaped here


def _site(row: Row, _now: datetime) -> SafeString:
    requester = row.ticket.requester
    return _plain(requester.site.name if requester and requester.site else "")


def _moment(at: datetime, form: str, now: datetime) -> SafeString:
    return mark_safe(f'<td class="hide-phone fl-nowrap">{kit.moment(Context({"now": now}), at, form)}</td>')  # noqa: S308 - drawn by kit, which escapes


CELLS: dict[str, Cell] = {
    "severity": lambda row, _now: mark_safe(f"<td>{kit.severity(row.ticket.severity, plain=True)}</td>"),  # noqa: S308 - drawn by kit, which escapes
    "status": lambda row, _now: mark_safe(f"<td>{kit.status(row.status_code)}</td>"),  # noqa: S308 - drawn by kit, which escapes
    "nature": lambda row, _now: _plain(row.ticket.nature.name),
    "assignee": _assignee,
    "promised": _promised,
    "group": lambda row, _now: _plain(row.ticket.group.name if row.ticket.group else ""),
    "site": _site,
    "opened": lambda row, now: _moment(row.ticket.opened_at, "auto", now),
    "changed": lambda row, now: _moment(row.ticket.updated_at, "ago", now),
}
