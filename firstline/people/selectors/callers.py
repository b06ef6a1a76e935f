"""Who is calling? Finding people as somebody types (UX.md F2): two queries, four where a typo is likely."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.permissions import Permission
from firstline.people import policies
from firstline.people.models import EmailAddress, Person, PersonTerms, PhoneNumber
from firstline.people.rules.lookup import (
    Reason,
    Token,
    judge,
    marked_ranges,
    number_ranges,
    read_query,
)
from firstline.people.selectors.candidates import ACTIVE_PEOPLE, Narrowed, ranked_ids, similar_by_token

Ranges = Sequence[tuple[int, int]]
_ENOUGH_COUNT = 3
_RECENT_BONUS = 0.3
_OWN_SITE_BONUS = 0.08
_OWN_DESK_BONUS = 0.1


@dataclass(frozen=True)
class CallerMatch:
    """Somebody who may be calling. ``highlights`` maps a field's name to the (start, end) ranges that were typed.

    ``phone`` and ``email`` are filled when they are why the person was found. ``open_count`` is None when nobody
    counted. ``is_cut``: another desk guards this person, so only name, extension and site are here.
    """

    person_id: int
    name: str
    work: str
    site_name: str
    extension: str
    room: str
    phone: str
    email: str
    employee_number: str
    reasons: tuple[Reason, ...]
    highlights: Mapping[str, Ranges]
    is_recent: bool
    is_own_site: bool
    is_cut: bool
    guarded_by_name: str
    open_count: int | None


@dataclass(frozen=True)
class _Search:
    """One search with what it is asked for."""

    actor: Actor
    desk_id: int | None
    tokens: tuple[Token, ...]
    recent_ids: tuple[int, ...]
    similar: Mapping[str, Sequence[str]]


def find_callers(
    *,
    actor: Actor,
    desk_id: int,
    query: str,
    now: datetime,
    recent_ids: Sequence[int] = (),
    open_counts: Callable[[Sequence[int]], Mapping[int, int]] | None = None,
    limit: int = 8,
) -> list[CallerMatch]:
    """Return who may be meant, best first; without a query the recent callers. Needs ``PERSON_READ`` at the desk.

    ``recent_ids`` are today's callers, latest first; ``open_counts`` counts open tickets of the people found, as far
    as the actor may know of them. *Raises* NotFound when the actor is not of this desk.
    """
    del now  # part of the signature: what is recent is decided by the caller
    if not actor.may(Permission.PERSON_READ, desk_id):
        raise NotFound
    found = search_people(actor=actor, desk_id=desk_id, query=query, recent_ids=recent_ids, limit=limit)
    counts = open_counts([match.person_id for match in found]) if open_counts and found else None
    if counts is None:
        return found
    return [_counted(match, counts.get(match.person_id, 0)) for match in found]


def search_people(
    *,
    actor: Actor,
    query: str,
    limit: int,
    desk_id: int | None = None,
    recent_ids: Sequence[int] = (),
    narrowed: Narrowed = ACTIVE_PEOPLE,
) -> list[CallerMatch]:
    """Return the best matches among all of whom the actor may know, narrowed as told. Four queries at most."""
    tokens = read_query(query)
    search = _Search(actor, desk_id, tokens, tuple(recent_ids), {})
    persons = policies.visible_to(actor)
    if not tokens:
        return _recent(search, persons.filter(is_active=True), limit) if not query.strip() else []
    ids = ranked_ids(actor, tokens, search.similar, search.recent_ids, narrowed)
    similar = similar_by_token(tokens) if len(ids) < _ENOUGH_COUNT else {}
    if similar:
        search = _Search(actor, desk_id, tokens, search.recent_ids, similar)
        ids = ranked_ids(actor, tokens, similar, search.recent_ids, narrowed)
    judged = [(_score(search, row), row) for row in _rows(search, persons.filter(pk__in=ids))] if ids else []
    judged.sort(key=lambda pair: (-pair[0][0], pair[1]["folded_name"], pair[1]["id"]))
    return [_match(search, row, reasons) for (score, reasons), row in judged[:limit] if score]


def _recent(search: _Search, persons: QuerySet[Person], limit: int) -> list[CallerMatch]:
    wanted = search.recent_ids[:limit]
    if not wanted:
        return []
    rows = {row["id"]: row for row in _rows(search, persons.filter(pk__in=wanted))}
    return [_match(search, rows[person_id], (Reason.RECENT,)) for person_id in wanted if person_id in rows]


def _rows(search: _Search, persons: QuerySet[Person]) -> QuerySet[Person, dict[str, Any]]:
    own_site = Person.objects.filter(pk=search.actor.person_id or 0).values("site_id")
    numbers = PhoneNumber.objects.filter(person=OuterRef("pk")).order_by("id").values("number")
    addresses = EmailAddress.objects.filter(person=OuterRef("pk")).order_by("-is_primary", "id").values("address")
    texts: ArrayField[Any, Any] = ArrayField(CharField())
    terms = PersonTerms.objects.filter(pk=OuterRef("pk"))
    rows = persons.annotate(
        at_own_site=_is_true(Q(site_id__in=own_site)),
        numbers=ArraySubquery(numbers, output_field=texts),
        addresses=ArraySubquery(addresses, output_field=texts),
        search_terms=Subquery(terms.values("search_terms")),
        guarded_terms=Subquery(terms.values("guarded_terms")),
    ).values(
        "id",
        "name",
        "folded_name",
        "extension",
        "job_title",
        "employee_number",
        "guarded_by_id",
        "search_terms",
        "guarded_terms",
        "at_own_site",
        "numbers",
        "addresses",
        category_name=F("category__name"),
        place_name=F("site__name"),
        room_name=F("room__name"),
        guard_name=F("guarded_by__name"),
    )
    return cast("QuerySet[Person, dict[str, Any]]", rows)


def _is_true(condition: Q) -> Case:
    return Case(When(condition, then=Value(value=True)), default=Value(value=False))


def _score(search: _Search, row: Mapping[str, Any]) -> tuple[float, tuple[Reason, ...]]:
    fit, reasons = judge(search.tokens, _terms(search, row), row["name"], search.similar)
    if not fit:
        return 0.0, ()
    if row["id"] in search.recent_ids:
        fit += _RECENT_BONUS * (1 - search.recent_ids.index(row["id"]) / (2 * len(search.recent_ids)))
    if row["at_own_site"]:
        fit += _OWN_SITE_BONUS
    if search.desk_id is not None and row["guarded_by_id"] == search.desk_id:
        fit += _OWN_DESK_BONUS
    return fit, reasons


def _is_whole(search: _Search, row: Mapping[str, Any]) -> bool:
    return policies.sees_whole(search.actor, guarded_by_id=row["guarded_by_id"], person_id=row["id"])


def _terms(search: _Search, row: Mapping[str, Any]) -> Sequence[str]:
    terms: Sequence[str] = row["guarded_terms"]
    if terms and row["guarded_by_id"] in policies.guarding_desk_ids(search.actor):
        return terms
    open_terms: Sequence[str] = row["search_terms"]
    return open_terms


def _match(search: _Search, row: Mapping[str, Any], reasons: tuple[Reason, ...]) -> CallerMatch:
    whole = _is_whole(search, row)
    shown = {
        "name": row["name"],
        "extension": row["extension"],
        "site_name": row["place_name"] or "",
        "work": (row["job_title"] or row["category_name"] or "") if whole else "",
        "room": (row["room_name"] or "") if whole else "",
        "employee_number": (row["employee_number"] or "") if whole else "",
        "phone": _found_phone(search, row, reasons) if whole else "",
        "email": _found_email(search, row, reasons) if whole else "",
    }
    return CallerMatch(
        person_id=row["id"],
        **shown,
        reasons=reasons,
        highlights=_highlights(search, shown),
        is_recent=row["id"] in search.recent_ids,
        is_own_site=row["at_own_site"],
        is_cut=not whole,
        guarded_by_name=row["guard_name"] or "",
        open_count=None,
    )


def _found_phone(search: _Search, row: Mapping[str, Any], reasons: Sequence[Reason]) -> str:
    if Reason.PHONE not in reasons:
        return ""
    numbers: list[str] = row["numbers"]
    return next((number for number in numbers if number_ranges(number, search.tokens)), "")


def _found_email(search: _Search, row: Mapping[str, Any], reasons: Sequence[Reason]) -> str:
    if Reason.EMAIL not in reasons:
        return ""
    addresses: list[str] = row["addresses"]
    return next((address for address in addresses if marked_ranges(address, search.tokens, {})), "")


def _highlights(search: _Search, shown: Mapping[str, str]) -> dict[str, Ranges]:
    ranges: dict[str, Ranges] = {}
    for field, text in shown.items():
        if field in ("phone", "extension"):
            found = number_ranges(text, search.tokens)
        else:
            found = marked_ranges(text, search.tokens, search.similar)
        if text and found:
            ranges[field] = found
    return ranges


def _counted(match: CallerMatch, count: int) -> CallerMatch:
    return replace(match, open_count=count)
