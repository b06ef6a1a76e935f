"""What kit keeps: answers to programs, so that asking twice does a thing once; which pages a person opened lately."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed
from firstline.kit.models import StoredAnswer
from firstline.ledger.services import use_case
from firstline.prepared import prepared

KEPT = timedelta(hours=24)
OPENED_KEPT = 30
"""More than the palette shows: some of them the person may not see any more."""


@dataclass(frozen=True)
class Answer:
    """What an act answers: status and JSON text. ``is_repeat``: it was done before, and nothing was done now."""

    status: int
    body: str
    is_repeat: bool = False


@use_case
def answer_once(*, actor: Actor, key: str, digest: str, act: Callable[[], Answer], now: datetime) -> Answer:
    """Run the act and keep its answer for a day under the person's key, in one transaction.

    A refused act leaves nothing behind, so its key may be used again. Two requests with one key at once: the second is
    told to wait, by a lock that ends with the first one's transaction.
    *Needs* what the act needs. *Emits* what the act emits.
    *Raises* Conflict (``answer_in_progress``), Invalid (``idempotency_key_reused``), and what the act raises.
    """
    _hold(actor.account_id, key)
    kept = next(iter(_kept_answers(actor.account_id, key)), None)
    if kept is not None and kept.created_at > now - KEPT:
        if kept.digest != digest:
            raise Invalid("idempotency_key_reused", field="Idempotency-Key")
        return Answer(kept.status, kept.body, is_repeat=True)
    answer = act()
    row = {"digest": digest, "status": answer.status, "body": answer.body, "created_at": now}
    if kept is None:
        StoredAnswer.objects.create(user_id=actor.account_id, key=key, **row)
    else:
        StoredAnswer.objects.filter(pk=kept.pk).update(**row)
    return answer


@prepared
def _kept_answers(user_id: int, key: str) -> QuerySet[StoredAnswer]:
    return StoredAnswer.objects.filter(user_id=user_id, key=key)


@use_case
def forget_answers(*, actor: Actor, now: datetime) -> int:
    """Delete the answers that are older than a day; return how many.

    *Needs* to be the system: its own housekeeping. *Emits* nothing. *Raises* NotAllowed.
    """
    if not actor.is_system:
        raise NotAllowed
    count, _ = StoredAnswer.objects.filter(created_at__lte=now - KEPT).delete()
    return count


def note_opened(*, actor: Actor, page: str, key: str, now: datetime) -> None:
    """Remember that the person opened a page; the oldest are forgotten. One statement, whole by itself.

    *Needs* to be signed in; that one may see it, its view has asked. *Emits* nothing: reading is no act.
    *Raises* NotAllowed.
    """
    if not actor.is_signed_in:
        raise NotAllowed
    values: dict[str, Any] = {"user": actor.account_id, "page": page, "key": key, "at": now, "kept": OPENED_KEPT - 1}
    with connection.cursor() as cursor:
        cursor.execute(_OPENED_SQL, values)


_OPENED_SQL = """
WITH forgotten AS (
    DELETE FROM kit_opened WHERE user_id = %(user)s AND (page, key) <> (%(page)s, %(key)s) AND id IN (
        SELECT id FROM kit_opened WHERE user_id = %(user)s AND (page, key) <> (%(page)s, %(key)s)
        ORDER BY opened_at DESC, id DESC OFFSET %(kept)s
    )
)
INSERT INTO kit_opened (user_id, page, key, opened_at) VALUES (%(user)s, %(page)s, %(key)s, %(at)s)
ON CONFLICT (user_id, page, key) DO UPDATE SET opened_at = excluded.opened_at
"""
"""In plain SQL, because every ticket that is opened pays for it."""


def _hold(user_id: int, key: str) -> None:
    """Lock the key until the transaction ends, without waiting. *Raises* Conflict."""
    name = hashlib.blake2b(f"{user_id} {key}".encode(), digest_size=8, person=b"idempotency").digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise Conflict("answer_in_progress")
