"""Tickets of a person who turned out to be another."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from firstline.kernel.actor import Actor
from firstline.kernel.registry import PersonMerger
from firstline.tickets.models import Message, Ticket
from firstline.tickets.policies import visible_to


def count_tickets(*, actor: Actor, person_id: int) -> int:
    """Return how many tickets of the person the actor sees."""
    return visible_to(actor).filter(requester_id=person_id).count()


def move_tickets(*, merged_id: int, kept_id: int) -> int:
    """Re-point requesters of tickets and authors of messages; return how many.

    Versions rise, so that no act of before is undone to the record that is given up.

    *Needs* nothing of its own: merging has asked. *Emits* nothing of its own.
    """
    written = Message.objects.filter(author_person_id=merged_id)
    about = Ticket.objects.filter(Q(requester_id=merged_id) | Q(pk__in=written.values("ticket_id")))
    about.update(version=F("version") + 1)
    moved = Ticket.objects.filter(requester_id=merged_id).update(requester_id=kept_id)
    return moved + written.update(author_person_id=kept_id)


MERGER = PersonMerger(
    _("Tickets"), lambda actor, person_id: count_tickets(actor=actor, person_id=person_id), move_tickets
)
