"""Facts of the teams room."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class AvailabilitySet(Fact):
    """A member of staff set the state of their line."""

    verb: ClassVar[str] = "teams.availability_set"
    subject_type: ClassVar[str] = "user"
    retention: ClassVar[str] = "staff"

    old_state: Code
    new_state: Code
