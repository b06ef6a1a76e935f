"""The palette (Ctrl K): groups of what the rooms find, recent things before typing, actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from firstline.front.rules.palette import ACTION_SIGN, Asked, read_palette
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.registry import (
    COMMANDS,
    NAVIGATION,
    OPENED_PAGES,
    SEARCH_SOURCES,
    Found,
    FoundList,
    SearchSource,
)
from firstline.kit.selectors import opened_lately
from firstline.kit.views import get_only
from firstline.people.rules.terms import begin_words

ACTIONS, RECENT = "actions", "recent"
IN_EACH, IN_ONE, RECENT_COUNT = 5, 20, 10


@dataclass(frozen=True)
class Action:
    """An action as the palette shows it: a link, or with a field's name and value a form that is sent."""

    label: str
    icon: str
    url: str
    key: str = ""
    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class Group:
    """A group of the palette with what stands in it."""

    code: str
    label: str
    found: tuple[Found, ...] = ()
    actions: tuple[Action, ...] = ()
    has_more: bool = False
    instead: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.found and not self.actions


@get_only
def palette(request: HttpRequest) -> HttpResponse:
    """Give the list for what is typed: ``q``, in one group (``in``) or in all."""
    actor, now = actor_in(request), clock.now()
    asked, only = read_palette(request.GET.get("q", "")), request.GET.get("in", "")
    limit = IN_ONE if only else IN_EACH
    groups = [group for group in groups_of(actor, asked, now, only, limit) if not group.is_empty]
    return render(request, "front/palette/_list.html", {"groups": groups, "asked": asked, "only": only})


def groups_of(actor: Actor, asked: Asked, now: datetime, only: str, limit: int) -> Iterator[Group]:
    """Return the groups in their order, actions last unless one was named; nothing of an earlier one is repeated."""
    recent = recent_of(actor) if asked.is_empty and only in {"", RECENT} else ()
    seen = {found.url for found in recent}
    yield Group(RECENT, _("Opened lately"), recent)
    asking = [
        (code, source)
        for code, source in sources_for(actor)
        if (not only or code == only) and (not asked.sign or asked.sign == source.prefix)
    ]
    actions = _actions_for(actor, asked, only, limit)
    is_meant = any(_is_named(action, asked) for action in actions.actions)
    if is_meant:
        yield actions
    answers = [(code, source, _ask(source, actor, asked, now, limit)) for code, source in asking]
    somebody_knows = any(found.items and not found.is_guess for _code, _source, found in answers)
    for code, source, found in answers:
        if found.is_guess and somebody_knows:
            continue
        fresh = tuple(item for item in found.items if item.url not in seen)
        seen.update(item.url for item in fresh)
        yield Group(code, str(source.label), fresh, has_more=found.has_more, instead=found.instead)
    if not is_meant:
        yield actions


def _actions_for(actor: Actor, asked: Asked, only: str, limit: int) -> Group:
    """Return the group of actions, the one whose whole name was typed first."""
    found: list[Action] = []
    if only in {"", ACTIONS} and asked.sign in {"", ACTION_SIGN}:
        found = [action for action, words in actions_of(actor) if begin_words(asked.text, f"{action.label} {words}")]
    wide = only == ACTIONS or asked.sign == ACTION_SIGN or asked.is_empty
    found.sort(key=lambda action: not _is_named(action, asked))
    return Group(ACTIONS, _("Actions"), actions=tuple(found[: IN_ONE if wide else limit]))


def _is_named(action: Action, asked: Asked) -> bool:
    return asked.text.casefold() == action.label.casefold()


def recent_of(actor: Actor) -> tuple[Found, ...]:
    """Return what the actor opened lately and may still see, the latest first. One query, and those of each kind."""
    opened = opened_lately(actor)
    known = {name: page.find(actor, [key for at, key in opened if at == name]) for name, page in OPENED_PAGES.items()}
    found = [known[name][key] for name, key in opened if name in known and key in known[name]]
    return tuple(found[:RECENT_COUNT])


def sources_for(actor: Actor) -> list[tuple[str, SearchSource]]:
    """Return the sources that the actor may ask, in the order of groups."""
    return sorted(
        ((code, source) for code, source in SEARCH_SOURCES.items() if source.visible(actor)),
        key=lambda pair: pair[1].order,
    )


def _ask(source: SearchSource, actor: Actor, asked: Asked, now: datetime, limit: int) -> FoundList:
    if asked.is_empty:
        recent = source.recent and source.recent(actor, now=now, limit=limit)
        return recent or FoundList()
    text = asked.sign + asked.text if asked.sign else asked.text
    return source.find(actor, text, now=now, limit=limit)


def actions_of(actor: Actor) -> Iterator[tuple[Action, str]]:
    """Return the actor's actions, each with the further words that it is found by: commands, then lines of the rail."""
    for command in sorted(COMMANDS, key=lambda command: command.order):
        if command.visible(actor) and (url := _url(command.url_name)):
            name, value = command.fields or ("", "")
            yield Action(str(command.label), command.icon, url, command.key, name, value), str(command.words)
    said: set[str] = set()
    for item in NAVIGATION:
        if item.visible(actor) and (url := _url(item.url_name)) and url not in said:
            said.add(url)
            key = f"G {item.key.upper()}" if item.key else ""
            yield Action(str(item.label), item.icon, url, key), _("go to open show")


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def search_url(actor: Actor, _now: Any) -> str:
    """Return the address of the search page for everybody who signed in."""
    return reverse("front:search") if actor.is_signed_in else ""
