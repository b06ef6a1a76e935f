"""Access tokens: issued and revoked on one's own profile, each a fact; what ends an account ends them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from firstline.identity.models import AccessToken, User
from firstline.identity.selectors import actor_of, tokens_of, unscoped_bearer
from firstline.identity.services.accounts import deactivate_user, issue_password
from firstline.identity.services.tokens import MOST_TOKENS, IssuedToken, issue_token, mark_used, revoke_token
from firstline.identity.tests.conftest import PASSWORD, make_user, signed_in
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.ledger.models import Entry

NOW = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)
SENT = {"name": "Phone system", "scopes": ["tickets:read"], "days": "90", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _no_limits(db: None) -> None:
    cache.clear()


def issue(user: User, **more: object) -> IssuedToken:
    values = {"name": "Phone system", "scopes": ["tickets:read"], "days": 90, "password": PASSWORD} | more
    return issue_token(actor=actor_of(user), user_id=user.pk, now=NOW, **values)  # type: ignore[arg-type]  # tests change one of them at a time


def test_a_token_is_shown_once_and_kept_as_a_digest(grace: User) -> None:
    issued = issue(grace)
    assert re.fullmatch(r"fl_[a-z2-9]{8}_[\w-]{43}", issued.secret)
    assert issued.secret not in str(AccessToken.objects.values())
    assert unscoped_bearer(issued.secret, NOW) == issued.token
    fact = Entry.objects.get(verb="identity.token_issued")
    assert (fact.subject_id, fact.data["prefix"], fact.data["scopes"]) == (
        grace.pk,
        issued.token.prefix,
        ["tickets:read"],
    )
    assert issued.secret not in str(fact.data)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"password": "wrong"}, "password_wrong"),
        ({"scopes": []}, "required"),
        ({"scopes": ["everything"]}, "unknown_choice"),
        ({"days": 0}, "out_of_range"),
        ({"days": 400}, "out_of_range"),
        ({"name": " "}, "required"),
    ],
)
def test_what_is_wrong_with_a_wish_is_said(grace: User, more: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        issue(grace, **more)
    assert refusal.value.code == code
    assert not AccessToken.objects.exists()


def test_nobody_issues_for_others_or_without_a_role(grace: User, administrator: User) -> None:
    with pytest.raises(NotAllowed):
        issue_token(
            actor=actor_of(administrator),
            user_id=grace.pk,
            name="x",
            scopes=["desk:read"],
            days=1,
            password="",
            now=NOW,
        )
    with pytest.raises(NotAllowed):
        issue(administrator)


def test_there_is_an_end_to_tokens(grace: User) -> None:
    for _ in range(MOST_TOKENS):
        issue(grace)
    with pytest.raises(Conflict):
        issue(grace)


def test_an_expired_revoked_or_changed_token_is_worth_nothing(grace: User) -> None:
    issued = issue(grace, days=1)
    assert unscoped_bearer(issued.secret, NOW + timedelta(hours=23))
    assert unscoped_bearer(issued.secret, NOW + timedelta(days=1)) is None
    assert unscoped_bearer(issued.secret[:-1] + "!", NOW) is None
    assert unscoped_bearer(issued.secret[:-1] + ("a" if issued.secret[-1] != "a" else "b"), NOW) is None
    revoke_token(actor=actor_of(grace), token_id=issued.token.pk, now=NOW)
    revoke_token(actor=actor_of(grace), token_id=issued.token.pk, now=NOW)
    assert unscoped_bearer(issued.secret, NOW) is None
    assert Entry.objects.get(verb="identity.token_revoked").data["reason"] == "by_person"


def test_an_administrator_revokes_for_others_nobody_else_does(grace: User, administrator_actor: Actor) -> None:
    issued = issue(grace)
    with pytest.raises(NotFound):
        revoke_token(actor=actor_of(make_user("mallory")), token_id=issued.token.pk, now=NOW)
    revoke_token(actor=administrator_actor, token_id=issued.token.pk, now=NOW)
    assert Entry.objects.get(verb="identity.token_revoked").data["reason"] == "by_administrator"
    assert tokens_of(actor_of(grace), grace.pk, NOW) == []


def test_a_new_password_or_the_end_of_the_account_ends_its_tokens(grace: User, administrator_actor: Actor) -> None:
    for end, reason in ((issue_password, "password_issued"), (deactivate_user, "deactivated")):
        User.objects.filter(pk=grace.pk).update(must_change_password=False, password=make_user(f"x{reason}").password)
        issued = issue(User.objects.get(pk=grace.pk))
        end(actor=administrator_actor, user_id=grace.pk, now=NOW)
        assert unscoped_bearer(issued.secret, NOW) is None
        assert Entry.objects.filter(verb="identity.token_revoked").latest("id").data["reason"] == reason


def test_the_last_use_is_known_to_the_hour(grace: User) -> None:
    token = issue(grace).token
    for minutes, kept in ((0, 0), (59, 0), (61, 61)):
        mark_used(actor=actor_of(grace), token_id=token.pk, now=NOW + timedelta(minutes=minutes))
        assert AccessToken.objects.get().last_used_at == NOW + timedelta(minutes=kept)


def test_issuing_and_revoking_on_the_profile(grace: User) -> None:
    browser = signed_in(grace)
    assert b"/profile/tokens/" in browser.get("/profile/").content
    answer = browser.post("/profile/tokens/", SENT)
    assert answer.status_code == 200
    secret = re.search(rb"fl_[a-z2-9]{8}_[\w-]{43}", answer.content)
    assert secret
    assert "no-store" in answer["Cache-Control"]
    page = browser.get("/profile/tokens/").content
    assert b"Phone system" in page
    assert secret[0] not in page
    token = AccessToken.objects.get()
    assert Client().get("/api/v1/me", headers={"authorization": f"Bearer {secret[0].decode()}"}).status_code == 200
    assert browser.post(f"/profile/tokens/{token.pk}/revoke/").status_code == 302
    assert Client().get("/api/v1/me", headers={"authorization": f"Bearer {secret[0].decode()}"}).status_code == 401


@pytest.mark.parametrize("wrong", [{"password": "no"}, {"scopes": ["x"]}, {"days": "7"}, {"name": ""}])
def test_a_wrong_form_comes_back_with_what_is_wrong(grace: User, wrong: dict[str, object]) -> None:
    answer = signed_in(grace).post("/profile/tokens/", SENT | wrong)
    assert answer.status_code == 422
    assert not AccessToken.objects.exists()


def test_the_administrator_sees_and_revokes_them_on_the_accounts_page(grace: User, administrator: User) -> None:
    token, browser = issue(grace, days=366).token, signed_in(administrator)
    assert b"Phone system" in browser.get(f"/users/{grace.pk}/").content
    assert browser.post(f"/users/{grace.pk}/tokens/{token.pk}/revoke/").status_code == 302
    assert b"Phone system" not in browser.get(f"/users/{grace.pk}/").content


def test_tokens_are_for_staff(administrator: User) -> None:
    browser = signed_in(administrator)
    assert browser.get("/profile/tokens/").status_code == 403
    assert browser.post("/profile/tokens/1/revoke/").status_code == 403
    assert b"/profile/tokens/" not in browser.get("/profile/").content


def test_trying_passwords_by_this_form_is_limited(grace: User) -> None:
    browser = signed_in(grace)
    statuses = {browser.post("/profile/tokens/", SENT | {"password": "guess"}).status_code for _ in range(12)}
    assert statuses == {422, 429}
