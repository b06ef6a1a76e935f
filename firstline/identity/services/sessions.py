"""Coming and going: the facts of signing in and out, and the end of sessions."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from firstline.identity.events import SignedIn, SignedOut, SignInFailed
from firstline.identity.models import User
from firstline.identity.policies import require_self
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.ledger.services import record, use_case


@use_case
def record_sign_in(*, actor: Actor, way: str, now: datetime) -> None:
    """Record that the actor signed in, with ``password`` or by ``click``. *Emits* signed_in."""
    record(SignedIn(desk_id=None, subject_id=actor.user_id or 0, way=way), actor=actor, at=now)


@use_case
def record_failed_sign_in(*, actor: Actor, username: str, reason: str, address: str, now: datetime) -> None:
    """Record a refused sign-in under the account that was meant, if there is one. *Emits* sign_in_failed.

    What was typed is not kept: it is often a password in the wrong field.
    """
    meant = User.objects.filter(username__iexact=username).values_list("pk", flat=True).first()
    fact = SignInFailed(desk_id=None, subject_id=meant or 0, reason=reason, address=address)
    record(fact, actor=actor, at=now)


@use_case
def record_sign_out(*, actor: Actor, session_key: str, reason: str, now: datetime) -> None:
    """Record that the actor's session ended and forget its line in the list. *Emits* signed_out."""
    UserSession.objects.filter(session_key=session_key).delete()
    record(SignedOut(desk_id=None, subject_id=actor.user_id or 0, reason=reason), actor=actor, at=now)


@use_case
def mark_seen(*, actor: Actor, session_key: str, now: datetime) -> None:
    """Note when the session was last used; called once a minute at most. Without a fact: it is no act."""
    UserSession.objects.filter(session_key=session_key, user_id=actor.user_id).update(last_seen_at=now)


@use_case
def follow_session(*, actor: Actor, old: str, new: str, now: datetime) -> None:
    """Keep the line of a session that goes on under a new id; a part of changing the password, which is recorded."""
    UserSession.objects.filter(session_key=old, user_id=actor.user_id).update(session_key=new, last_seen_at=now)


@use_case
def end_session(*, actor: Actor, session_id: int, now: datetime) -> None:
    """End one of the actor's own sessions at once. *Emits* signed_out. *Raises* NotFound for anybody else's."""
    found = UserSession.objects.select_for_update().filter(pk=session_id, user_id=actor.user_id).first()
    if found is None:
        raise NotFound
    _end(found.session_key)
    record(SignedOut(desk_id=None, subject_id=actor.user_id or 0, reason="ended"), actor=actor, at=now)


@use_case
def end_other_sessions(*, actor: Actor, user_id: int, keep: str, now: datetime) -> int:
    """End all of the actor's own sessions but ``keep``; return how many ended. *Emits* signed_out for each."""
    require_self(actor, user_id)
    ended = end_sessions_of(user_id, keep=keep)
    for _ in range(ended):
        record(SignedOut(desk_id=None, subject_id=user_id, reason="ended"), actor=actor, at=now)
    return ended


def end_sessions_of(user_id: int, *, keep: str = "") -> int:
    """End an account's sessions but ``keep``, inside the caller's act, which records why; return how many."""
    ending = UserSession.objects.filter(user_id=user_id).exclude(session_key=keep)
    keys = list(ending.values_list("session_key", flat=True))
    for key in keys:
        _end(key)
    return len(keys)


def _end(session_key: str) -> None:
    Session.objects.filter(session_key=session_key).delete()
    UserSession.objects.filter(session_key=session_key).delete()
