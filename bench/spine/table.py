"""The table of measurements: what was measured, its floor, their ratio, and the aim that was set for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.spine.client import Taken


@dataclass(frozen=True)
class Line:
    """One measurement. Times are milliseconds of the clock, ``cpu_ms`` of the processor for one operation.

    ``ratio`` is of processor time where both have one, else of the medians; None without a floor.
    """

    name: str
    taken: Taken
    cpu_ms: float
    floor: "Line | None" = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor it takes, by the median of the clock."""
        return self.taken.median_ms / self.floor.taken.median_ms if self.floor else None

    @property
    def cpu_ratio(self) -> float | None:
        """How many times the floor's processor time it takes."""
        return self.cpu_ms / self.floor.cpu_ms if self.floor and self.floor.cpu_ms else None


GROWS_AT_MOST = {"search for a rare word": 2.0, "search for a common word": 2.0}
"""How many times the small agency's time a page of the large one may take; what is not named, 1.3."""
PAGES = ("queue", "ticket with 10 messages", "open call log", "call console")
HEAD = f"{'':<44}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}{'/s':>8}{'× floor':>9}{'× cpu':>8}{'aim ≤':>7}\n" + "-" * 103


def shown(line: Line) -> str:
    """Return the line of the table."""
    taken = line.taken
    figures = f"{taken.median_ms:>9.1f}{taken.p95_ms:>9.1f}{line.cpu_ms:>9.1f}{taken.per_second:>8.1f}"
    return f"{line.name:<44}{figures}{_times(line.ratio):>9}{_times(line.cpu_ratio):>8}{_times(line.at_most):>7}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def grown(small: Mapping[str, Line], large: Mapping[str, Line]) -> str:
    """Return how many times the small agency's processor time each page takes in the large one."""
    lines = ["\nThe large agency beside the small one, processor time"]
    for name in (*PAGES, *GROWS_AT_MOST):
        ratio, at_most = large[name].cpu_ms / small[name].cpu_ms, GROWS_AT_MOST.get(name, 1.3)
        lines.append(f"{name:<44}{small[name].cpu_ms:>9.1f}{large[name].cpu_ms:>9.1f}{ratio:>8.2f}  aim ≤ {at_most}")
    return "\n".join(lines)
