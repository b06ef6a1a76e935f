"""Callbacks that the demo's desks owe: one late, one due now after a try, one for later."""

from datetime import datetime, timedelta

from firstline.desks.models import Desk
from firstline.identity.models import User
from firstline.identity.selectors import actor_of
from firstline.tickets.demo.habits import COORDINATORS
from firstline.tickets.models import OPEN_STATUSES, Ticket
from firstline.tickets.services.promised.callbacks import callback_not_answered, promise_on_ticket

BEFORE = timedelta(hours=2)
MINUTES = (-12, 9, 100)
TRIED = 1
"""Which of them was tried before and put off."""


def owe_callbacks(now: datetime) -> None:
    """Promise callbacks from the newest open tickets of each desk, as its coordinator would have."""
    for desk in Desk.objects.filter(is_active=True).order_by("id"):
        dana = actor_of(User.objects.get(username=COORDINATORS[desk.code][0]))
        tickets = Ticket.objects.filter(desk=desk, status__in=OPEN_STATUSES, requester__isnull=False)
        newest = tickets.filter(contacts__isnull=False, callback_links__isnull=True).distinct().order_by("-id")
        for number, (ticket, minutes) in enumerate(zip(newest[: len(MINUTES)], MINUTES, strict=False)):
            at = now + timedelta(minutes=minutes)
            extension = (ticket.requester.extension if ticket.requester else "") or desk.extension
            promised_at = at - timedelta(minutes=40) if number == TRIED else at
            callback = promise_on_ticket(
                actor=dana, ticket_id=ticket.pk, promised_at=promised_at, number=extension, now=now - BEFORE
            )
            if number == TRIED:
                callback_not_answered(
                    actor=dana, ticket_id=ticket.pk, callback_id=callback.pk, again_at=at, now=promised_at
                )
