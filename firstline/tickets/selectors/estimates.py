"""How long tickets of a kind usually take, from the history of like tickets (S-046)."""

from collections.abc import Collection

from django.db import connection

from firstline.tickets.rules.estimate import NEWEST_COUNT, Estimate, predicted_minutes

_MINUTES_SQL = """
SELECT nature.id,
       ARRAY(SELECT minutes_worked FROM tickets_ticket
              WHERE nature_id = nature.id AND minutes_worked IS NOT NULL AND resolved_at IS NOT NULL
              ORDER BY resolved_at DESC LIMIT %(count)s),
       ARRAY(SELECT minutes_worked FROM tickets_ticket
              WHERE desk_id = nature.desk_id AND minutes_worked IS NOT NULL ORDER BY opened_at DESC LIMIT %(count)s)
  FROM catalog_nature AS nature WHERE nature.id = ANY(%(natures)s) ORDER BY nature.id
"""
"""In plain SQL, because every call that is logged pays for it."""


def estimates_of(nature_ids: Collection[int]) -> dict[int, Estimate]:
    """Return nature id → estimate for natures of any desk. One query, however many natures.

    Unscoped in effect: a nature belongs to one desk, and only a figure leaves.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MINUTES_SQL, {"natures": list(nature_ids), "count": NEWEST_COUNT})
        rows = cursor.fetchall()
    return {pk: predicted_minutes(minutes, everything) for pk, minutes, everything in rows}


def expected_minutes(nature_id: int) -> int | None:
    """Return the minutes that a new ticket of this nature is expected to take; None without history."""
    estimate = estimates_of([nature_id]).get(nature_id)
    return round(estimate.minutes) if estimate and estimate.minutes is not None else None
