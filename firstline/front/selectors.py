"""What a requester sees of the own requests, and through which door a number leads."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from firstline.desks.models import Desk
from firstline.front.rules.hours import OpenDays, open_days
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.tickets.models import OPEN_STATUSES, Ticket
from firstline.tickets.policies import own_requests, visible_to

RECENT_DAYS = 90


@dataclass(frozen=True)
class DeskHours:
    """A desk with its extension and hours, as requesters need them."""

    name: str
    extension: str
    is_always_open: bool
    days: list[OpenDays]


def open_requests(actor: Actor) -> list[Ticket]:
    """Return the actor's open requests, the newest first."""
    found = own_requests(actor).filter(status__in=OPEN_STATUSES)
    return list(found.select_related("desk", "assignee__person").order_by("-opened_at", "-pk"))


def recent_requests(actor: Actor, now: datetime) -> list[Ticket]:
    """Return the actor's requests that ended in the last 90 days, the newest first."""
    found = own_requests(actor).exclude(status__in=OPEN_STATUSES)
    found = found.filter(resolved_at__gte=now - timedelta(days=RECENT_DAYS))
    return list(found.select_related("desk", "assignee__person").order_by("-resolved_at", "-pk")[:20])


def own_request(actor: Actor, number: str) -> Ticket:
    """Return one of the actor's own requests. *Raises* NotFound."""
    found = own_requests(actor).select_related("desk", "assignee__person").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def leads_to_desk(actor: Actor, number: str) -> bool:
    """Return whether the number leads to the desk's page, or else to the requester's own. *Raises* NotFound."""
    if visible_to(actor).filter(number=number).exists():
        return True
    if not own_requests(actor).filter(number=number).exists():
        raise NotFound
    return False


def desks_to_ring(actor: Actor) -> list[DeskHours]:
    """Return the desks that the actor may ring: the public ones, and a confidential one that knows the actor."""
    served = own_requests(actor).values("desk_id")
    found = Desk.objects.filter(Q(is_confidential=False) | Q(pk__in=served), is_active=True)
    return [
        DeskHours(
            name=desk.name,
            extension=desk.extension,
            is_always_open=desk.calendar.always_open,
            days=open_days((line.weekday, line.opens_at, line.closes_at) for line in desk.calendar.hours.all()),
        )
        for desk in found.select_related("calendar").prefetch_related("calendar__hours")
    ]
