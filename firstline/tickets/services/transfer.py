"""Passing the live caller to a free specialist (5.2.5), so that the line is free for the next call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from firstline.contacts.models import Contact
from firstline.contacts.selectors import get_draft, live_calls
from firstline.contacts.services.calls import hand_over
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotFound
from firstline.ledger.services import use_case
from firstline.teams.models import Availability, AvailabilityState
from firstline.teams.selectors import StaffMember, can_work_at, staff_of


@dataclass(frozen=True)
class Transferred:
    """The call and the colleague who has it now."""

    contact: Contact
    to: StaffMember


@use_case
def transfer_call(*, actor: Actor, draft_id: UUID, to_user_id: int, now: datetime) -> Transferred:
    """Pass the live caller to a free colleague's direct extension; the draft goes along and the line is free.

    *Needs* call.log, and to own the draft. *Emits* CallTransferred.
    *Raises* NotFound, Conflict (``not_free``, ``draft_submitted``, ``call_passed_on``), Invalid (``no_extension``).
    """
    draft = get_draft(actor, draft_id)
    target = next((member for member in staff_of(actor, draft.desk_id) if member.user_id == to_user_id), None)
    if target is None or to_user_id == actor.user_id or not can_work_at(to_user_id, draft.desk_id):
        raise NotFound
    # Locked, so that of two transfers to the same person at the same moment one is refused.
    Availability.objects.select_for_update().filter(user_id=to_user_id).first()
    state = AvailabilityState.ON_CALL if live_calls(actor, [to_user_id]) else target.state
    if state != AvailabilityState.AVAILABLE:
        raise Conflict("not_free", name=target.name, state=state)
    if not target.extension:
        raise Invalid("no_extension", name=target.name)
    contact = hand_over(actor=actor, draft_id=draft_id, to_user_id=to_user_id, to_extension=target.extension, now=now)
    return Transferred(contact, target)
