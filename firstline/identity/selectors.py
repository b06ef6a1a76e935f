"""Reading accounts, roles and sessions."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from firstline.desks.models import Desk
from firstline.identity.models import AccessToken, Grant, User
from firstline.identity.policies import require_manage_users, tokens_visible_to, visible_to
from firstline.identity.rules.access_tokens import counts, digest_of, prefix_of
from firstline.identity.rules.account_changes import CHANGES, TURNS, Turn, still_hold
from firstline.identity.rules.browsers import browser_name
from firstline.identity.words import CHANGE_NAMES, ROLE_NAMES, TURNED
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.permissions import Role
from firstline.ledger.models import Entry
from firstline.people.models import Person
from firstline.prepared import prepared


@dataclass(frozen=True)
class SessionLine:
    """One line of a person's list of sessions."""

    id: int
    address: str
    browser: str
    began_at: datetime
    seen_at: datetime
    is_this_one: bool


@dataclass(frozen=True)
class AccountChange:
    """One line of the history of accounts, as ``kit/_changes.html`` draws it: what the ledger says, in words."""

    id: int
    title: str
    did: Any
    about: str
    fields: Sequence[tuple[Any, Any, Any]]
    by: str
    at: datetime
    is_undoable: bool
    instead: Any = ""
    undo_route: str = "identity:undo_change"


@prepared
def _grants(user_id: int) -> QuerySet[Grant, tuple[int, str]]:
    return Grant.objects.filter(user_id=user_id, desk__is_active=True).values_list("desk_id", "role")


def actor_of(user: User, *, request_id: str = "") -> Actor:
    """Return the actor that this account is: its person's name and its roles at active desks. One query."""
    roles: dict[int, set[Role]] = defaultdict(set)
    for desk_id, role in _grants(user.pk):
        roles[desk_id].add(Role(role))
    return Actor(
        name=user.person.name,
        user_id=user.pk,
        person_id=user.person_id,
        roles={desk_id: frozenset(held) for desk_id, held in sorted(roles.items())},
        is_administrator=user.is_administrator,
        request_id=request_id,
    )


def unscoped_user_ids_with(desk_id: int, roles: Collection[Role]) -> list[int]:
    """Return who plays one of these roles at the desk. Unscoped: for reactions that tell people of their desk."""
    if not roles:
        return []
    grants = Grant.objects.filter(desk_id=desk_id, role__in=roles, user__is_active=True)
    return list(grants.order_by("user_id").values_list("user_id", flat=True).distinct())


def actor_in(request: HttpRequest) -> Actor:
    """Return who acts in this request, as the middleware has worked it out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # our own attribute on Django's request
    return actor


def unscoped_demo_users() -> QuerySet[User]:
    """Return the active demo accounts. Unscoped: the sign-in page shows them to visitors of a demo."""
    return User.objects.filter(is_demo=True, is_active=True)


def users(
    actor: Actor, *, text: str = "", role: str = "", desk_id: int | None = None, state: str = ""
) -> QuerySet[User]:
    """Return the accounts that the actor may see, by name.

    ``text`` is part of a name or username, ``role`` a role's code or ``administrator`` or ``none``, ``state`` active or
    inactive.
    """
    found = visible_to(actor).select_related("person__site").prefetch_related("grants__desk")
    for word in text.split():
        found = found.filter(Q(person__name__icontains=word) | Q(username__icontains=word))
    if role == "administrator":
        found = found.filter(is_administrator=True)
    elif role == "none":
        found = found.filter(grants__isnull=True, is_administrator=False)
    elif role:
        found = found.filter(pk__in=Grant.objects.filter(role=role).values("user_id"))
    if desk_id is not None:
        found = found.filter(pk__in=Grant.objects.filter(desk_id=desk_id).values("user_id"))
    if state:
        found = found.filter(is_active=state == "active")
    return found.order_by("person__folded_name", "pk")


def user(actor: Actor, user_id: int) -> User:
    """Return one account. *Raises* NotFound."""
    found = visible_to(actor).select_related("person__site").prefetch_related("grants__desk").filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def persons_without_account(actor: Actor, text: str) -> QuerySet[Person]:
    """Return active persons without an account whose names have all the words. *Needs* users.manage."""
    require_manage_users(actor)
    found = Person.objects.filter(is_active=True, user__isnull=True).select_related("site")
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(folded_name__icontains=word) | Q(extension=word))
    return found.order_by("folded_name", "pk")


def desks_to_grant(actor: Actor) -> QuerySet[Desk]:
    """Return all active desks, confidential ones too: somebody has to grant their roles. *Needs* users.manage."""
    require_manage_users(actor)
    return Desk.objects.filter(is_active=True)


def own_sessions(actor: Actor, session_key: str) -> list[SessionLine]:
    """Return the actor's own sessions that still live, this one first."""
    living = UserSession.objects.filter(user_id=actor.user_id)
    lines = [
        SessionLine(
            id=line.pk,
            address=line.ip,
            browser=browser_name(line.user_agent),
            began_at=line.created_at,
            seen_at=line.last_seen_at,
            is_this_one=line.session_key == session_key,
        )
        for line in living.order_by("-last_seen_at")
    ]
    return sorted(lines, key=lambda line: not line.is_this_one)


