"""Reactions to facts: telling people inside the product what came to them, never about their own acts.

Assigning can be taken back for a moment, so its notice waits ten seconds and is not given when it was.
"""

from datetime import datetime, timedelta

from django.urls import reverse

from firstline.catalog.rules.scales import Severity
from firstline.identity.selectors import unscoped_user_ids_with
from firstline.kernel.actor import SYSTEM
from firstline.kernel.permissions import Role
from firstline.kernel.registry import Handler
from firstline.ledger.models import Entry
from firstline.ledger.selectors import unscoped_entries_of
from firstline.notify.services import notify
from firstline.tickets.selectors.callbacks import unscoped_callback
from firstline.tickets.selectors.numbers import unscoped_assignee_of, unscoped_number_of
from firstline.tickets.words.notices import (
    ANSWERED,
    ASSIGNED,
    CALL_HANDED_OVER,
    CALLBACK_MISSED,
    CALLBACK_NEAR,
    CAME_BACK,
    PROMISE_BROKEN,
    PROMISE_NEAR,
)

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


def tell_of_promise(*, entry: Entry, now: datetime) -> None:
    """Tell whoever has the ticket that a promise is nearly used, or broken; of a broken one the coordinators too.

    Of a broken promise of a critical ticket the directors are told as well. Where nobody has the ticket, the
    coordinators are told in any case.
    """
    is_broken = entry.verb == "tickets.promise_broken"
    roles = [Role.COORDINATOR] if is_broken else []
    if is_broken and entry.data.get("severity") == Severity.CRITICAL:
        roles.append(Role.DIRECTOR)
    params = {"kind": entry.data.get("kind", "")}
    _tell_about(entry, PROMISE_BROKEN if is_broken else PROMISE_NEAR, roles, now, params=params)


def tell_of_callback(*, entry: Entry, now: datetime) -> None:
    """Tell who is to ring that a callback is near, or was missed; of a missed one the coordinators too."""
    is_missed = entry.verb == "tickets.callback_missed"
    owed = unscoped_callback(entry.data["callback_id"])
    if owed is None or owed.state != "due" or owed.due_at.isoformat() != entry.data.get("due_at"):
        return  # somebody rang in the meantime
    kind, roles = (CALLBACK_MISSED, [Role.COORDINATOR]) if is_missed else (CALLBACK_NEAR, [])
    _tell_about(entry, kind, roles, now, first=owed.for_user_id)


def tell_that_it_came_back(*, entry: Entry, now: datetime) -> None:
    """Tell whoever has the ticket that its waiting is over, when time alone ended it."""
    if entry.actor_id is None:
        _tell_about(entry, CAME_BACK, [], now)


def _tell_about(
    entry: Entry,
    kind: str,
    roles: list[Role],
    now: datetime,
    *,
    first: int | None = None,
    params: dict[str, str] | None = None,
) -> None:
    """Tell the named person, else whoever has the ticket, and these roles; the coordinators where there is nobody."""
    number, holder = unscoped_number_of(entry.subject_id), first or unscoped_assignee_of(entry.subject_id)
    if number is None or entry.desk_id is None:
        return
    if holder is None:
        roles = sorted({*roles, Role.COORDINATOR})
    told = dict.fromkeys([*([holder] if holder else []), *unscoped_user_ids_with(entry.desk_id, roles)])
    for user_id in told:
        notify(
            actor=SYSTEM,
            user_id=user_id,
            kind=kind,
            params={"number": number, **(params or {})},
            link=reverse("tickets:ticket", kwargs={"number": number}),
            desk_id=entry.desk_id,
            entry_id=entry.pk,
            now=now,
        )


def _was_undone(entry: Entry) -> bool:
    undone = unscoped_entries_of(entry.subject_type, entry.subject_id).filter(verb="tickets.act_undone")
    return undone.filter(data__undone_entry_id=entry.pk).exists()


ALL: dict[str, Handler] = {
    "tickets.tell_assignee": Handler("tickets.ticket_assigned", tell_assignee, wait=UNDO_SHOWN),
    "tickets.tell_of_answer": Handler("tickets.requester_answered", tell_of_answer),
    "tickets.tell_of_near_promise": Handler("tickets.promise_near", tell_of_promise),
    "tickets.tell_of_broken_promise": Handler("tickets.promise_broken", tell_of_promise),
    "tickets.tell_of_near_callback": Handler("tickets.callback_near", tell_of_callback),
    "tickets.tell_of_missed_callback": Handler("tickets.callback_missed", tell_of_callback),
    "tickets.tell_that_it_came_back": Handler("tickets.ticket_resumed", tell_that_it_came_back),
    "tickets.tell_who_got_the_call": Handler("contacts.call_transferred", tell_who_got_the_call),
}
"""Code → reaction, as the house registers them."""
