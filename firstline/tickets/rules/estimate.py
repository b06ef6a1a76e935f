"""How many minutes a ticket will probably take, from closed tickets like it (SCIENCE.md §3, S-046)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

NEWEST_COUNT = 50
SILENT_UNDER = 5


class EstimateBasis(StrEnum):
    """From which tickets the estimate comes: same nature and asset model, same nature, or all of the desk."""

    LIKE = "like"
    NATURE = "nature"
    ALL = "all"


@dataclass(frozen=True)
class Estimate:
    """Predicted minutes with the size of the sample.

    ``minutes`` may order a list even where it is not shown; None without any history. ``is_shown`` is False under five
    tickets of the nature: then the page is silent.
    """

    minutes: float | None
    sample_count: int
    basis: EstimateBasis
    is_shown: bool


def predicted_minutes(nature: Sequence[float], everything: Sequence[float], like: Sequence[float] = ()) -> Estimate:
    """Estimate from minutes worked of closed tickets, the newest first; the last 50 of each kind count.

    The median of like tickets is shrunk towards that of the nature, and that towards all, each as if five tickets of
    the wider kind belonged to the sample: (n × median + 5 × wider) ÷ (n + 5). So a few odd tickets do not decide.

    Worked value: all 20 min; nature, 10 tickets with median 8: (10 × 8 + 5 × 20) ÷ 15 = 12 min, sample 10.
    """
    estimate = median(everything[:NEWEST_COUNT]) if everything else None
    for minutes in (nature[:NEWEST_COUNT], like[:NEWEST_COUNT]):
        estimate = _shrunk(minutes, estimate)
    basis, sample_count = EstimateBasis.ALL, len(everything[:NEWEST_COUNT])
    for kind, minutes in ((EstimateBasis.LIKE, like), (EstimateBasis.NATURE, nature)):
        if len(minutes) >= SILENT_UNDER:
            basis, sample_count = kind, len(minutes[:NEWEST_COUNT])
            break
    return Estimate(estimate, sample_count, basis, is_shown=basis is not EstimateBasis.ALL)


def _shrunk(minutes: Sequence[float], wider: float | None) -> float | None:
    if not minutes:
        return wider
    own = median(minutes)
    return own if wider is None else (len(minutes) * own + SILENT_UNDER * wider) / (len(minutes) + SILENT_UNDER)
