"""Every kind of setting and every page among them as one line: in its group, and as the palette finds it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from firstline.kernel.actor import Actor
from firstline.kernel.registry import SETTINGS, SETTINGS_PAGES, Found, FoundList, SearchSource
from firstline.kernel.settings import SettingKind
from firstline.people.rules.terms import begin_words, pieces
from firstline.settings.policies import can_change_settings


@dataclass(frozen=True)
class Line:
    """A page among the settings; ``words`` are further ones that it is found by."""

    group: str
    order: int
    label: Any
    sentence: Any
    url: str
    words: str = ""


def lines_for(actor: Actor) -> list[Line]:
    """Return the pages that the actor may open, in their order."""
    kinds = [
        Line(kind.group, kind.order, kind.title, kind.sentence, reverse("settings:list", args=[code]), _words(kind))
        for code, kind in SETTINGS.items()
        if can_change_settings(actor)
    ]
    pages = [
        Line(page.group, page.order, page.label, page.sentence, reverse(page.url_name))
        for page in SETTINGS_PAGES
        if page.visible(actor)
    ]
    return sorted(kinds + pages, key=lambda line: line.order)


def _words(kind: SettingKind) -> str:
    """Return the names of the fields; those of a table are natures and severities, which would be found too often."""
    return "" if kind.is_table else " ".join(str(field.label) for field in kind.fields(None))


def find_settings(actor: Actor, text: str, *, now: datetime, limit: int) -> FoundList:
    """Return the pages whose name, sentence or fields have words that begin so; those named so first."""
    del now  # settings know no time
    found = [line for line in lines_for(actor) if begin_words(text, f"{line.label} {line.sentence} {line.words}")]
    found.sort(key=lambda line: not begin_words(text, str(line.label)))
    items = tuple(Found(str(one.label), one.url, detail=str(one.sentence), icon="settings") for one in found[:limit])
    return FoundList(items, len(found) > limit) if pieces(text) else FoundList()


SOURCE = SearchSource(
    label=gettext_lazy("Settings"), icon="settings", order=70, visible=can_change_settings, find=find_settings
)
