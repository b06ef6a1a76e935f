"""The house's template tags: icons, marks, times, people, fields. Builtins: no ``{% load %}`` needed."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firstline.kernel import clock as house_clock
from firstline.kit import words
from firstline.kit.rules.clock_state import ClockState, clock_face
from firstline.kit.rules.marks import STATUS_MARKS, avatar_tint, initials
from firstline.kit.selectors import asset_url, icon_names
from firstline.kit.templatetags._fields import field_parts, summary_parts
from firstline.kit.templatetags._glyphs import SEVERITY_GLYPHS, STATUS_GLYPHS

register = template.Library()
register.inclusion_tag("kit/_field.html", name="field")(field_parts)
register.inclusion_tag("kit/_error_summary.html", name="error_summary")(summary_parts)


MOMENT_FORMS: dict[str, Callable[..., str]] = {
    "auto": words.moment_text,
    "full": words.full_moment_text,
    "time": lambda at, **_now: words.time_text(at),
    "date": words.date_text,
    "ago": words.ago_text,
}


def page_now(context: Context) -> datetime:
    """Return the page's present: the view's ``now``, else the shell's, else the clock."""
    given = context.get("now")
    if isinstance(given, datetime):
        return given
    shell = context.get("shell")
    return shell.now if shell is not None else house_clock.now()


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a built file: ``{% asset "main.css" %}``."""
    return asset_url(name)


@lru_cache(maxsize=512)
def _icon(name: str, size: str, sprite: str) -> SafeString:
    if name not in icon_names():
        raise template.TemplateSyntaxError(f'no icon "{name}": add it to firstline/kit/icons.txt and build')
    pixels = {"": 16, "sm": 14, "lg": 20}[size]
    css = f"fl-i {size}".strip()
    return format_html(
        '<svg class="{}" width="{}" height="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css, pixels, pixels, sprite, name,
    )  # fmt: skip


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Return an icon of the sprite, hidden from screen readers: ``{% icon "phone-call" %}``, size "", "sm" or "lg"."""
    return _icon(name, size, asset_url("icons.svg"))


@register.simple_tag
def kept(name: str, **values: Any) -> SafeString:
    """Draw a template that depends on nothing but its language and these values, once in the life of the process.

    It cannot depend on more, for it is given no more: no request, no shell. The values have to be hashable.
    """
    return _kept(name, get_language(), tuple(values.items()))


@lru_cache(maxsize=1024)
def _kept(name: str, _language: str | None, values: tuple[tuple[str, Any], ...]) -> SafeString:
    return render_to_string(name, dict(values))


@register.simple_tag
def need_to_know() -> SafeString:
    """Return the lock beside a title in a list: only those who need to know read this one."""
    name = _("Need to know")
    return format_html(
        '<span class="fl-lock" role="img" aria-label="{}" title="{}">{}</span>', name, name, icon("lock", "sm")
    )


@register.simple_tag
def status(code: Any, word: str = "", *, plain: bool = False) -> SafeString:
    """Return a status pill. ``word`` overrides the text; ``plain`` shows the glyph alone, the word for readers only."""
    return _status(str(code), word or str(words.STATUS_WORDS[str(code)]), plain)


@lru_cache(maxsize=256)
def _status(code: str, text: str, plain: bool) -> SafeString:  # noqa: FBT001 - as the tag has it
    mark = STATUS_MARKS[code]
    glyph = STATUS_GLYPHS[mark.glyph]
    if plain:
        return format_html(
            '<span class="fl-st plain {}" title="{}">{}<span class="visually-hidden">{}</span></span>',
            mark.css, text, glyph, text,
        )  # fmt: skip
    return format_html('<span class="fl-st {}">{}{}</span>', mark.css, glyph, text)


@register.simple_tag
def severity(code: Any, *, plain: bool = False) -> SafeString:
    """Return a severity mark; ``plain`` shows the bars alone (narrow list column)."""
    return _severity(str(code), str(words.SEVERITY_WORDS[str(code)]), plain)


@lru_cache(maxsize=64)
def _severity(code: str, text: str, plain: bool) -> SafeString:  # noqa: FBT001 - as the tag has it
    if plain:
        return format_html(
            '<span class="fl-sev {}" title="{}">{}<span class="visually-hidden">{}</span></span>',
            code, text, SEVERITY_GLYPHS[code], text,
        )  # fmt: skip
    return format_html('<span class="fl-sev {}">{}{}</span>', code, SEVERITY_GLYPHS[code], text)


