"""Template tags of the tickets room: typed letters marked in what was found, short times."""

from collections.abc import Sequence
from datetime import timedelta

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()
MINUTE = 60


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
