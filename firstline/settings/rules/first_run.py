"""The steps of the first run and where it stands."""

from collections.abc import Collection
from dataclasses import dataclass

STEPS = ("desk", "sites", "people", "mail", "staff")


@dataclass(frozen=True)
class Step:
    """One step: done, skipped, or open; ``is_next`` is the first open one."""

    code: str
    is_done: bool
    is_skipped: bool
    is_next: bool


def steps(done: Collection[str], skipped: Collection[str]) -> list[Step]:
    """Return the steps in order. What is done counts as done even if it was skipped before."""
    following = next((code for code in STEPS if code not in done and code not in skipped), "")
    return [Step(code, code in done, code in skipped and code not in done, code == following) for code in STEPS]
