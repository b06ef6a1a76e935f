"""How long tickets of a kind usually take, from the history of like tickets (S-046)."""

from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from firstline.catalog.models import Nature
from firstline.tickets.models import Ticket
from firstline.tickets.rules.estimate import NEWEST_COUNT, Estimate, predicted_minutes


def estimates_of(nature_ids: Collection[int]) -> dict[int, Estimate]:
    """Return nature id → estimate for natures of any desk. One query, however many natures.

    Unscoped in effect: a nature belongs to one desk, and only a figure leaves.
    """
    solved = Ticket.objects.filter(minutes_worked__isnull=False)
    newest = solved.filter(nature_id=OuterRef("pk"), resolved_at__isnull=False).order_by("-resolved_at")
    of_desk = solved.filter(desk_id=OuterRef("desk_id")).order_by("-opened_at")
    natures = Nature.objects.filter(pk__in=nature_ids).annotate(
        minutes=ArraySubquery(newest.values("minutes_worked")[:NEWEST_COUNT]),
        everything=ArraySubquery(of_desk.values("minutes_worked")[:NEWEST_COUNT]),
    )
    rows = natures.order_by("pk").values_list("pk", "minutes", "everything")
    return {pk: predicted_minutes(minutes, everything) for pk, minutes, everything in rows}


def expected_minutes(nature_id: int) -> int | None:
    """Return the minutes that a new ticket of this nature is expected to take; None without history."""
    estimate = estimates_of([nature_id]).get(nature_id)
    return round(estimate.minutes) if estimate and estimate.minutes is not None else None
