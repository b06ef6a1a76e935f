"""Facts about settings: which one changed, in which fields, and the revision that holds what it was."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.data_classes import Retention
from firstline.kernel.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class SettingChanged(Fact):
    """A setting was added, changed, retired, restored or removed (``way``); old and new stand in the revision."""

    verb: ClassVar[str] = "settings.setting_changed"
    subject_type: ClassVar[str] = "setting"
    retention: ClassVar[str] = Retention.AUDIT
    setting: Code
    way: Code
    fields: tuple[Code, ...]
    revision_id: int
    undone_revision_id: int | None


@dataclass(frozen=True, kw_only=True)
class DeskOpened(Fact):
    """The first desk was opened, with a calendar and what a desk begins with."""

    verb: ClassVar[str] = "settings.desk_opened"
    subject_type: ClassVar[str] = "desk"
    retention: ClassVar[str] = Retention.AUDIT


@dataclass(frozen=True, kw_only=True)
class StepSkipped(Fact):
    """A step of the first run was left out."""

    verb: ClassVar[str] = "settings.step_skipped"
    subject_type: ClassVar[str] = "first_run_step"
    retention: ClassVar[str] = Retention.AUDIT
    step: Code
