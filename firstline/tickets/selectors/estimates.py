"""How long a ticket of this kind usually takes, from the history of like tickets (S-046)."""

from dataclasses import dataclass
from statistics import median

from firstline.tickets.models import Ticket

SAMPLE = 50
SILENT_UNDER = 5


@dataclass(frozen=True)
class Expected:
    """Predicted minutes with the size of the sample; None while the sample is under five."""

    minutes: int | None
    sample_count: int


def expected_minutes(nature_id: int) -> Expected:
    """Return the median minutes worked of the nature's last 50 resolved tickets. One query.

    Unscoped in effect: a nature belongs to one desk, and only a figure leaves.
    """
    rows = list(
        Ticket.objects.filter(nature_id=nature_id, minutes_worked__isnull=False, resolved_at__isnull=False)
        .order_by("-resolved_at")
        .values_list("minutes_worked", flat=True)[:SAMPLE]
    )
    minutes = [row for row in rows if row is not None]
    return Expected(round(median(minutes)) if len(minutes) >= SILENT_UNDER else None, len(minutes))
