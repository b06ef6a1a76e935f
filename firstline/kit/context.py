"""What every page's shell needs, worked out only when a template asks for it: fragments ask for almost nothing."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.translation import get_language, get_language_bidi, get_language_info
from django.utils.translation import gettext_lazy as _

from firstline.kernel import clock
from firstline.kernel.actor import VISITOR, Actor
from firstline.kernel.registry import NAVIGATION, SHELL, LineState, NavigationItem, UnreadNotices
from firstline.kit.selectors import fixed_url

GROUP_NAMES: dict[str, Any] = {
    "desk": _("Call desk"),
    "my_work": _("My work"),
    "team": _("Team"),
    "lookup": _("Look up"),
    "settings": _("Settings"),
}
ORDER_AT_THE_DESK = ("desk", "my_work", "lookup", "team", "settings")
ORDER_OF_A_SPECIALIST = ("my_work", "team", "lookup", "settings")
THEMES = {"light": "light", "dark": "dark"}
DENSITIES = ("standard", "comfortable", "compact")
BAR_LINES = 4


@dataclass(frozen=True)
class NavigationLine:
    """One line of the rail, ready to be drawn."""

    label: Any
    icon: str
    url: str
    key: str
    is_current: bool
    count: int | None
    is_hot: bool


@dataclass(frozen=True)
class NavigationGroup:
    """Lines under one small heading."""

    code: str
    name: Any
    lines: tuple[NavigationLine, ...]


class Shell:
    """The shell's data for one request. Every part is read at most once, and visitors are welcome."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request; nothing is read yet."""
        self._request = request

    @cached_property
    def now(self) -> datetime:
        """The page's present moment, the same for all its clocks."""
        return clock.now()

    @cached_property
    def actor(self) -> Actor:
        """Who looks at the page; a visitor before the identity middleware has run."""
        return getattr(self._request, "actor", VISITOR)

    @property
    def language(self) -> str:
        """The language of the page, for ``lang``."""
        return get_language() or "en"

    @property
    def other_languages(self) -> list[tuple[str, str]]:
        """The languages that the page could be in besides, each by its own name."""
        codes = [code for code, _name in settings.LANGUAGES if code != self.language[:2]]
        return [(code, get_language_info(code)["name_local"].capitalize()) for code in codes]

    @property
    def direction(self) -> str:
        """The direction of writing, for ``dir``."""
        return "rtl" if get_language_bidi() else "ltr"

    @cached_property
    def theme(self) -> str:
        """Return light, dark or auto ("As my device"), from the account; visitors follow their device."""
        return THEMES.get(getattr(getattr(self._request, "user", None), "theme", ""), "auto")

    @cached_property
    def density(self) -> str:
        """Return how close rows stand, kept per browser."""
        chosen = self._request.COOKIES.get("fl_density", "")
        return chosen if chosen in DENSITIES else DENSITIES[0]

    @cached_property
    def single_keys(self) -> bool:
        """Whether single letters act as shortcuts (WCAG 2.1.4 lets people switch them off)."""
        return bool(getattr(getattr(self._request, "user", None), "single_key_shortcuts", True))

    @property
    def person_key(self) -> str:
        """Return who owns what this browser keeps: drafts of another person are never shown."""
        return str(self.actor.user_id or "")

    def _part(self, code: str) -> Any:
        provider = SHELL.get(code)
        return provider(self.actor, self.now) if provider and self.actor.is_signed_in else None

    @cached_property
    def line_state(self) -> LineState | None:
        """The state of one's own line, where the teams room offers it."""
        state: LineState | None = self._part("line_state")
        return state

    @cached_property
    def notices(self) -> UnreadNotices | None:
        """The bell, where the notify room offers it."""
        notices: UnreadNotices | None = self._part("notices")
        return notices

    @cached_property
    def log_call_url(self) -> str:
        """The address of "Log a call" for staff; empty on that page itself."""
        url = self._part("log_call_url") or ""
        return "" if url == self._request.path else str(url)

    @cached_property
    def search_url(self) -> str:
        """The address of the search page, where there is one."""
        return str(self._part("search_url") or "")

    @cached_property
    def desk_name(self) -> str:
        """The line under the brand."""
        return str(self._part("desk_name") or "")

    @cached_property
    def role_name(self) -> str:
        """The line under the person's name."""
        return str(self._part("role_name") or "")

    @cached_property
    def navigation(self) -> tuple[NavigationGroup, ...]:
        """The rail for this actor: groups in the order of the role, each sorted."""
        items = [item for item in NAVIGATION if self.actor.is_signed_in and item.visible(self.actor)]
        at_desk = any(item.group == "desk" for item in items)
        groups = []
        for code in ORDER_AT_THE_DESK if at_desk else ORDER_OF_A_SPECIALIST:
            chosen = sorted((item for item in items if item.group == code), key=lambda item: item.order)
            lines = tuple(line for item in chosen if (line := self._line(item)))
            if lines:
                groups.append(NavigationGroup(code, GROUP_NAMES[code], lines))
        return tuple(groups)

    @property
    def bar(self) -> tuple[NavigationLine, ...]:
        """The first lines, for the bottom bar of a phone."""
        return tuple(line for group in self.navigation for line in group.lines)[:BAR_LINES]

    @cached_property
    def _current_url(self) -> str:
        """The line's address that leads nearest to this page: below an import that is the import, not the people."""
        urls = []
        for item in NAVIGATION:
            with suppress(NoReverseMatch):
                urls.append(fixed_url(item.url_name))
        path = self._request.path
        leading = [url for url in urls if path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))]
        return max(leading, key=len, default="")

    def _line(self, item: NavigationItem) -> NavigationLine | None:
        try:
            url = fixed_url(item.url_name)
        except NoReverseMatch:
            return None
        count = item.count(self.actor, self.now) if item.count else None
        return NavigationLine(
            label=item.label,
            icon=item.icon,
            url=url,
            key=item.key,
            is_current=url == self._current_url,
            count=count[0] if count and count[0] else None,
            is_hot=bool(count and count[1]),
        )


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell for templates."""
    return {"shell": Shell(request)}
