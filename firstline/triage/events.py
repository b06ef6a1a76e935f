"""Facts of the triage room."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class QuestionsPublished(Fact):
    """The diagnostic questions of a nature have a new version; the texts stand in their table."""

    verb: ClassVar[str] = "triage.questions_published"
    subject_type: ClassVar[str] = "nature"
    retention: ClassVar[str] = "setting"

    version: int
    questions_count: int
