"""The base of all facts: what happened, as codes and ids, never free text. Rooms define theirs in ``events.py``."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from firstline.kernel.data_classes import Retention

Code = Annotated[str, "a code"]
"""A text from a list that a program or an administrator wrote: a status, a code, a word for a way. Never prose."""
Moment = Annotated[str, "a moment"]
"""An aware moment as ISO 8601 text, because facts are kept as JSON."""
NetworkAddress = Annotated[str, "a network address"]
"""Where a request came from: only in facts of the audit trail."""


class Visibility(StrEnum):
    """Who may read a fact: the requester too, staff of the desk, or only those who may see a restricted record."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that happened. Subclasses set ``verb`` (``room.what_happened``) and ``subject_type``.

    ``desk_id`` is None only for facts of the whole installation. ``parent`` ties the fact to the record whose
    timeline shows it, where that differs from the subject.
    """

    verb: ClassVar[str]
    subject_type: ClassVar[str]
    visibility: ClassVar[Visibility] = Visibility.INTERNAL
    retention: ClassVar[str] = Retention.TICKET

    desk_id: int | None
    subject_id: int
    parent_type: str = ""
    parent_id: int | None = None

    def data(self) -> dict[str, Any]:
        """Return the fact's own fields, ready for JSON."""
        common = {"desk_id", "subject_id", "parent_type", "parent_id"}
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in common}
