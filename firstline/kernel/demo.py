"""What a loader of demo data is told: how much, from which seed, up to when. The loaders stand in ``DEMO_DATA``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how many are done, and how many there will be."""


def no_progress(what: str, done: int, total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class DemoRun:
    """One run of the demo loaders. The same run gives the same agency.

    ``people`` 0 means the named cast only, ``tickets`` 0 the configuration without history.
    """

    people: int
    tickets: int
    seed: int
    now: datetime
    progress: Progress = no_progress

    def random(self, stream: str) -> Random:
        """Return the randomness of one stream, so that a change in one loader leaves the others as they are."""
        return Random(f"{self.seed}/{stream}")  # noqa: S311 - plausible, not secret
