"""What administrators do with accounts: make them, grant roles, issue passwords, deactivate, take such acts back."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from firstline.desks.models import Desk
from firstline.identity import events
from firstline.identity.models import Grant, User
from firstline.identity.policies import require_manage_users
from firstline.identity.rules.account_changes import TURNS, still_hold
from firstline.identity.selectors import turn_of
from firstline.identity.services.sessions import end_sessions_of
from firstline.identity.services.tokens import revoke_tokens_of
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.permissions import Role
from firstline.ledger.selectors import unscoped_entries_of
from firstline.ledger.services import record, use_case
from firstline.people.models import Person

# Without letters and digits that look or sound alike: passwords are read out over the phone.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
USERNAME_LENGTH = 80


ADMINISTRATORS = Q(is_administrator=True, is_active=True)


@dataclass(frozen=True)
class IssuedPassword:
    """An account with the password that was issued for it: shown once, kept nowhere."""

    user: User
    password: str


@use_case
def add_user(*, actor: Actor, person_id: int, username: str, now: datetime) -> IssuedPassword:
    """Make an account for a person, with a password to be changed at the first sign-in.

    *Needs* users.manage. *Emits* user_added. *Raises* NotFound (person), Conflict (username taken, person has one),
    Invalid (username).
    """
    require_manage_users(actor)
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id, is_active=True).first()
    if person is None:
        raise NotFound("person_not_found")
    name = username.strip().lower()
    if not name or len(name) > USERNAME_LENGTH or not name.isprintable() or " " in name:
        raise Invalid("username_wrong", field="username")
    if User.objects.filter(person=person).exists():
        raise Conflict("person_has_account", field="person", name=person.name)
    if User.objects.filter(username__iexact=name).exists():
        raise Conflict("username_taken", field="username", username=name)
    user = User(username=name, person=person, must_change_password=True)
    password = _set_new_password(user)
    record(events.UserAdded(desk_id=None, subject_id=user.pk, person_id=person.pk), actor=actor, at=now)
    return IssuedPassword(user, password)


@use_case
def issue_password(*, actor: Actor, user_id: int, now: datetime) -> IssuedPassword:
    """Give an account a new password to be changed at the next sign-in, and end its sessions and tokens.

    *Needs* users.manage. *Emits* password_issued. *Raises* NotFound.
    """
    user = _locked(actor, user_id)
    user.must_change_password = True
    password = _set_new_password(user)
    end_sessions_of(user.pk)
    revoke_tokens_of(actor=actor, user_id=user.pk, reason="password_issued", now=now)
    record(events.PasswordIssued(desk_id=None, subject_id=user.pk), actor=actor, at=now)
    return IssuedPassword(user, password)


@use_case
def grant_role(*, actor: Actor, user_id: int, desk_id: int, role: Role, now: datetime) -> Grant:
    """Let an account play a role at a desk; its sessions end, so that every page is asked for anew.

    Nobody opens a confidential desk to oneself: another administrator does (0030).
    *Needs* users.manage. *Emits* role_granted. *Raises* NotFound (account, desk), NotAllowed (oneself at a confidential
    desk), Conflict (has it already).
    """
    user = _locked(actor, user_id)
    desk = Desk.objects.filter(pk=desk_id, is_active=True).first()
    if desk is None:
        raise NotFound("desk_not_found")
    if desk.is_confidential and user.pk == actor.user_id:
        raise NotAllowed("own_role_confidential", desk=desk.name)
    grant, is_new = Grant.objects.get_or_create(user=user, desk_id=desk_id, role=role)
    if not is_new:
        raise Conflict("role_held")
    end_sessions_of(user.pk)
    record(events.RoleGranted(desk_id=desk_id, subject_id=user.pk, role=role.value), actor=actor, at=now)
    return grant


@use_case
def revoke_role(*, actor: Actor, user_id: int, desk_id: int, role: Role, now: datetime) -> User:
    """Take a role at a desk from an account and end its sessions.

    *Needs* users.manage. *Emits* role_revoked. *Raises* NotFound (account, or it does not hold the role).
    """
    user = _locked(actor, user_id)
    removed, _ = Grant.objects.filter(user=user, desk_id=desk_id, role=role).delete()
    if not removed:
        raise NotFound
    end_sessions_of(user.pk)
    record(events.RoleRevoked(desk_id=desk_id, subject_id=user.pk, role=role.value), actor=actor, at=now)
    return user


@use_case
def appoint_administrator(*, actor: Actor, user_id: int, now: datetime) -> User:
    """Let an account administer the installation; its sessions end.

    *Needs* users.manage. *Emits* administrator_appointed. *Raises* NotFound, Conflict (is one already).
    """
    user = _locked(actor, user_id)
    if user.is_administrator:
        raise Conflict("role_held")
    user.is_administrator = True
    user.save(update_fields=["is_administrator"])
    end_sessions_of(user.pk)
    record(events.AdministratorAppointed(desk_id=None, subject_id=user.pk), actor=actor, at=now)
    return user


@use_case
def dismiss_administrator(*, actor: Actor, user_id: int, now: datetime) -> User:
    """Take the administration from an account; its sessions end.

    *Needs* users.manage. *Emits* administrator_dismissed. *Raises* NotFound, RuleBroken (the last one).
    """
    user = _locked(actor, user_id)
    if not user.is_administrator:
        raise NotFound
    _require_another_administrator(user)
    user.is_administrator = False
    user.save(update_fields=["is_administrator"])
    end_sessions_of(user.pk)
    record(events.AdministratorDismissed(desk_id=None, subject_id=user.pk), actor=actor, at=now)
    return user


@use_case
def deactivate_user(*, actor: Actor, user_id: int, now: datetime) -> User:
    """Close an account: it cannot sign in, its sessions and tokens end at once. What it did stays.

    *Needs* users.manage. *Emits* user_deactivated. *Raises* NotFound, Conflict (closed already), RuleBroken (the last
    administrator).
    """
    user = _locked(actor, user_id)
    if not user.is_active:
        raise Conflict("user_inactive")
    if user.is_administrator:
        _require_another_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions_of(user.pk)
    revoke_tokens_of(actor=actor, user_id=user.pk, reason="deactivated", now=now)
    record(events.UserDeactivated(desk_id=None, subject_id=user.pk), actor=actor, at=now)
    return user


@use_case
def reactivate_user(*, actor: Actor, user_id: int, now: datetime) -> User:
    """Open a closed account again, with the roles it had.

    *Needs* users.manage. *Emits* user_reactivated. *Raises* NotFound, Conflict (is active).
    """
    user = _locked(actor, user_id)
    if user.is_active:
        raise Conflict("user_active")
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(events.UserReactivated(desk_id=None, subject_id=user.pk), actor=actor, at=now)
    return user


@use_case
def undo_account_change(*, actor: Actor, user_id: int, entry_id: int, now: datetime) -> None:
    """Take back a change of an account: the opposite act, with all that it asks and records.

    *Needs* users.manage. *Emits* the fact of the opposite act. *Raises* NotFound, RuleBroken (changed again since, or
    what the opposite act refuses), NotAllowed, Conflict.
    """
    user = _locked(actor, user_id)
    turns = {entry.pk: turn_of(entry) for entry in unscoped_entries_of("user", user.pk).filter(verb__in=list(TURNS))}
    turn = turns.get(entry_id)
    if turn is None:
        raise NotFound
    if entry_id not in still_hold(turns.values()):
        raise RuleBroken("account_changed_since")
    act, more = _OPPOSITE[turn.verb], {}
    if turn.role:
        more = {"desk_id": turn.desk_id, "role": Role(turn.role)}
    act(actor=actor, user_id=user.pk, now=now, **more)


_OPPOSITE: dict[str, Callable[..., object]] = {
    "identity.role_granted": revoke_role,
    "identity.role_revoked": grant_role,
    "identity.administrator_appointed": dismiss_administrator,
    "identity.administrator_dismissed": appoint_administrator,
    "identity.user_reactivated": deactivate_user,
    "identity.user_deactivated": reactivate_user,
}


def _locked(actor: Actor, user_id: int) -> User:
    """Lock the account and all administrators in one order: two of them cannot remove or wait for each other."""
    require_manage_users(actor)
    accounts = User.objects.select_for_update(of=("self",)).filter(Q(pk=user_id) | ADMINISTRATORS).order_by("pk")
    user = next((account for account in accounts if account.pk == user_id), None)
    if user is None:
        raise NotFound
    return user


def _require_another_administrator(user: User) -> None:
    """Refuse what would leave none. ``_locked`` holds them all. *Raises* RuleBroken."""
    if not User.objects.filter(ADMINISTRATORS).exclude(pk=user.pk).exists():
        raise RuleBroken("last_administrator")


def _set_new_password(user: User) -> str:
    groups = ("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))
    password = "-".join(groups)
    user.set_password(password)
    user.save()
    return password
