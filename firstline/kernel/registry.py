"""Typed slots through which rooms offer things to rooms below them. Filled in ``AppConfig.ready()``, then frozen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from firstline.kernel.actor import Actor
from firstline.kernel.settings import SettingKind, SettingsPage

Item = TypeVar("Item")


class RegistryFrozen(RuntimeError):
    """Something was registered after start-up, or twice under one code."""


class Slot(Generic[Item]):
    """Items by code, in the order in which they were added."""

    def __init__(self, name: str) -> None:
        """Make an empty slot; the name appears in error messages."""
        self.name = name
        self._items: dict[str, Item] = {}
        self._frozen = False

    def add(self, code: str, item: Item) -> None:
        """Add an item. *Raises* RegistryFrozen after start-up or when the code is taken."""
        if self._frozen or code in self._items:
            raise RegistryFrozen(f"{self.name}: {code}")
        self._items[code] = item

    def get(self, code: str) -> Item | None:
        """Return the item with this code, or None."""
        return self._items.get(code)

    def items(self) -> Iterator[tuple[str, Item]]:
        """Return codes and items in order of addition."""
        return iter(self._items.items())

    def __iter__(self) -> Iterator[Item]:
        """Iterate over the items in order of addition."""
        return iter(self._items.values())

    def freeze(self) -> None:
        """Refuse additions from now on."""
        self._frozen = True


@dataclass(frozen=True)
class NavigationItem:
    """A line of the left rail.

    ``label`` is a lazily translated string; ``group`` one of my_work, desk, lookup, team, settings. ``visible``
    decides for an actor; ``count`` returns (number, is_hot) or None and must be cheap.
    """

    label: Any
    icon: str
    url_name: str
    group: str
    order: int
    visible: Callable[[Actor], bool]
    key: str = ""
    count: Callable[[Actor, datetime], tuple[int, bool] | None] | None = None


@dataclass(frozen=True)
class PersonPanel:
    """A panel of the person page.

    ``url_name`` answers with its fragment for a person's id; ``visible`` decides for an actor whether the page asks
    for it at all.
    """

    label: Any
    url_name: str
    order: int
    visible: Callable[[Actor], bool]


Ranges = tuple[tuple[int, int], ...]
"""Where a text shows what was typed: (start, end) of its characters, in order, never overlapping."""


@dataclass(frozen=True)
class Found:
    """One thing that a search found, in words ready to be shown.

    ``label`` stands before the title (a ticket's number), ``detail`` under it, ``why`` says in words why it was found
    where the marked ranges do not (an extension). ``status`` is the code of a mark.
    """

    title: str
    url: str
    title_ranges: Ranges = ()
    label: str = ""
    detail: str = ""
    detail_ranges: Ranges = ()
    why: str = ""
    status: str = ""
    icon: str = ""


@dataclass(frozen=True)
class FoundList:
    """What a source found, best first. ``instead``: the words that were looked for when the typed ones gave nothing.

    ``is_guess``: nothing fits what was typed; shown only where no other source knows better.
    """

    items: tuple[Found, ...] = ()
    has_more: bool = False
    instead: str = ""
    is_guess: bool = False


NOTHING_FOUND = FoundList()


@dataclass(frozen=True)
class SearchSource:
    """A group of the palette and of the search page.

    ``find(actor, text, now=, limit=)`` returns what the actor may see; ``recent`` what to offer before anything is
    typed. ``order`` is the order of groups, ``prefix`` the sign that narrows to this group.
    """

    label: Any
    icon: str
    order: int
    visible: Callable[[Actor], bool]
    find: Callable[..., FoundList]
    recent: Callable[..., FoundList] | None = None
    prefix: str = ""


@dataclass(frozen=True)
class OpenedPage:
    """A page that the palette offers again to whoever opened it lately.

    ``parameter`` of its address says what it is about; ``find(actor, keys)`` returns those that the actor may still
    see, by their keys.
    """

    parameter: str
    find: Callable[[Actor, Sequence[str]], Mapping[str, Found]]


@dataclass(frozen=True)
class Command:
    """An action of the palette: a page to open, or with ``fields`` a form to send to ``url_name``.

    ``words`` are further words to find it by; ``fields`` is the name and value that the form sends.
    """

    label: Any
    icon: str
    url_name: str
    order: int
    visible: Callable[[Actor], bool]
    words: Any = ""
    fields: tuple[str, str] | None = None
    key: str = ""


@dataclass(frozen=True)
class PersonMerger:
    """What a room does when one person turns out to be another: ``move(merged_id=, kept_id=)`` re-points its rows.

    ``count`` says for an actor how many there are, of desks that the actor reads. A room refuses by RuleBroken.
    """

    label: Any
    count: Callable[[Actor, int], int]
    move: Callable[..., int]


@dataclass(frozen=True)
class LineState:
    """The state of one's own line in the top bar.

    ``tone`` is free, busy, away or off; a call shows a timer since ``live_since``. With ``choices`` (code, lazily
    translated label) it is a menu that posts ``state`` to ``action``.
    """

    text: Any
    tone: str
    icon: str
    current: str = ""
    live_since: datetime | None = None
    action: str = ""
    choices: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class UnreadNotices:
    """The bell of the top bar: how many notices are unread, and the page that shows them."""

    count: int
    url: str


@dataclass(frozen=True)
class EntryView:
    """A ledger entry as the timeline sees it."""

    verb: str
    actor_id: int | None
    actor_name: str
    occurred_at: datetime
    data: dict[str, Any]


@dataclass(frozen=True)
class Handler:
    """A reaction to a fact, run by the worker at least once, so it must be idempotent.

    ``wait`` keeps reactions to what can be undone back for a moment; they look whether it was.
    """

    verb: str
    run: Callable[..., None]
    wait: timedelta = timedelta()


HANDLERS: Slot[Handler] = Slot("HANDLERS")
"""Code ``room.handler_name`` → Handler. ``run(entry=Entry, now=datetime)``, inside a transaction."""
NAVIGATION: Slot[NavigationItem] = Slot("NAVIGATION")
"""Lines of the rail."""
SEARCH_SOURCES: Slot[SearchSource] = Slot("SEARCH_SOURCES")
"""Groups of the palette and the search page."""
OPENED_PAGES: Slot[OpenedPage] = Slot("OPENED_PAGES")
"""Pages that are remembered as opened lately, by the full names of their addresses."""
COMMANDS: Slot[Command] = Slot("COMMANDS")
"""Actions of the palette, beside the lines of the rail, which are found by themselves."""
PERSON_PANELS: Slot[PersonPanel] = Slot("PERSON_PANELS")
"""Panels of the person page, each loaded on its own: a slow or broken room cannot break the page."""
PERSON_MERGERS: Slot[PersonMerger] = Slot("PERSON_MERGERS")
"""Rooms whose rows name persons: asked when two persons are merged, in the same transaction."""
SHELL: Slot[Callable[[Actor, datetime], Any]] = Slot("SHELL")
"""Parts of the shell that rooms above ``kit`` know; each code at most once, asked on full pages only, all optional:
``line_state`` → LineState or None, ``notices`` → UnreadNotices or None, ``log_call_url`` → str, ``search_url`` → str,
``desk_name`` → str (the line under the brand), ``role_name`` → str (the line under the person's name)."""
TIMELINE_SENTENCES: Slot[Callable[[EntryView], str]] = Slot("TIMELINE_SENTENCES")
"""Verb → the translated sentence that a timeline shows."""
ERROR_SENTENCES: Slot[Callable[[dict[str, Any]], str]] = Slot("ERROR_SENTENCES")
"""Error code → the translated sentence for a person."""
NOTICE_LIMITS: Slot[Callable[[Actor, Any], Any]] = Slot("NOTICE_LIMITS")
"""Returns of an actor's notices (a query) those about what the actor may still read."""
NOTICE_SENTENCES: Slot[Callable[[dict[str, Any]], str]] = Slot("NOTICE_SENTENCES")
"""Kind of in-app notice → its translated sentence."""
SETTINGS: Slot[SettingKind] = Slot("SETTINGS")
"""Kinds of settings; the code stands in addresses, revisions and facts: ``resolution-codes``."""
SETTINGS_PAGES: Slot[SettingsPage] = Slot("SETTINGS_PAGES")
"""Pages among the settings that work in their own way."""
SETTING_USES: Slot[Callable[[int], bool]] = Slot("SETTING_USES")
"""Code of a kind of setting → whether records keep the code of the one with this id, which no foreign key shows."""
NEW_DESKS: Slot[Callable[..., None]] = Slot("NEW_DESKS")
"""What every desk begins with: ``start(desk_id=int)``, in the transaction that makes the desk, lowest floor first."""
DEMO_DATA: Slot[Callable[..., None]] = Slot("DEMO_DATA")
"""Loaders of the demo agency, run in order of addition."""
REST_ROUTERS: Slot[Any] = Slot("REST_ROUTERS")
"""Routers of the REST API (``ninja.Router``), by the word that groups their operations in its document."""

SLOTS: tuple[Slot[Any], ...] = (
    HANDLERS,
    NAVIGATION,
    SEARCH_SOURCES,
    OPENED_PAGES,
    COMMANDS,
    PERSON_PANELS,
    PERSON_MERGERS,
    SHELL,
    TIMELINE_SENTENCES,
    ERROR_SENTENCES,
    NOTICE_LIMITS,
    NOTICE_SENTENCES,
    SETTINGS,
    SETTINGS_PAGES,
    SETTING_USES,
    NEW_DESKS,
    DEMO_DATA,
    REST_ROUTERS,
)


def freeze_all() -> None:
    """Freeze every slot; called once when all rooms are ready."""
    for slot in SLOTS:
        slot.freeze()
