"""Template tags of the tickets room: typed letters marked in what was found, short times."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from firstline.files.models import StoredFile
from firstline.kernel.reasons import Reason
from firstline.kit.words import SEVERITY_WORDS
from firstline.kit.words.files import file_kind
from firstline.tickets.models import Ticket
from firstline.tickets.rules.came_from import came_from
from firstline.tickets.templatetags._queue_rows import nothing_promised, queue_row
from firstline.tickets.words.reasons import nature_reason_text
from firstline.tickets.words.said import said

register = template.Library()
register.simple_tag(queue_row, takes_context=True)
register.simple_tag(nothing_promised)
register.simple_tag(said)
MINUTE = 60


@register.filter
def as_nature_reason(reason: str) -> str:
    """Return why a ticket has its nature, in words."""
    return nature_reason_text(reason)


@register.filter
def kind_of_file(file: StoredFile) -> str:
    """Return what a file is, in words."""
    return file_kind(file.content.media_type, file.name)


@register.simple_tag
def file_lines(files: Sequence[StoredFile], number: str) -> list[dict[str, Any]]:
    """Return the files of a message ready to be listed for staff (``kit/_files.html``)."""
    return [_file_line(file, number) for file in files]


def _file_line(file: StoredFile, number: str) -> dict[str, Any]:
    kwargs = {"number": number, "file_id": file.public_id}
    names = {"url": "file", "image_url": "file_image", "preview_url": "file_preview"}
    shown = names if file.content.is_picture else {"url": "file"}
    urls = {key: reverse(f"tickets:{name}", kwargs=kwargs) for key, name in shown.items()}
    return {"name": file.name, "kind": kind_of_file(file), "size": file.content.size, **urls}


@register.simple_tag
def ticket_in(address: str, number: str, numbers: Sequence[str], page: str = "tickets:ticket") -> str:
    """Return the address of a ticket's page with the list where it is shown, and the numbers that are shown there."""
    return reverse(page, kwargs={"number": number}) + came_from(address, among=numbers).question


@register.simple_tag
def marked(text: str, ranges: Sequence[tuple[int, int]] | str = ()) -> SafeString:
    """Return the text, escaped, with ``<mark>`` around the (start, end) ranges, which are sorted and disjoint."""
    parts: list[tuple[SafeString]] = []
    at = 0
    for start, end in () if isinstance(ranges, str) else ranges:
        parts.append((conditional_escape(text[at : int(start)]),))
        parts.append((format_html("<mark>{}</mark>", text[int(start) : int(end)]),))
        at = int(end)
    parts.append((conditional_escape(text[at:]),))
    return format_html_join("", "{}", parts)


@register.simple_tag
def live_text(time: timedelta) -> str:
    """Return a short time in seconds or minutes: 17 s, 2 min."""
    seconds = round(time.total_seconds())
    if seconds < 2 * MINUTE:
        return _("%(n)s s") % {"n": seconds}
    return _("%(n)s min") % {"n": round(seconds / MINUTE)}


@register.simple_tag
def order_reason(reason: Reason, ticket: Ticket) -> str:
    """Return in words why a call stands where it stands in the order."""
    words = {
        "pinned": _("You placed it here"),
        "waiting": ticket.waiting_reason or _("It waits on somebody else"),
        "callback_due": _("A callback was promised for now"),
        "critical": _("Critical comes first"),
        "waited_long": _("Has waited %(hours)s working hours"),
        "expected": _("Like calls took %(minutes)s min (%(sample_count)s of them)"),
        "expected_unknown": _("No history yet of how long such calls take"),
        "severity": _("Severity: %(severity)s"),
        "reachable": _("Called a short while ago, can be reached"),
        "same_building": _("At a site where you have other work"),
    }
    params = {name: SEVERITY_WORDS.get(str(value), value) for name, value in reason.params.items()}
    return str(words.get(reason.code, reason.code)) % params
