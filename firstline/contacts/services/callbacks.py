"""Callbacks: a promise to ring at a time, what became of each try, and who was told of it.

Whose ticket it is about, and so who may act, is asked by the tickets room, which calls all but the promise.
"""

from datetime import datetime, timedelta

from firstline.contacts.events import CallbackPromised
from firstline.contacts.models import Callback, Contact
from firstline.contacts.policies import can_log
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, RuleBroken
from firstline.kernel.texts import clean_line
from firstline.ledger.services import record, use_case
from firstline.people.models import Person

MAX_CALLBACK_AHEAD = timedelta(days=60)


@use_case
def promise_callback(
    *,
    actor: Actor,
    contact: Contact,
    person: Person | None,
    number: str,
    promised_at: datetime,
    reason: str,
    for_user_id: int | None,
    now: datetime,
) -> Callback:
    """Store a promise to ring back. *Needs* call.log. *Emits* CallbackPromised.

    *Raises* NotAllowed, Invalid (``in_the_past``, ``too_far_ahead``, ``required`` number).
    """
    if not can_log(actor, contact.desk_id):
        raise NotAllowed
    _check_ahead(promised_at, now)
    callback = Callback.objects.create(
        desk_id=contact.desk_id,
        contact=contact,
        person=person,
        number=clean_line(number, "callback_number", limit=40),
        promised_at=promised_at,
        due_at=promised_at,
        promised_by_id=actor.account_id,
        for_user_id=for_user_id,
        reason=reason[:200],
    )
    fact = CallbackPromised(
        desk_id=contact.desk_id,
        subject_id=callback.pk,
        parent_type="contact",
        parent_id=contact.pk,
        contact_id=contact.pk,
        promised_at=promised_at.isoformat(),
        for_user_id=for_user_id,
    )
    record(fact, actor=actor, at=now)
    return callback


@use_case
def end_callback(*, actor: Actor, callback_id: int, state: str, now: datetime) -> Callback:
    """Write that nothing is owed any more: ``reached``, which is a try, or ``not_needed``.

    *Needs* what the caller has asked: who works the ticket. *Emits* nothing of its own. *Raises* RuleBroken
    (``callback_done``).
    """
    del actor
    callback = _due(callback_id)
    callback.state = state
    if state == "reached":
        callback.attempts_count, callback.tried_at = callback.attempts_count + 1, now
    callback.save(update_fields=["state", "attempts_count", "tried_at"])
    return callback


@use_case
def put_off_callback(*, actor: Actor, callback_id: int, again_at: datetime, now: datetime) -> Callback:
    """Write that nobody answered, and when to try again; what was promised stays.

    *Needs* and *Emits* as ``end_callback``. *Raises* RuleBroken (``callback_done``), Invalid.
    """
    del actor
    callback = _due(callback_id)
    _check_ahead(again_at, now)
    callback.attempts_count, callback.tried_at = callback.attempts_count + 1, now
    callback.due_at, callback.reminded_at, callback.missed_at = again_at, None, None
    callback.save(update_fields=["attempts_count", "tried_at", "due_at", "reminded_at", "missed_at"])
    return callback


def _due(callback_id: int) -> Callback:
    """Return a callback that is still due, locked. *Raises* RuleBroken."""
    callback = Callback.objects.select_for_update().get(pk=callback_id)
    if callback.state != "due":
        raise RuleBroken("callback_done")
    return callback


def _check_ahead(at: datetime, now: datetime) -> None:
    if at <= now:
        raise Invalid("in_the_past", field="callback_at")
    if at > now + MAX_CALLBACK_AHEAD:
        raise Invalid("too_far_ahead", field="callback_at", days=MAX_CALLBACK_AHEAD.days)
