"""Searching tickets by words: what staff find in their desks' tickets, and requesters in their own.

However common a word is, at most ``WINDOW`` of the newest hits are looked at, counted and ranked (docs/decisions/0022).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, FloatField, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Left

from firstline.desks.models import Desk
from firstline.desks.selectors import desks_of
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.kernel.registry import Ranges
from firstline.prepared import planned_by_its_values, prepared
from firstline.tickets.models import OPEN_STATUSES, Message, Synonyms, Ticket, TicketText
from firstline.tickets.policies import is_read_by, own_requests, visible_to
from firstline.tickets.rules.search_words import (
    Word,
    marked,
    read_words,
    snippet,
    tsquery,
    typo_candidates,
    with_similar,
    with_synonyms,
)
from firstline.tickets.selectors.vocabulary import similar_in_desks, similar_in_titles

WINDOW = 1_000
"""How many of the newest hits are counted and ranked."""
_SCALE, _OPEN_BONUS = 100_000, 20_000
_MESSAGES_COUNT, _MESSAGE_LENGTH = 600, 4_000
OPEN = "open"


@dataclass(frozen=True)
class Search:
    """What is looked for. ``status`` is a code, or ``open`` for all that are not done; times are of the opening."""

    text: str
    desk_id: int | None = None
    status: str = ""
    nature_id: int | None = None
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    newest_first: bool = False


@dataclass(frozen=True)
class Place:
    """Where a page ended: after this ticket of this score, among those up to ``newest_id``."""

    score: int
    ticket_id: int
    newest_id: int


@dataclass(frozen=True)
class TicketHit:
    """A ticket that was found, with where it shows what was looked for.

    ``kind`` is the kind of the message that the snippet is from.
    """

    ticket: Ticket
    title_ranges: Ranges
    snippet: str = ""
    snippet_ranges: Ranges = ()
    kind: str = ""

    @property
    def status_code(self) -> str:
        """Return the status, with whom or what it waits for."""
        return f"waiting_{self.ticket.waiting_on}" if self.ticket.status == "waiting" else self.ticket.status


@dataclass(frozen=True)
class TicketHits:
    """A page of what was found. ``count`` is exact up to ``WINDOW``; ``instead`` says which words gave it."""

    rows: tuple[TicketHit, ...] = ()
    count: int = 0
    has_more_than_counted: bool = False
    next_place: Place | None = None
    instead: str = ""


NO_HITS = TicketHits()


class Wanted(SearchQuery):
    """The words of ``rules.search_words.tsquery`` in the language of a desk, as PostgreSQL looks for them."""

    def __init__(self, language: str, words: str) -> None:
        """Keep both, in place of what Django's own query is made of."""
        super().__init__(words)
        self.function = "tickets_query"
        self.set_source_expressions([Value(language), Value(words)])


class OfDesks(SearchQuery):
    """What the actor reads at any of these desks: the desk's mark, and those of need-to-know tickets (0028)."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, actor: Actor, desk_ids: Sequence[int]) -> None:
        """Keep the marks, in place of what Django's own query is made of."""
        super().__init__("")
        marks = [mark for desk_id in sorted(desk_ids) for mark in _marks(actor, desk_id)]
        self.set_source_expressions([Value(" | ".join(f"'{mark}'" for mark in marks))])


def _marks(actor: Actor, desk_id: int) -> list[str]:
    reads_all = actor.may(Permission.TICKET_READ_ALL, desk_id)
    return [f"={desk_id}", f"={desk_id}@" if reads_all else f"={desk_id}@{actor.account_id}"]


@dataclass(frozen=True)
class _Reach:
    """Among which tickets the actor looks, and in which of their words."""

    actor: Actor
    tickets: QuerySet[Ticket]
    vector: str
    desk_ids: dict[str, list[int]]
    """Desks by language."""
    is_staff: bool

    @property
    def all_desk_ids(self) -> list[int]:
        return [pk for ids in self.desk_ids.values() for pk in ids]


def search_tickets(*, actor: Actor, search: Search, limit: int, after: Place | None = None) -> TicketHits:
    """Return tickets of the actor's desks by all their words, staff notes too. Seven queries, ten for a typo."""
    readable = actor.desk_ids(Permission.TICKET_READ)
    ids = readable & {search.desk_id} if search.desk_id else readable
    desks = _by_language((desk.pk, desk.language) for desk in desks_of(actor) if desk.pk in ids)
    reach = _Reach(actor, visible_to(actor), "text__staff_vector", desks, is_staff=True)
    return _found(reach, search, limit, after)


