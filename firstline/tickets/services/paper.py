"""Entering a call that was written on paper: its form's number, its true times, then the console as always."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from firstline.contacts.models import CallDraft
from firstline.contacts.selectors import paper_form
from firstline.contacts.services.calls import end_call
from firstline.contacts.services.drafts import save_draft
from firstline.contacts.services.paper import claim_paper_form
from firstline.desks.selectors import get_desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid
from firstline.ledger.services import use_case
from firstline.tickets.selectors.numbers import number_of_contact


@use_case
def enter_paper_form(
    *,
    actor: Actor,
    desk_id: int,
    number: int,
    began_at: datetime,
    ended_at: datetime,
    draft_id: UUID,
    now: datetime,
) -> CallDraft:
    """Begin the log of a form: a call with the times on the paper, in a draft of one's own.

    *Needs* call.log at the desk. *Emits* CallStarted, CallEnded, PaperFormEntered.
    *Raises* NotFound, Invalid (``paper_unknown``, ``ended_before_start``, ``too_long_ago``, ``in_the_future``),
    Conflict (``paper_entered`` with the ticket's number where there is one).
    """
    desk = get_desk(actor, desk_id)
    if began_at > now or ended_at > now:
        raise Invalid("in_the_future", field="began")
    if ended_at < began_at:
        raise Invalid("ended_before_start", field="ended")
    form = paper_form(actor, desk.pk, number)
    if form is not None and form.contact_id is not None:
        ticket = number_of_contact(actor, form.contact_id)
        raise Conflict("paper_entered", field="number", number=ticket or "")
    zone = ZoneInfo(desk.calendar.time_zone)
    times = {
        "call_date": f"{began_at.astimezone(zone):%Y-%m-%d}",
        "began_time": f"{began_at.astimezone(zone):%H:%M}",
        "ended_time": f"{ended_at.astimezone(zone):%H:%M}",
    }
    draft = save_draft(
        actor=actor,
        draft_id=draft_id,
        desk_id=desk.pk,
        known_revision=0,
        data=times,
        started_at=began_at,
        now=now,
    )
    end_call(actor=actor, contact_id=draft.contact_id, ended_at=ended_at, now=now)
    claim_paper_form(actor=actor, desk_id=desk.pk, number=number, contact=draft.contact, now=now)
    return draft
