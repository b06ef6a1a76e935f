"""Telling people inside the product, and marking what they have read."""

from datetime import datetime, timedelta
from typing import Any

from firstline.identity.models import User
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.ledger.services import use_case
from firstline.notify.models import Notice
from firstline.notify.policies import visible_to

BUNDLE = timedelta(minutes=5)


@use_case
def notify(
    *,
    actor: Actor,
    user_id: int,
    kind: str,
    link: str,
    now: datetime,
    desk_id: int | None = None,
    params: dict[str, Any] | None = None,
    entry_id: int | None = None,
    by_user_id: int | None = None,
) -> Notice | None:
    """Tell a person, and return the notice; None for the own act or a closed account.

    ``kind`` has its sentence in ``NOTICE_SENTENCES``, made from ``params`` when it is shown. ``by_user_id`` is who did
    it, where a handler acts for the system. Idempotent: the same entry tells a person once, and an unread notice of
    the same kind and link within five minutes is not repeated.
    """
    if user_id in {actor.user_id, by_user_id} or not User.objects.filter(pk=user_id, is_active=True).exists():
        return None
    values = {"desk_id": desk_id, "params": params or {}, "link": link, "created_at": now}
    if entry_id is not None:
        told = Notice.objects.filter(user_id=user_id, kind=kind, entry_id=entry_id).first()
        if told is not None:
            return told
    recent = Notice.objects.filter(user_id=user_id, kind=kind, link=link, read_at__isnull=True)
    bundled = recent.filter(created_at__gt=now - BUNDLE).first()
    if bundled is not None:
        return bundled
    return Notice.objects.create(user_id=user_id, kind=kind, entry_id=entry_id, **values)


@use_case
def mark_read(*, actor: Actor, notice_id: int, now: datetime) -> Notice:
    """Mark one of the actor's notices as read. *Raises* NotFound."""
    found = visible_to(actor).select_for_update(of=("self",)).filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    if found.read_at is None:
        found.read_at = now
        found.save(update_fields=["read_at"])
    return found


@use_case
def mark_all_read(*, actor: Actor, now: datetime) -> int:
    """Mark all of the actor's notices as read; return how many were not."""
    return visible_to(actor).filter(read_at__isnull=True).update(read_at=now)
