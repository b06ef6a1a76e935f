"""What administrators do with accounts, each act with its fact, and who may not."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.desks.models import Desk
from firstline.identity.models import Grant, User
from firstline.identity.selectors import actor_of
from firstline.identity.services import accounts
from firstline.identity.tests.conftest import make_user, signed_in
from firstline.kernel.actor import SYSTEM, Actor
from firstline.kernel.clock import now
from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.permissions import Role
from firstline.ledger.models import Entry
from firstline.people.models import Person

pytestmark = pytest.mark.django_db
UNKNOWN = 999_999_999


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create(name="Olga Petrenko", folded_name="olga petrenko")


def last_verb() -> str:
    return Entry.objects.order_by("-id").values_list("verb", flat=True)[0]


def test_an_account_is_made_with_a_password_to_be_changed(administrator_actor: Actor, person: Person) -> None:
    issued = accounts.add_user(actor=administrator_actor, person_id=person.pk, username=" Olga ", now=now())
    assert issued.user.username == "olga"
    assert issued.user.check_password(issued.password)
    assert issued.user.must_change_password
    assert last_verb() == "identity.user_added"
    assert issued.password not in str(list(Entry.objects.values()))


def test_the_command_line_may_make_the_first_account(person: Person) -> None:
    assert accounts.add_user(actor=SYSTEM, person_id=person.pk, username="olga", now=now()).user.pk


def test_issued_passwords_are_long_and_never_the_same(administrator_actor: Actor, grace: User) -> None:
    made = {accounts.issue_password(actor=administrator_actor, user_id=grace.pk, now=now()).password for _ in range(20)}
    assert len(made) == 20
    assert all(len(password) == 19 for password in made)


@pytest.mark.parametrize("username", ["", "  ", "olga petrenko", "x" * 81, "ol\nga"])
def test_strange_usernames_are_refused(administrator_actor: Actor, person: Person, username: str) -> None:
    with pytest.raises(Invalid):
        accounts.add_user(actor=administrator_actor, person_id=person.pk, username=username, now=now())


def test_one_account_a_person_and_one_person_a_username(
    administrator_actor: Actor, person: Person, grace: User
) -> None:
    with pytest.raises(Conflict, match="username_taken"):
        accounts.add_user(actor=administrator_actor, person_id=person.pk, username="GRACE", now=now())
    with pytest.raises(Conflict, match="person_has_account"):
        accounts.add_user(actor=administrator_actor, person_id=grace.person_id, username="other", now=now())
    with pytest.raises(NotFound):
        accounts.add_user(actor=administrator_actor, person_id=UNKNOWN, username="other", now=now())


def test_roles_are_granted_once_and_revoked_once(administrator_actor: Actor, grace: User, desk: Desk) -> None:
    chosen: dict[str, Any] = {
        "actor": administrator_actor,
        "user_id": grace.pk,
        "desk_id": desk.pk,
        "role": Role.COORDINATOR,
    }
    accounts.grant_role(**chosen, now=now())
    assert actor_of(grace).has_role(Role.COORDINATOR, desk.pk)
    assert last_verb() == "identity.role_granted"
    with pytest.raises(Conflict):
        accounts.grant_role(**chosen, now=now())
    accounts.revoke_role(**chosen, now=now())
    assert not actor_of(grace).has_role(Role.COORDINATOR)
    assert last_verb() == "identity.role_revoked"
    with pytest.raises(NotFound):
        accounts.revoke_role(**chosen, now=now())


def test_roles_are_granted_at_active_desks_only(administrator_actor: Actor, grace: User, desk: Desk) -> None:
    Desk.objects.update(is_active=False)
    with pytest.raises(NotFound):
        accounts.grant_role(actor=administrator_actor, user_id=grace.pk, desk_id=desk.pk, role=Role.DIRECTOR, now=now())


def test_the_last_administrator_stays(administrator_actor: Actor, administrator: User, grace: User) -> None:
    for act in (accounts.dismiss_administrator, accounts.deactivate_user):
        with pytest.raises(RuleBroken, match="last_administrator"):
            act(actor=administrator_actor, user_id=administrator.pk, now=now())
    accounts.appoint_administrator(actor=administrator_actor, user_id=grace.pk, now=now())
    accounts.dismiss_administrator(actor=administrator_actor, user_id=administrator.pk, now=now())
    assert last_verb() == "identity.administrator_dismissed"
    assert list(User.objects.filter(is_administrator=True)) == [grace]


def test_account_and_administrators_are_locked_at_once_in_one_order(administrator_actor: Actor, grace: User) -> None:
    """Locked one after the other, two administrators who dismiss each other would wait for each other."""
    accounts.appoint_administrator(actor=administrator_actor, user_id=grace.pk, now=now())
    with CaptureQueriesContext(connection) as asked:
        accounts.dismiss_administrator(actor=administrator_actor, user_id=grace.pk, now=now())
    locking = [query["sql"] for query in asked.captured_queries if "FOR UPDATE" in query["sql"]]
    assert len(locking) == 1
    assert 'ORDER BY "identity_user"."id" ASC' in locking[0]


def test_a_deactivated_administrator_does_not_count(administrator_actor: Actor, administrator: User) -> None:
    make_user("gone", is_administrator=True, is_active=False)
    with pytest.raises(RuleBroken):
        accounts.deactivate_user(actor=administrator_actor, user_id=administrator.pk, now=now())


def test_accounts_are_closed_and_opened_once(administrator_actor: Actor, grace: User) -> None:
    accounts.deactivate_user(actor=administrator_actor, user_id=grace.pk, now=now())
    assert last_verb() == "identity.user_deactivated"
    with pytest.raises(Conflict):
        accounts.deactivate_user(actor=administrator_actor, user_id=grace.pk, now=now())
    accounts.reactivate_user(actor=administrator_actor, user_id=grace.pk, now=now())
    assert last_verb() == "identity.user_reactivated"
    with pytest.raises(Conflict):
        accounts.reactivate_user(actor=administrator_actor, user_id=grace.pk, now=now())


def test_appointing_and_dismissing_twice(administrator_actor: Actor, administrator: User, grace: User) -> None:
    with pytest.raises(Conflict):
        accounts.appoint_administrator(actor=administrator_actor, user_id=administrator.pk, now=now())
    with pytest.raises(NotFound):
        accounts.dismiss_administrator(actor=administrator_actor, user_id=grace.pk, now=now())


@pytest.mark.parametrize(
    "act",
    [
        accounts.issue_password,
        accounts.appoint_administrator,
        accounts.dismiss_administrator,
        accounts.deactivate_user,
        accounts.reactivate_user,
    ],
)
def test_nobody_else_manages_accounts(act: Any, grace: User, administrator_actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        act(actor=actor_of(grace), user_id=grace.pk, now=now())
    with pytest.raises(NotFound):
        act(actor=administrator_actor, user_id=UNKNOWN, now=now())
    assert not Entry.objects.exists()


@pytest.mark.parametrize("act", ["issue", "grant", "revoke", "appoint", "deactivate"])
def test_every_change_of_rights_ends_the_sessions(
    act: str, administrator_actor: Actor, grace: User, desk: Desk
) -> None:
    browser = signed_in(grace)
    at_desk: dict[str, Any] = {"actor": administrator_actor, "user_id": grace.pk, "desk_id": desk.pk, "now": now()}
    plain: dict[str, Any] = {"actor": administrator_actor, "user_id": grace.pk, "now": now()}
    {
        "issue": lambda: accounts.issue_password(**plain),
        "grant": lambda: accounts.grant_role(**at_desk, role=Role.DIRECTOR),
        "revoke": lambda: accounts.revoke_role(**at_desk, role=Role.SPECIALIST),
        "appoint": lambda: accounts.appoint_administrator(**plain),
        "deactivate": lambda: accounts.deactivate_user(**plain),
    }[act]()
    assert not Session.objects.filter(pk=browser.cookies["sessionid"].value).exists()
    assert browser.get("/profile/").status_code == 302


def test_a_rolled_back_change_leaves_no_fact(administrator_actor: Actor, grace: User, desk: Desk) -> None:
    before = Entry.objects.count()
    with pytest.raises(FirstlineError):
        accounts.revoke_role(
            actor=administrator_actor, user_id=grace.pk, desk_id=desk.pk, role=Role.DIRECTOR, now=now()
        )
    assert Entry.objects.count() == before
    assert Grant.objects.filter(user=grace).count() == 1
