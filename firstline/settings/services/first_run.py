"""The first run: opening the first desk, leaving steps out."""

from datetime import datetime

from firstline.calendars.models import Calendar
from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, RuleBroken
from firstline.ledger.services import record, use_case
from firstline.settings.events import DeskOpened, StepSkipped
from firstline.settings.models import SkippedStep
from firstline.settings.policies import require_change_settings
from firstline.settings.rules.first_run import STEPS
from firstline.settings.services.changes import add_setting

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OFFICE_HOURS = [["08:00", "17:00"]]


@use_case
def open_first_desk(*, actor: Actor, name: str, extension: str, time_zone: str, now: datetime) -> Desk:
    """Open the first desk, Monday to Friday 8 to 17, with what every desk begins with.

    *Needs* settings.change. *Emits* desk_opened and setting_changed for calendar and desk. *Raises* RuleBroken (there
    is a desk), Invalid (name, extension).
    """
    require_change_settings(actor)
    calendar = Calendar.objects.filter(name=name[:80]).first()
    if calendar is None:
        closed = {"saturday": [], "sunday": [], "holidays": [], "always_open": False}
        week = dict.fromkeys(WEEKDAYS, OFFICE_HOURS) | closed
        document = {"name": name[:80], "time_zone": time_zone} | week
        add_setting(actor=actor, code="calendars", desk_id=None, document=document, now=now)
        calendar = Calendar.objects.get(name=" ".join(name[:80].split()))
    if Desk.objects.exists():  # looked at after the first change, which holds the lock of all settings
        raise RuleBroken("desk_opened_already")
    document = {"code": "desk", "name": name, "extension": extension, "calendar_id": calendar.pk, "language": "en"}
    made = add_setting(actor=actor, code="desks", desk_id=None, document=document, now=now)
    record(DeskOpened(desk_id=made.subject_id, subject_id=made.subject_id), actor=actor, at=now)
    return Desk.objects.get(pk=made.subject_id)


@use_case
def skip_step(*, actor: Actor, step: str, now: datetime) -> None:
    """Leave a step of the first run out; it can still be done at any time. Leaving it out twice changes nothing.

    *Needs* settings.change. *Emits* step_skipped. *Raises* Invalid (no such step).
    """
    require_change_settings(actor)
    if step not in STEPS:
        raise Invalid("unknown_choice", field="step")
    skipped, is_new = SkippedStep.objects.get_or_create(
        step=step, defaults={"skipped_at": now, "skipped_by_id": actor.user_id}
    )
    if is_new:
        record(StepSkipped(desk_id=None, subject_id=skipped.pk, step=step), actor=actor, at=now)
