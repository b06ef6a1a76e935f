"""Parts of acts on many tickets: holding them, writing them as sets, remembering what was. Internal to services."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from django.db.models import Case, F, Field, Value, When

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, RuleBroken
from firstline.kernel.permissions import Permission
from firstline.tickets.models import BulkAct, OrderPin, Ticket, TicketClock
from firstline.tickets.policies import visible_to
from firstline.tickets.services.undo import REMEMBERED_OF_CLOCK

MOST = 500
KEPT_FOR = timedelta(days=1)
GONE, NOT_ALLOWED = "gone", "not_allowed"


def held_tickets(actor: Actor, ticket_ids: Collection[int]) -> tuple[list[Ticket], Counter[str]]:
    """Return the tickets that the actor sees and may work many of, locked in the order of their ids; and the rest.

    One statement. *Raises* Invalid (``nothing_chosen``), RuleBroken (``too_many_at_once``), NotAllowed.
    """
    ids = sorted(set(ticket_ids))
    if not ids:
        raise Invalid("nothing_chosen", field="ids")
    if len(ids) > MOST:
        raise RuleBroken("too_many_at_once", most=MOST)
    desks = actor.desk_ids(Permission.TICKET_BULK if len(ids) > 1 else Permission.TICKET_WORK)
    if not desks:
        raise NotAllowed
    rows = (
        visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("desk__calendar", "nature", "level")
        .filter(pk__in=ids)
        .order_by("id")
    )
    seen = list(rows)
    refused: Counter[str] = Counter()
    refused[GONE] += len(ids) - len(seen)
    held = [ticket for ticket in seen if ticket.desk_id in desks]
    refused[NOT_ALLOWED] += len(seen) - len(held)
    return held, +refused


def before_of(row: Ticket | TicketClock, fields: Iterable[str] = REMEMBERED_OF_CLOCK) -> dict[str, Any]:
    """Return the values of fields, fit for JSON."""
    values = {name: getattr(row, name) for name in fields}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def clocks_by_ticket(tickets: Collection[Ticket]) -> dict[int, list[TicketClock]]:
    """Return the clocks of tickets, locked, by the ticket's id. One statement."""
    found: dict[int, list[TicketClock]] = {}
    rows = TicketClock.objects.select_for_update().filter(ticket__in=tickets).order_by("id")
    for row in rows:
        found.setdefault(row.ticket_id, []).append(row)
    return found


def write_clocks(rows: Sequence[TicketClock]) -> None:
    """Write clocks. One statement."""
    if rows:
        TicketClock.objects.bulk_update(rows, REMEMBERED_OF_CLOCK)


def write_tickets(tickets: Sequence[Ticket], fields: Sequence[str]) -> None:
    """Write the named fields and raise the versions. One statement: plain where all have one value, by id elsewhere."""
    values: dict[str, Any] = {"version": F("version") + 1}
    for name in fields:
        field = cast("Field[Any, Any]", Ticket._meta.get_field(name.removesuffix("_id")))
        found = {getattr(ticket, name) for ticket in tickets}
        if len(found) == 1:
            values[name] = found.pop()
        else:
            whens = (When(pk=ticket.pk, then=Value(getattr(ticket, name), output_field=field)) for ticket in tickets)
            values[name] = Case(*whens, output_field=field)
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets]).update(**values)
    for ticket in tickets:
        ticket.version += 1


def drop_pins(tickets: Sequence[Ticket]) -> dict[int, list[tuple[int, int]]]:
    """Remove the tickets from people's own orders; return whose and at which place. Up to two statements."""
    pins = list(OrderPin.objects.filter(ticket__in=tickets))
    OrderPin.objects.filter(pk__in=[pin.pk for pin in pins]).delete()
    found: dict[int, list[tuple[int, int]]] = {}
    for pin in pins:
        found.setdefault(pin.ticket_id, []).append((pin.user_id, pin.position))
    return found


def remember(actor: Actor, act: str, changes: list[dict[str, Any]], now: datetime) -> BulkAct:
    """Keep what takes the act back, and forget what nobody can take back any more. Two statements."""
    BulkAct.objects.filter(done_at__lt=now - KEPT_FOR).delete()
    return BulkAct.objects.create(user_id=actor.account_id, act=act, changes=changes, done_at=now)
