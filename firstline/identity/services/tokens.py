"""Access tokens for programs: issuing, revoking, noting that one is in use."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstline.identity.events import TokenIssued, TokenRevoked
from firstline.identity.models import AccessToken, User
from firstline.identity.policies import can_hold_tokens, require_self, tokens_visible_to
from firstline.identity.rules.access_tokens import (
    LONGEST_DAYS,
    PREFIX_LENGTH,
    SECRET_BYTES,
    TOUCH_EVERY,
    digest_of,
    join_token,
)
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.kernel.permissions import Scope
from firstline.kernel.texts import clean_line
from firstline.ledger.services import record, use_case

MOST_TOKENS = 20
NAME_LENGTH = 80
_PREFIX_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class IssuedToken:
    """A token with its secret: shown once, kept nowhere."""

    token: AccessToken
    secret: str


@use_case
def issue_token(
    *, actor: Actor, user_id: int, name: str, scopes: Collection[str], days: int, password: str, now: datetime
) -> IssuedToken:
    """Issue a token for the own account, for these scopes and this many days.

    Who has a password gives it once more: a forgotten screen must not become a key that outlives it.
    *Needs* to be staff, and the own account. *Emits* token_issued.
    *Raises* NotAllowed, Invalid (``password_wrong``, ``required``, ``unknown_choice``, ``out_of_range``), Conflict
    (``too_many_tokens``).
    """
    require_self(actor, user_id)
    if not can_hold_tokens(actor):
        raise NotAllowed("staff_only")
    words = clean_line(name, "name", limit=NAME_LENGTH)
    wanted = _scopes(scopes)
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid("out_of_range", field="days", minimum=1, maximum=LONGEST_DAYS)
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    if user.has_usable_password() and not user.check_password(password):
        raise Invalid("password_wrong", field="password")
    if user.tokens.filter(revoked_at=None, expires_at__gt=now).count() >= MOST_TOKENS:
        raise Conflict("too_many_tokens", count=MOST_TOKENS)
    prefix = "".join(secrets.choice(_PREFIX_SIGNS) for _ in range(PREFIX_LENGTH))
    secret = join_token(prefix, secrets.token_urlsafe(SECRET_BYTES))
    token = AccessToken.objects.create(
        user=user,
        name=words,
        prefix=prefix,
        digest=digest_of(secret),
        scopes=wanted,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    fact = TokenIssued(
        desk_id=None,
        subject_id=user_id,
        prefix=prefix,
        scopes=tuple(wanted),
        expires_at=token.expires_at.isoformat(),
    )
    record(fact, actor=actor, at=now)
    return IssuedToken(token, secret)


@use_case
def revoke_token(*, actor: Actor, token_id: int, now: datetime) -> AccessToken:
    """End a token at once; one that has ended already stays as it is.

    *Needs* the own account, or users.manage. *Emits* token_revoked. *Raises* NotFound.
    """
    token = tokens_visible_to(actor).select_for_update(of=("self",)).filter(pk=token_id).first()
    if token is None:
        raise NotFound
    if token.revoked_at is None:
        _revoke(actor, token, "by_person" if token.user_id == actor.user_id else "by_administrator", now)
    return token


@use_case
def revoke_tokens_of(*, actor: Actor, user_id: int, reason: str, now: datetime) -> int:
    """End all tokens of an account, as a part of an act that shuts it; return how many ended.

    *Needs* what that act has checked. *Emits* token_revoked for each.
    """
    living = AccessToken.objects.select_for_update().filter(user_id=user_id, revoked_at=None, expires_at__gt=now)
    ended = list(living)
    for token in ended:
        _revoke(actor, token, reason, now)
    return len(ended)


@use_case
def mark_used(*, actor: Actor, token_id: int, now: datetime) -> None:
    """Note the hour in which a token was last used; several requests at once write it once. Without a fact."""
    AccessToken.objects.filter(pk=token_id, user_id=actor.account_id).exclude(
        last_used_at__gt=now - TOUCH_EVERY
    ).update(last_used_at=now)


def _revoke(actor: Actor, token: AccessToken, reason: str, now: datetime) -> None:
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    fact = TokenRevoked(desk_id=None, subject_id=token.user_id, prefix=token.prefix, reason=reason)
    record(fact, actor=actor, at=now)


def _scopes(scopes: Collection[str]) -> list[str]:
    if not scopes:
        raise Invalid("required", field="scopes")
    if not set(scopes) <= set(Scope):
        raise Invalid("unknown_choice", field="scopes")
    return [scope.value for scope in Scope if scope in scopes]
