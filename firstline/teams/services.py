"""Availability: what a person's line says; what a new desk begins with."""

from datetime import datetime

from django.utils.translation import gettext as _

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kernel.permissions import Permission
from firstline.ledger.services import record, use_case
from firstline.teams.events import AvailabilitySet
from firstline.teams.models import Availability, AvailabilityState, Level, SupportGroup


@use_case
def set_availability(*, actor: Actor, state: str, now: datetime, note: str = "") -> Availability:
    """Set the actor's own line state. Setting the state that already stands changes nothing and records nothing.

    *Needs* availability.set_own at some desk. *Emits* AvailabilitySet. *Raises* NotAllowed, Invalid (``state``).
    """
    if not actor.desk_ids(Permission.AVAILABILITY_SET_OWN) or actor.user_id is None:
        raise NotAllowed
    if state not in AvailabilityState.values:
        raise Invalid("unknown_choice", field="state")
    row, _is_new = Availability.objects.select_for_update().get_or_create(
        user_id=actor.user_id, defaults={"since_at": now, "state": AvailabilityState.OFF}
    )
    if row.state == state and row.note == note:
        return row
    old_state, row.state, row.note, row.since_at = row.state, state, note[:80], now
    row.save(update_fields=["state", "note", "since_at"])
    fact = AvailabilitySet(desk_id=None, subject_id=actor.user_id, old_state=old_state, new_state=state)
    record(fact, actor=actor, at=now)
    return row


def start_desk(*, desk_id: int) -> None:
    """Give a new desk two levels and a support group.

    *Needs* nothing of its own: opening the desk has asked. *Emits* nothing of its own.
    """
    for rank, name in ((1, _("Level 1, on the phone")), (2, _("Level 2, specialists"))):
        Level.objects.create(desk_id=desk_id, rank=rank, name=name)
    SupportGroup.objects.create(desk_id=desk_id, name=_("Help desk"))