@register.simple_tag(takes_context=True)
def clock(
    context: Context,
    due_at: datetime | None,
    *,
    started_at: datetime | None = None,
    left: timedelta | None = None,
    share_used: float | None = None,
    paused: bool = False,
    stopped: bool = False,
    ticking: bool = True,
    suffix: str = "",
    calendar: str = "",
) -> SafeString:
    """Return the time left to a promised time: "1 h 22 left", "12 min late", "clock paused".

    ``left`` and ``share_used`` are working time where known; ``ticking=False`` outside working hours. ``suffix``
    replaces "left" ("left to resolve"), ``calendar`` names the hours that are counted (tooltip).
    """
    if due_at is None:
        return mark_safe("")
    title = words.exact_text(due_at) + (f" · {calendar}" if calendar else "")
    if paused or stopped:
        state = ClockState.PAUSED if paused else ClockState.STOPPED
        text = _("clock paused") if paused else words.full_moment_text(due_at, now=page_now(context))
        return format_html(
            '<span class="fl-clock {}" title="{}">{}{}</span>', state, title,
            icon("player-pause" if paused else "check"), text,
        )  # fmt: skip
    face = clock_face(due_at=due_at, now=page_now(context), started_at=started_at, left=left, share_used=share_used)
    late = face.state == ClockState.LATE
    left_word, late_word = suffix or _("left"), _("late")
    return format_html(
        '<fl-clock class="fl-clock {}" left="{}" soon="{}"{} data-left="{}" data-late="{}" title="{}">'
        '<span class="glyph">{}</span><time datetime="{}">{} {}</time></fl-clock>',
        face.state, face.left_minutes, face.soon_from_minutes, mark_safe(" ticking") if ticking else "",
        left_word, late_word, title, icon("alarm" if late else "clock"), due_at.isoformat(),
        words.duration_text(face.left_minutes), late_word if late else left_word,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def live_timer(context: Context, since: datetime) -> SafeString:
    """Return a running ``0:48`` since a moment (a live call). The only clock that ticks by the second."""
    seconds = max(0, int((page_now(context) - since).total_seconds()))
    text = f"{seconds // 60}:{seconds % 60:02d}"
    return format_html('<fl-timer elapsed="{}" role="timer" aria-live="off">{}</fl-timer>', seconds, text)


@register.simple_tag
@lru_cache(maxsize=1024)
def avatar(name: str, size: str = "") -> SafeString:
    """Return the round initials of a person, tinted by name; size "", "sm" or "lg". The name stands beside it."""
    tint = avatar_tint(name)
    css = " ".join(part for part in ("fl-av", size, f"t{tint}" if tint else "") if part)
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, initials(name))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | None, form: str = "auto") -> SafeString:
    """Return a ``<time>``: form "auto" (9:42, Thu 17 Sep), "full" (day and time), "time", "date" or "ago"."""
    if at is None:
        return mark_safe("")
    text = MOMENT_FORMS[form](at, now=page_now(context))
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), words.exact_text(at), text)


@register.simple_tag
def duration(value: timedelta | int | None, day_minutes: int = words.DAY_MINUTES) -> str:
    """Return "2 h 10" for a timedelta or a number of minutes."""
    return "" if value is None else words.duration_text(value, day_minutes=day_minutes)


@register.simple_tag
def marked(text: str, ranges: Sequence[tuple[int, int]] | str = ()) -> SafeString:
    """Return the text, escaped, with ``<mark>`` around the (start, end) ranges, which are sorted and disjoint."""
    parts: list[tuple[str]] = []
    at = 0
    for start, end in () if isinstance(ranges, str) else ranges:
        parts += [(conditional_escape(text[at:start]),), (format_html("<mark>{}</mark>", text[start:end]),)]
        at = end
    return format_html_join("", "{}", [*parts, (conditional_escape(text[at:]),)])


@register.simple_tag(takes_context=True)
def toasts(context: Context) -> list[dict[str, Any]]:
    """Return the toasts left by the view before this page, and forget them: ``{% toasts as items %}``."""
    request = context.get("request")
    session = getattr(request, "session", None)
    if session is None or "kit_toasts" not in session:
        return []
    items: list[dict[str, Any]] = session.pop("kit_toasts")
    return items
