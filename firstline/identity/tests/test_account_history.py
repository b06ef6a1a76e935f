"""The history of accounts: read from the ledger, each change taken back by its opposite, with the same guards."""

import pytest

from firstline.desks.models import Desk
from firstline.identity.models import Grant, User
from firstline.identity.rules.account_changes import Turn, still_hold
from firstline.identity.selectors import account_changes, actor_of
from firstline.identity.services import accounts
from firstline.identity.tests.conftest import make_user, signed_in
from firstline.kernel.actor import SYSTEM, Actor
from firstline.kernel.clock import now
from firstline.kernel.errors import NotAllowed, NotFound, RuleBroken
from firstline.kernel.permissions import Role

pytestmark = pytest.mark.django_db
GRANTED, REVOKED = "identity.role_granted", "identity.role_revoked"


def grant(actor: Actor, user: User, desk: Desk, role: Role = Role.DIRECTOR) -> None:
    accounts.grant_role(actor=actor, user_id=user.pk, desk_id=desk.pk, role=role, now=now())


def undo(actor: Actor, user: User) -> None:
    newest = account_changes(actor, user_id=user.pk)[0].id
    accounts.undo_account_change(actor=actor, user_id=user.pk, entry_id=newest, now=now())


def test_the_newest_turn_of_each_thing_still_holds() -> None:
    turns = [
        Turn(1, 7, GRANTED, 1, "director"),
        Turn(2, 7, REVOKED, 1, "director"),
        Turn(3, 7, GRANTED, 2, "director"),
        Turn(4, 8, GRANTED, 1, "director"),
        Turn(5, 7, "identity.password_issued"),
    ]
    assert still_hold(turns) == {2, 3, 4}


def test_a_granted_role_is_taken_back_and_given_again(administrator_actor: Actor, grace: User, desk: Desk) -> None:
    grant(administrator_actor, grace, desk)
    undo(administrator_actor, grace)
    assert not Grant.objects.filter(user=grace, role="director").exists()
    undo(administrator_actor, grace)
    assert Grant.objects.filter(user=grace, role="director").exists()
    newest, second, first = account_changes(administrator_actor, user_id=grace.pk)
    assert [line.is_undoable for line in (newest, second, first)] == [True, False, False]
    assert (newest.title, newest.did, newest.about) == ("Grace Morales", "got a role", desk.name)
    assert list(newest.fields) == [("Director", False, True)]
    assert first.instead == "changed again since"


def test_administration_and_activity_are_taken_back(administrator_actor: Actor, grace: User) -> None:
    accounts.appoint_administrator(actor=administrator_actor, user_id=grace.pk, now=now())
    undo(administrator_actor, grace)
    grace.refresh_from_db()
    assert not grace.is_administrator
    accounts.deactivate_user(actor=administrator_actor, user_id=grace.pk, now=now())
    undo(administrator_actor, grace)
    grace.refresh_from_db()
    assert grace.is_active


def test_what_was_changed_again_or_is_no_change_is_not_undone(
    administrator_actor: Actor, grace: User, desk: Desk
) -> None:
    grant(administrator_actor, grace, desk)
    first = account_changes(administrator_actor)[0].id
    undo(administrator_actor, grace)
    accounts.issue_password(actor=administrator_actor, user_id=grace.pk, now=now())
    issued = account_changes(administrator_actor, user_id=grace.pk)[0]
    assert (issued.did, issued.is_undoable, issued.instead) == ("got a password", False, "")
    for entry_id, error in ((first, RuleBroken), (issued.id, NotFound), (10**9, NotFound)):
        with pytest.raises(error):
            accounts.undo_account_change(actor=administrator_actor, user_id=grace.pk, entry_id=entry_id, now=now())


def test_the_last_administrator_stays_by_undo_too(administrator_actor: Actor, administrator: User) -> None:
    second = make_user("second")
    accounts.appoint_administrator(actor=administrator_actor, user_id=second.pk, now=now())
    accounts.deactivate_user(actor=administrator_actor, user_id=administrator.pk, now=now())
    second.refresh_from_db()
    with pytest.raises(RuleBroken, match="last_administrator"):
        undo(actor_of(second), second)


def test_nobody_opens_a_confidential_desk_to_oneself(
    administrator_actor: Actor, administrator: User, desk: Desk
) -> None:
    grant(administrator_actor, administrator, desk)
    Desk.objects.update(is_confidential=True)
    with pytest.raises(NotAllowed, match="own_role_confidential"):
        grant(administrator_actor, administrator, desk, Role.SPECIALIST)
    accounts.revoke_role(
        actor=administrator_actor, user_id=administrator.pk, desk_id=desk.pk, role=Role.DIRECTOR, now=now()
    )
    with pytest.raises(NotAllowed, match="own_role_confidential"):
        undo(administrator_actor, administrator)
    grant(SYSTEM, administrator, desk)
    assert account_changes(administrator_actor)[0].by == "Firstline"


def test_nobody_else_reads_or_undoes(administrator_actor: Actor, grace: User, desk: Desk) -> None:
    grant(administrator_actor, grace, desk)
    with pytest.raises(NotAllowed):
        account_changes(actor_of(grace))
    with pytest.raises(NotAllowed):
        accounts.undo_account_change(actor=actor_of(grace), user_id=grace.pk, entry_id=1, now=now())


def test_the_pages_show_the_history_and_undo_by_button(administrator: User, grace: User, desk: Desk) -> None:
    browser, page = signed_in(administrator), f"/users/{grace.pk}/"
    browser.post(f"{page}grant/", {"desk": desk.pk, "role": "director"})
    change = account_changes(actor_of(administrator))[0]
    for address in (page, "/users/", "/settings/changes/"):
        assert f"/users/changes/{change.id}/undo/" in browser.get(address).content.decode()
    assert browser.get(f"/users/changes/{change.id}/undo/").status_code == 405
    assert browser.post(f"/users/changes/{change.id}/undo/")["Location"] == f"{page}?done=undone"
    answer = browser.post(f"/users/changes/{change.id}/undo/")
    assert answer.status_code == 409
    assert "changed again since" in answer.content.decode()
    assert browser.post("/users/changes/999999999/undo/").status_code == 404
    assert signed_in(grace).post(f"/users/changes/{change.id}/undo/").status_code == 403


def test_an_administrator_is_told_who_could_open_the_confidential_desk(administrator: User, desk: Desk) -> None:
    Desk.objects.update(is_confidential=True)
    answer = signed_in(administrator).post(f"/users/{administrator.pk}/grant/", {"desk": desk.pk, "role": "director"})
    assert answer.status_code == 403
    assert "Ask another administrator" in answer.content.decode()
