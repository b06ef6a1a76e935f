"""Reactions to facts: telling people inside the product what came to them, never about their own acts.

Assigning can be taken back for a moment, so its notice waits ten seconds and is not given when it was.
"""

from datetime import datetime, timedelta

from django.urls import reverse

from firstline.kernel.actor import SYSTEM
from firstline.kernel.registry import Handler
from firstline.ledger.models import Entry
from firstline.ledger.selectors import unscoped_entries_of
from firstline.notify.services import notify
from firstline.tickets.selectors.numbers import unscoped_assignee_of, unscoped_number_of
from firstline.tickets.words.notices import ANSWERED, ASSIGNED, CALL_HANDED_OVER

UNDO_SHOWN = timedelta(seconds=10)


def tell_assignee(*, entry: Entry, now: datetime) -> None:
    """Tell the person that a ticket was given to them, unless they took it or it was taken back."""
    user_id = entry.data.get("assignee_id")
    number = unscoped_number_of(entry.subject_id)
    if user_id is None or number is None or _was_undone(entry):
        return
    notify(
        actor=SYSTEM,
        user_id=user_id,
        kind=ASSIGNED,
        params={"number": number, "by": entry.actor_name},
        link=reverse("tickets:ticket", kwargs={"number": number}),
        desk_id=entry.desk_id,
        entry_id=entry.pk,
        by_user_id=entry.actor_id,
        now=now,
    )


def tell_of_answer(*, entry: Entry, now: datetime) -> None:
    """Tell the assignee that the requester wrote."""
    number, user_id = unscoped_number_of(entry.subject_id), unscoped_assignee_of(entry.subject_id)
    if user_id is None or number is None:
        return
    notify(
        actor=SYSTEM,
        user_id=user_id,
        kind=ANSWERED,
        params={"number": number, "by": entry.actor_name},
        link=reverse("tickets:ticket", kwargs={"number": number}),
        desk_id=entry.desk_id,
        entry_id=entry.pk,
        by_user_id=entry.actor_id,
        now=now,
    )


def tell_who_got_the_call(*, entry: Entry, now: datetime) -> None:
    """Tell the specialist that a live call, and the duty to log it, came to them."""
    notify(
        actor=SYSTEM,
        user_id=entry.data["to_user_id"],
        kind=CALL_HANDED_OVER,
        params={"by": entry.actor_name},
        link=f"{reverse('tickets:console')}?call={entry.data['draft_id']}",
        desk_id=entry.desk_id,
        entry_id=entry.pk,
        by_user_id=entry.actor_id,
        now=now,
    )


def _was_undone(entry: Entry) -> bool:
    undone = unscoped_entries_of(entry.subject_type, entry.subject_id).filter(verb="tickets.act_undone")
    return undone.filter(data__undone_entry_id=entry.pk).exists()


ALL: dict[str, Handler] = {
    "tickets.tell_assignee": Handler("tickets.ticket_assigned", tell_assignee, wait=UNDO_SHOWN),
    "tickets.tell_of_answer": Handler("tickets.requester_answered", tell_of_answer),
    "tickets.tell_who_got_the_call": Handler("contacts.call_transferred", tell_who_got_the_call),
}
"""Code → reaction, as the house registers them."""