def search_own_requests(*, actor: Actor, search: Search, limit: int, after: Place | None = None) -> TicketHits:
    """Return the actor's own requests by the words that a requester may read. Five queries, seven for a typo.

    Those that the actor sees as staff anyway are left to ``search_tickets``.
    """
    own = own_requests(actor).exclude(is_read_by(actor))
    asked = Desk.objects.filter(pk__in=own.values("desk_id")).order_by("pk")
    desks = _by_language(asked.values_list("pk", "language"))
    return _found(_Reach(actor, own, "text__public_vector", desks, is_staff=False), search, limit, after)


def _by_language(desks: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for pk, language in desks:
        found.setdefault(language, []).append(pk)
    return found


def _found(reach: _Reach, search: Search, limit: int, after: Place | None) -> TicketHits:
    typed = read_words(search.text)
    if not typed or not reach.desk_ids:
        return NO_HITS
    words = with_synonyms(typed, _synonyms())
    page = _page(reach, search, words, limit, after)
    if page.count or after is not None:
        return page
    meant = _similar(reach, typed)
    if not meant:
        return NO_HITS
    page = _page(reach, search, with_similar(words, meant), limit, after)
    if not page.count:
        return NO_HITS
    return replace(page, instead=" ".join(meant.get(word.joined, [" ".join(word.pieces)])[0] for word in typed))


@prepared
def _synonyms() -> QuerySet[Synonyms, list[str]]:
    return Synonyms.objects.values_list("words", flat=True)


def _similar(reach: _Reach, typed: Sequence[Word]) -> dict[str, list[str]]:
    candidates = typo_candidates(typed)
    if not candidates:
        return {}
    if reach.is_staff:
        return similar_in_desks(reach.actor, candidates, reach.all_desk_ids)
    return similar_in_titles(candidates, reach.tickets)


def _page(reach: _Reach, search: Search, words: Sequence[Word], limit: int, after: Place | None) -> TicketHits:
    below = (min(after.newest_id, after.ticket_id - 1) if search.newest_first else after.newest_id) if after else None
    with planned_by_its_values():
        ids = _newest_ids(reach, search, words, below)
    if not ids:
        return NO_HITS
    newest_id = after.newest_id if after else ids[0]
    if reach.is_staff and len(ids) <= limit and after is None and not search.newest_first:
        rows = _few_ranked(reach.actor, tuple(ids), tsquery(words), tuple(reach.desk_ids))
    else:
        rows = list(_ranked(reach, search, words, ids[:WINDOW], None if search.newest_first else after)[: limit + 1])
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return TicketHits(
        rows=_with_places(reach, shown, words),
        count=min(len(ids), WINDOW),
        has_more_than_counted=len(ids) > WINDOW,
        next_place=Place(last.score, last.pk, newest_id) if last else None,  # type: ignore[attr-defined]  # annotated
    )


def _newest_ids(reach: _Reach, search: Search, words: Sequence[Word], below: int | None) -> list[int]:
    """Return the newest tickets that hold the words, up to one more than the window.

    Without a filter the texts alone are asked: joined to the tickets, the planner would rather read all of these.
    """
    is_narrowed = replace(search, text="", desk_id=None, newest_first=False) != Search("")
    if is_narrowed or not reach.is_staff:
        hits = _narrowed(reach.tickets, search).filter(_matches(reach, words)).order_by("-pk")
        hits = hits if below is None else hits.filter(pk__lte=below)
        return list(hits.values_list("pk", flat=True)[: WINDOW + 1])
    texts = TicketText.objects.filter(_matches(reach, words, "staff_vector")).order_by("-pk")
    texts = texts if below is None else texts.filter(pk__lte=below)
    ids = list(texts.values_list("pk", flat=True)[: WINDOW + 1])
    return sorted(_readable(reach.actor, tuple(ids)), reverse=True) if ids else []


@prepared
def _readable(actor: Actor, ids: tuple[int, ...]) -> QuerySet[Ticket, int]:
    return visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)


