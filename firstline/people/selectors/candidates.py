"""Narrowing tens of thousands of people down to some sixty, in SQL: who is meant is judged in ``callers``.

A query that half of the people match is cut off early, but never at the cost of recent callers, of whole words, of
the own site or of the desk's own people: each has a branch with a limit of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from firstline.kernel.actor import Actor
from firstline.people import policies
from firstline.people.rules.folding import trigrams
from firstline.people.rules.lookup import Token, exact, fuzzy_tokens, narrowing, similar_words

_CANDIDATES_COUNT = 60
_TYPO_CANDIDATES_COUNT = 200


@dataclass(frozen=True)
class Narrowed:
    """Among whom to look: those who have not left, or only those who have; at one site, of one category."""

    is_active: bool = True
    site_id: int | None = None
    category_id: int | None = None


ACTIVE_PEOPLE = Narrowed()

_RANKED_SQL = """
    SELECT id FROM (
        (SELECT id, 3 AS rank, site_id, folded_name FROM people_person
          WHERE id = ANY (%(recent)s)
            AND (search_vector @@ %(wanted)s::tsquery
                 OR (guarded_by_id = ANY (%(guarding)s) AND guarded_vector @@ %(wanted)s::tsquery)) {narrowed})
        UNION ALL
        (SELECT id, 2, site_id, folded_name FROM people_person
          WHERE search_vector @@ %(exact)s::tsquery {narrowed} LIMIT 300)
        UNION ALL
        (SELECT id, 1 + (guarded_vector @@ %(exact)s::tsquery)::int, site_id, folded_name FROM people_person
          WHERE guarded_by_id = ANY (%(guarding)s) AND guarded_vector @@ %(wanted)s::tsquery {narrowed} LIMIT 200)
        UNION ALL
        (SELECT id, 1, site_id, folded_name FROM people_person
          WHERE site_id = ({own_site}) AND search_vector @@ %(wanted)s::tsquery {narrowed} LIMIT 100)
        UNION ALL
        (SELECT id, 0, site_id, folded_name FROM people_person
          WHERE search_vector @@ %(wanted)s::tsquery {narrowed} LIMIT 300)
    ) AS candidate
    GROUP BY id, site_id, folded_name
    ORDER BY max(rank) DESC, coalesce(site_id = ({own_site}), false) DESC, folded_name, id
    LIMIT %(limit)s
"""
_OWN_SITE_SQL = "SELECT own.site_id FROM people_person AS own WHERE own.id = %(person)s"

_SIMILAR_SQL = """
    WITH typed(text, trigrams) AS (VALUES {values})
    SELECT typed.text, near.word FROM typed CROSS JOIN LATERAL (
        SELECT word,
               (SELECT count(*) FROM unnest(lexicon.trigrams) AS t WHERE t = ANY (typed.trigrams)) AS shared_count
        FROM people_lexiconword AS lexicon
        WHERE lexicon.trigrams && typed.trigrams AND length(word) >= length(typed.text) - 3
        ORDER BY shared_count DESC, abs(length(word) - length(typed.text)), word
        LIMIT %s
    ) AS near
"""


def ranked_ids(
    actor: Actor,
    tokens: Sequence[Token],
    similar: Mapping[str, Sequence[str]],
    recent_ids: Sequence[int],
    narrowed: Narrowed,
) -> list[int]:
    """Return the ids of the likeliest people. One query.

    Guarded people match by open terms only, except those whom the actor's desks guard. The caller reads the people
    themselves through ``visible_to``.
    """
    parameters: dict[str, Any] = {
        "wanted": narrowing(tokens, similar),
        "exact": exact(tokens),
        "recent": list(recent_ids),
        "guarding": sorted(policies.guarding_desk_ids(actor)),
        "person": actor.person_id or 0,
        "limit": _CANDIDATES_COUNT,
        "active": narrowed.is_active,
        "site": narrowed.site_id,
        "category": narrowed.category_id,
    }
    statement = _RANKED_SQL.format(narrowed=_narrowed_sql(narrowed), own_site=_OWN_SITE_SQL)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [person_id for (person_id,) in cursor.fetchall()]


def similar_by_token(tokens: Sequence[Token]) -> dict[str, list[str]]:
    """Return for each token that may hold a typo the words of the lexicon that were probably meant. One query."""
    texts = fuzzy_tokens(tokens)
    if not texts:
        return {}
    values = ", ".join(["(%s, %s::varchar[])"] * len(texts))
    parameters: list[Any] = [value for text in texts for value in (text, trigrams(text))]
    candidates: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR_SQL.format(values=values), [*parameters, _TYPO_CANDIDATES_COUNT])
        for text, word in cursor.fetchall():
            candidates.setdefault(text, []).append(word)
    found = {text: similar_words(text, words) for text, words in candidates.items()}
    return {text: words for text, words in found.items() if words}


def _narrowed_sql(narrowed: Narrowed) -> str:
    """Return the conditions. A guarded person's category is hidden, so strangers do not find the person by it."""
    conditions = ["AND is_active = %(active)s"]
    if narrowed.site_id is not None:
        conditions.append("AND site_id = %(site)s")
    if narrowed.category_id is not None:
        conditions.append(
            "AND category_id = %(category)s AND (guarded_by_id IS NULL OR guarded_by_id = ANY (%(guarding)s))"
        )
    return " ".join(conditions)