def unscoped_bearer(text: str, now: datetime) -> AccessToken | None:
    """Return the token that a program shows, with its account, if it is good now. One query.

    Unscoped: nobody has signed in yet; this is how one does. What is wrong with a token is told to nobody.
    """
    prefix, digest = prefix_of(text), digest_of(text)
    found = next(iter(_bearers(prefix)), None) if prefix else None
    if found is None or not secrets.compare_digest(found.digest, digest):
        return None
    shut = not found.user.is_active or found.user.must_change_password
    return None if shut or not counts(expires_at=found.expires_at, revoked_at=found.revoked_at, now=now) else found


@prepared
def _bearers(prefix: str) -> QuerySet[AccessToken]:
    return AccessToken.objects.select_related("user__person").filter(prefix=prefix)


def tokens_of(actor: Actor, user_id: int, now: datetime) -> list[AccessToken]:
    """Return an account's tokens that still work, as far as the actor sees them, newest first. One query."""
    return list(tokens_visible_to(actor).filter(user_id=user_id, revoked_at=None, expires_at__gt=now))


def account_changes(actor: Actor, *, user_id: int | None = None, limit: int = 10) -> list[AccountChange]:
    """Return what was done to accounts lately, newest first: to one account, or to all. *Needs* users.manage.

    By time, not by id: so the database goes through what is about accounts, never through the whole ledger.
    """
    require_manage_users(actor)
    found = Entry.objects.filter(subject_type="user", verb__in=CHANGES)
    if user_id is not None:
        found = found.filter(subject_id=user_id)
    entries = list(found.order_by("-occurred_at", "-id")[:limit])
    about = Entry.objects.filter(
        subject_type="user", verb__in=list(TURNS), subject_id__in={entry.subject_id for entry in entries}
    )
    undoable = still_hold(turn_of(entry) for entry in about)
    ids = {entry.subject_id for entry in entries} | {entry.actor_id for entry in entries if entry.actor_id}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "person__name"))
    desks = dict(Desk.objects.values_list("pk", "name"))
    return [_account_change(entry, names, desks, is_undoable=entry.pk in undoable) for entry in entries]


def account_of_change(actor: Actor, entry_id: int) -> int:
    """Return whose account an entry of the history is about. *Needs* users.manage. *Raises* NotFound."""
    require_manage_users(actor)
    found = Entry.objects.filter(pk=entry_id, subject_type="user", verb__in=CHANGES).first()
    if found is None:
        raise NotFound
    return found.subject_id


def turn_of(entry: Entry) -> Turn:
    """Return an entry about an account, read for an administrator, as the rules take it."""
    return Turn(entry.pk, entry.subject_id, entry.verb, entry.desk_id, str(entry.data.get("role", "")))


def _account_change(entry: Entry, names: dict[int, str], desks: dict[int, str], *, is_undoable: bool) -> AccountChange:
    desk, what = desks.get(entry.desk_id or 0, ""), TURNS.get(entry.verb)
    label = TURNED.get(what[0]) or ROLE_NAMES.get(Role(entry.data["role"])) if what else ""
    return AccountChange(
        id=entry.pk,
        title=names.get(entry.subject_id, ""),
        did=CHANGE_NAMES[entry.verb],
        about=desk,
        fields=[(label, not what[1], what[1])] if what else [],
        by=names.get(entry.actor_id or 0, "Firstline"),
        at=entry.occurred_at,
        is_undoable=is_undoable,
        instead=_("changed again since") if what and not is_undoable else "",
    )