def _narrowed(tickets: QuerySet[Ticket], search: Search) -> QuerySet[Ticket]:
    if search.status == OPEN:
        tickets = tickets.filter(status__in=OPEN_STATUSES)
    elif search.status:
        tickets = tickets.filter(status=search.status)
    if search.nature_id is not None:
        tickets = tickets.filter(nature_id=search.nature_id)
    if search.opened_from is not None:
        tickets = tickets.filter(opened_at__gte=search.opened_from)
    if search.opened_before is not None:
        tickets = tickets.filter(opened_at__lt=search.opened_before)
    return tickets


def _matches(reach: _Reach, words: Sequence[Word], vector: str = "") -> Q:
    """Return the condition: the words in the language of the ticket's desk. The desks' marks keep GIN from reading
    what other desks wrote; who may see what is decided by ``visible_to`` alone.
    """  # noqa: D205 - two sentences
    text, found, vector = tsquery(words), Q(), vector or reach.vector
    for language, desk_ids in reach.desk_ids.items():
        condition = Q(**{vector: Wanted(language, text)})
        own_desks = Q(**{vector: OfDesks(reach.actor, desk_ids)}) if reach.is_staff else Q(desk_id__in=desk_ids)
        found |= condition & own_desks
    return found


def _ranked(
    reach: _Reach, search: Search, words: Sequence[Word], ids: Sequence[int], after: Place | None
) -> QuerySet[Ticket]:
    """Return these tickets, the best or the newest first: the title weighs most, what is open comes first."""
    if search.newest_first:
        tickets = reach.tickets.filter(pk__in=ids).select_related("requester", "nature", "desk")
        return tickets.annotate(score=Value(0)).order_by("-pk")
    scored = _scored(reach.tickets, reach.vector, ids, tsquery(words), reach.desk_ids)
    if after is not None:
        scored = scored.filter(Q(score__lt=after.score) | Q(score=after.score, pk__lt=after.ticket_id))
    return scored


@prepared
def _few_ranked(actor: Actor, ids: tuple[int, ...], text: str, languages: tuple[str, ...]) -> QuerySet[Ticket]:
    return _scored(visible_to(actor), "text__staff_vector", ids, text, languages)


def _scored(
    tickets: QuerySet[Ticket], vector: str, ids: Sequence[int], text: str, languages: Iterable[str]
) -> QuerySet[Ticket]:
    ranks = [
        Func(F(vector), Wanted(language, text), function="ts_rank", output_field=FloatField()) for language in languages
    ]
    rank: Any = sum(ranks[1:], start=ranks[0])
    bonus = Case(When(status__in=OPEN_STATUSES, then=Value(_OPEN_BONUS)), default=Value(0))
    score = Cast(rank * Value(float(_SCALE)), IntegerField()) + bonus
    shown = tickets.filter(pk__in=ids, text__pk__in=ids).select_related("requester", "nature", "desk")
    return shown.annotate(score=score).order_by("-score", "-pk")


def _with_places(reach: _Reach, tickets: Sequence[Ticket], words: Sequence[Word]) -> tuple[TicketHit, ...]:
    """Return the tickets with their words marked; where the title does not show them all, with a piece of a message."""
    ranges = {ticket.pk: marked(ticket.title, words) for ticket in tickets}
    silent = [ticket.pk for ticket in tickets if len(ranges[ticket.pk]) < len(words)]
    pieces: dict[int, tuple[str, Ranges, str]] = {}
    for ticket_id, kind, body in _messages(reach, silent):
        if ticket_id not in pieces and (found := snippet(body, words))[0]:
            pieces[ticket_id] = (*found, kind)
    return tuple(TicketHit(ticket, ranges[ticket.pk], *pieces.get(ticket.pk, ("", (), ""))) for ticket in tickets)


def _messages(reach: _Reach, ticket_ids: Sequence[int]) -> Sequence[tuple[int, str, str]]:
    if not ticket_ids:
        return []
    messages = Message.objects.filter(ticket_id__in=ticket_ids).annotate(words=Left("body", _MESSAGE_LENGTH))
    if not reach.is_staff:
        messages = messages.filter(is_public=True)
    return list(messages.order_by("-id").values_list("ticket_id", "kind", "words")[:_MESSAGES_COUNT])
