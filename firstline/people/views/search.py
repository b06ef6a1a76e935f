"""What this room offers to the palette: people, and places."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.actor import Actor
from firstline.kernel.registry import Command, Found, FoundList, SearchSource
from firstline.people.policies import reads_directory
from firstline.people.rules.lookup import Reason, marked_ranges, read_query
from firstline.people.rules.terms import name_words
from firstline.people.selectors.callers import CallerMatch, search_people
from firstline.people.selectors.cards import cards_of
from firstline.people.selectors.directory import SiteCard, adding_desks, sites

SIGN = "@"


def find_people(actor: Actor, text: str, *, now: datetime, limit: int) -> FoundList:
    """Return who is meant, as "Who is calling?" does."""
    del now  # the directory knows no time
    matches = search_people(actor=actor, query=text.removeprefix(SIGN), limit=limit + 1)
    is_guess = all(Reason.SIMILAR in match.reasons for match in matches)
    return FoundList(tuple(_person(match) for match in matches[:limit]), len(matches) > limit, is_guess=is_guess)


def find_sites(actor: Actor, text: str, *, now: datetime, limit: int) -> FoundList:
    """Return the sites whose name or code begins with each of the words."""
    del now  # places stay
    tokens = read_query(text)
    found = [card for card in sites(actor) if tokens and all(_begins(card, token.text) for token in tokens)]
    items = tuple(
        Found(
            title=card.name,
            title_ranges=tuple(marked_ranges(card.name, tokens, {})),
            url=reverse("people:site", kwargs={"site_code": card.code}),
            label=card.code,
            icon="building",
        )
        for card in found[:limit]
    )
    return FoundList(items, len(found) > limit)


def _begins(card: SiteCard, word: str) -> bool:
    return any(own.startswith(word) for text in (card.name, card.code) for own in name_words(text))


def _person(match: CallerMatch) -> Found:
    work = " · ".join(text for text in (match.work, match.site_name) if text)
    return Found(
        title=match.name,
        title_ranges=tuple(match.highlights.get("name", ())),
        url=reverse("people:person", kwargs={"person_id": match.person_id}),
        label=_("ext %(extension)s") % {"extension": match.extension} if match.extension else "",
        detail=work,
        why=_why(match),
        icon="user",
    )


def opened(actor: Actor, keys: Sequence[str]) -> dict[str, Found]:
    """Return the persons with these ids whom the actor may know of and who have not left, as far as one may see."""
    cards = cards_of(actor, [int(key) for key in keys])
    return {
        str(person_id): Found(
            title=card.name,
            url=reverse("people:person", kwargs={"person_id": person_id}),
            label=_("ext %(extension)s") % {"extension": card.extension} if card.extension else "",
            detail=" · ".join(text for text in (card.job_title, card.site_name) if text),
            icon="user",
        )
        for person_id, card in cards.items()
        if card.is_active
    }


def _why(match: CallerMatch) -> str:
    """Return why somebody was found where the name does not show it."""
    told = {
        Reason.EXTENSION: "",
        Reason.PHONE: match.phone,
        Reason.EMAIL: match.email,
        Reason.ROOM: _("room %(room)s") % {"room": match.room} if match.room else "",
        Reason.EMPLOYEE_NUMBER: match.employee_number,
        Reason.SIMILAR: _("sounds like it"),
    }
    return next((told[reason] for reason in match.reasons if told.get(reason)), "")


SOURCES = {
    "people.people": SearchSource(
        label=gettext_lazy("People"), icon="user", order=20, visible=reads_directory, find=find_people, prefix=SIGN
    ),
    "people.sites": SearchSource(
        label=gettext_lazy("Places"), icon="building", order=60, visible=reads_directory, find=find_sites
    ),
}
COMMANDS = {
    "people.add": Command(
        label=gettext_lazy("Add a person"),
        icon="user-plus",
        url_name="people:add",
        order=40,
        visible=lambda actor: bool(adding_desks(actor)),
        words=gettext_lazy("new caller directory"),
    ),
}
