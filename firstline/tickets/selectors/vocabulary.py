"""What was probably meant by a word that occurs nowhere: looked up among the words of tickets, never in the tickets."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.people.rules.folding import trigrams
from firstline.people.rules.lookup import similar_words
from firstline.people.rules.terms import pieces
from firstline.tickets.models import Ticket

_CANDIDATES_COUNT = 200
_TITLES_COUNT = 200
_SIMILAR_SQL = """
    WITH typed(text, trigrams) AS (VALUES {values})
    SELECT typed.text, near.word FROM typed CROSS JOIN LATERAL (
        SELECT word, (SELECT count(*) FROM unnest(known.trigrams) AS t WHERE t = ANY (typed.trigrams)) AS shared_count
        FROM tickets_ticketword AS known
        WHERE known.trigrams && typed.trigrams AND known.desk_id = ANY (%s)
              AND length(word) BETWEEN length(typed.text) - 3 AND length(typed.text) + 3
        ORDER BY shared_count DESC, abs(length(word) - length(typed.text)), word
        LIMIT %s
    ) AS near
"""


def similar_in_desks(actor: Actor, texts: Sequence[str], desk_ids: Sequence[int]) -> dict[str, list[str]]:
    """Return for each text the words of these desks' tickets that are like it, as far as the actor reads there."""
    readable = sorted(set(desk_ids) & actor.desk_ids(Permission.TICKET_READ))
    values = ", ".join(["(%s, %s::varchar[])"] * len(texts))
    parameters: list[Any] = [value for text in texts for value in (text, trigrams(text))]
    near: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR_SQL.format(values=values), [*parameters, readable, _CANDIDATES_COUNT])
        for text, word in cursor.fetchall():
            near.setdefault(text, []).append(word)
    return _meant(near)


def similar_in_titles(texts: Sequence[str], tickets: QuerySet[Ticket]) -> dict[str, list[str]]:
    """Return for each text the words of these tickets' titles that are like it; for the few tickets of one person."""
    titles = tickets.order_by("-pk").values_list("title", flat=True)[:_TITLES_COUNT]
    words = sorted({word for title in titles for word in pieces(title)})
    return _meant(dict.fromkeys(texts, words))


def _meant(near: dict[str, list[str]]) -> dict[str, list[str]]:
    found = {text: similar_words(text, dict.fromkeys(words)) for text, words in near.items() if text not in words}
    return {text: words for text, words in found.items() if words}
