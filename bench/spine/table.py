"""The table of measurements: what was measured, its floor, their ratio, and the aim that was set for it."""

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


HEAD = f"{'':<44}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}{'/s':>8}{'× floor':>9}{'× cpu':>8}{'aim ≤':>7}\n" + "-" * 103


def shown(line: Line) -> str:
    """Return the line of the table."""
    taken = line.taken
    figures = f"{taken.median_ms:>9.1f}{taken.p95_ms:>9.1f}{line.cpu_ms:>9.1f}{taken.per_second:>8.1f}"
    return f"{line.name:<44}{figures}{_times(line.ratio):>9}{_times(line.cpu_ratio):>8}{_times(line.at_most):>7}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
