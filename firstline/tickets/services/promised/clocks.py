"""Counting stored clocks anew out of the facts: after a calendar was put right, promised times follow it."""

from dataclasses import dataclass
from datetime import datetime

from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.calendars.selectors import compiled
from firstline.desks.selectors import unscoped_desks
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.ledger.services import record_all, use_case
from firstline.settings.policies import require_change_settings
from firstline.tickets.events import ClocksRecomputed
from firstline.tickets.models import OPEN_STATUSES, Ticket
from firstline.tickets.selectors.clock_facts import clock_stories_of
from firstline.tickets.selectors.clocks import state_of
from firstline.tickets.services._access import save
from firstline.tickets.services._clocks import put_clocks

BATCH = 200


@dataclass(frozen=True)
class Recomputed:
    """What one batch did: tickets looked at, those whose clocks differed, and after which to go on; None: no more."""

    seen_count: int
    changed_count: int
    last_id: int | None


@use_case
def recompute_clocks(*, actor: Actor, desk_id: int, now: datetime, after_id: int = 0) -> Recomputed:
    """Count the clocks of a desk's open tickets anew, by the calendar as it is now; one batch, after ``after_id``.

    What was promised stays, and so do tickets whose history does not begin with their opening. An act from before is
    not undone any more where clocks differed. Nothing of a ticket is told but how many there are.

    *Needs* settings.change of the installation. *Emits* ClocksRecomputed for each ticket of which a promised time is
    another. *Raises* NotAllowed, NotFound.
    """
    require_change_settings(actor)
    desk = unscoped_desks().filter(pk=desk_id).first()
    if desk is None:
        raise NotFound
    calendar = compiled(desk.calendar, now)
    waiting = Ticket.objects.filter(desk=desk, status__in=OPEN_STATUSES, pk__gt=after_id).order_by("id")
    tickets = list(waiting.select_for_update(of=("self",))[:BATCH])
    changed, facts = 0, []
    for ticket in tickets:
        ticket.desk = desk
        kinds = _recompute(ticket, calendar, now)
        changed += kinds is not None
        if kinds:
            facts.append(ClocksRecomputed(desk_id=desk.pk, subject_id=ticket.pk, kinds=kinds))
    record_all([*facts], actor=actor, at=now)
    return Recomputed(len(tickets), changed, tickets[-1].pk if len(tickets) == BATCH else None)


def _recompute(ticket: Ticket, calendar: CompiledCalendar, now: datetime) -> tuple[str, ...] | None:
    """Write what the facts give; return the promises that are due at another time, None where nothing differed."""
    rows = {row.kind: row for row in ticket.clocks.select_for_update()}
    before = {kind: state_of(row) for kind, row in rows.items()}
    told = [story for story in clock_stories_of(ticket, rows, calendar) if story.is_whole]
    after = {story.kind: story.state(calendar) for story in told}
    differing = {kind: state for kind, state in after.items() if state != before[kind]}
    if not differing:
        return None
    put_clocks(ticket, differing, at=now)
    save(ticket, "due_at")
    return tuple(kind for kind, state in differing.items() if state.due_at != before[kind].due_at)
