"""One's own account: language, colors, password, sessions, and the password that was issued."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from firstline.identity.models import User
from firstline.identity.selectors import actor_of
from firstline.identity.services import own
from firstline.identity.tests.conftest import PASSWORD, make_user, signed_in
from firstline.kernel import clock
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.ledger.models import Entry

pytestmark = pytest.mark.django_db
NEW = "quite another sentence"
PREFERENCES = {"language": "es", "theme": "dark", "single_keys": "on"}


@pytest.fixture(autouse=True)
def _no_old_failures(db: None) -> None:
    cache.clear()


def change(client: Client, **values: str) -> int:
    form = {"old": PASSWORD, "new": NEW, "again": NEW} | values
    return client.post("/profile/password/", form).status_code


def test_language_and_colors_are_kept_and_used_at_once(grace: User) -> None:
    browser = signed_in(grace)
    assert browser.post("/profile/", PREFERENCES)["Location"] == "/profile/?done=saved"
    page = browser.get("/profile/").content.decode()
    assert 'lang="es"' in page
    assert 'data-bs-theme="dark"' in page
    assert Entry.objects.order_by("-id")[0].verb == "identity.preferences_set"


def test_single_keys_can_be_switched_off(grace: User) -> None:
    browser = signed_in(grace)
    browser.post("/profile/", {"language": "en", "theme": "device"})
    assert 'data-single-keys="off"' in browser.get("/profile/").content.decode()


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"theme": "pink"}, {"language": ""}])
def test_unknown_choices_are_refused(grace: User, wrong: dict[str, str]) -> None:
    assert signed_in(grace).post("/profile/", PREFERENCES | wrong).status_code == 422


def test_services_guard_themselves(grace: User) -> None:
    other = make_user("other")
    chosen: dict[str, Any] = {"language": "en", "theme": "dark", "single_keys": True, "now": clock.now()}
    with pytest.raises(NotAllowed):
        own.set_preferences(actor=actor_of(grace), user_id=other.pk, **chosen)
    with pytest.raises(Invalid):
        own.set_preferences(actor=actor_of(grace), user_id=grace.pk, **(chosen | {"language": "xx"}))


def test_the_password_changes_and_this_session_goes_on_under_a_new_id(grace: User) -> None:
    browser = signed_in(grace)
    before = browser.cookies["sessionid"].value
    assert change(browser) == 302
    assert browser.cookies["sessionid"].value != before
    assert browser.get("/profile/").status_code == 200
    assert UserSession.objects.filter(user=grace).count() == 1
    grace.refresh_from_db()
    assert grace.check_password(NEW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"old": "not it"},
        {"again": "something else entirely"},
        {"new": "short", "again": "short"},
        {"new": "qwerty123456", "again": "qwerty123456"},
        {"new": "grace grace grace", "again": "grace grace"},
        {"new": PASSWORD, "again": PASSWORD},
        {"old": ""},
    ],
)
def test_bad_passwords_are_refused_with_the_reason(grace: User, wrong: dict[str, str]) -> None:
    browser = signed_in(grace)
    assert change(browser, **wrong) == 422
    grace.refresh_from_db()
    assert grace.check_password(PASSWORD)


def test_long_and_strange_passwords_are_whole(grace: User) -> None:
    strange = "päßwörd with 🗝 and spaces " * 3
    browser = signed_in(grace)
    assert change(browser, new=strange, again=strange) == 302
    grace.refresh_from_db()
    assert grace.check_password(strange)
    assert not grace.check_password(strange.strip())


def test_an_issued_password_has_to_be_changed_first(grace: User) -> None:
    User.objects.update(must_change_password=True)
    browser = signed_in(grace)
    assert browser.get("/profile/")["Location"] == "/profile/password/"
    assert browser.get("/help/")["Location"] == "/profile/password/"
    assert "Choose your own password" in browser.get("/profile/password/").content.decode()
    assert change(browser) == 302
    assert browser.get("/profile/").status_code == 200


def test_one_may_leave_instead_of_choosing_a_password(grace: User) -> None:
    User.objects.update(must_change_password=True)
    assert signed_in(grace).post("/sign-out/")["Location"] == "/sign-in/"


def test_sessions_are_listed_and_ended(grace: User) -> None:
    here, there = signed_in(grace), signed_in(grace)
    page = here.get("/profile/").content.decode()
    assert page.count("End this session") == 1
    line = UserSession.objects.get(session_key=there.cookies["sessionid"].value)
    here.post(f"/profile/sessions/{line.pk}/end/")
    assert there.get("/profile/").status_code == 302
    assert here.get("/profile/").status_code == 200


def test_all_others_end_at_once(grace: User) -> None:
    here, *others = (signed_in(grace) for _ in range(3))
    here.post("/profile/sessions/end-others/")
    assert [other.get("/profile/").status_code for other in others] == [302, 302]
    assert here.get("/profile/").status_code == 200
    assert Entry.objects.filter(verb="identity.signed_out", data__reason="ended").count() == 2


def test_nobody_ends_the_session_of_another(grace: User) -> None:
    there = signed_in(grace)
    line = UserSession.objects.get(user=grace)
    assert signed_in(make_user("other")).post(f"/profile/sessions/{line.pk}/end/").status_code == 404
    assert there.get("/profile/").status_code == 200


class TestAges:
    """Half an hour without the person, twelve hours in all; polling keeps nothing alive."""

    @pytest.fixture
    def browser(self, grace: User) -> Client:
        return signed_in(grace)

    def at(self, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    def test_half_an_hour_of_nothing_ends_it(self, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        start = clock.now()
        browser.get("/profile/")
        self.at(monkeypatch, start + timedelta(minutes=29))
        assert browser.get("/profile/").status_code == 200
        self.at(monkeypatch, start + timedelta(minutes=58))
        assert browser.get("/profile/").status_code == 200
        self.at(monkeypatch, start + timedelta(minutes=89))
        assert browser.get("/profile/")["Location"] == "/sign-in/?next=%2Fprofile%2F&over=1"
        assert Entry.objects.order_by("-id")[0].data["reason"] == "idle"
        assert "Your text is kept" in browser.get("/sign-in/?over=1").content.decode()

    @pytest.mark.parametrize(("url", "headers"), [("/notices/bell/", {}), ("/profile/", {"X-Firstline-Poll": "1"})])
    def test_polling_keeps_nothing_alive(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch, url: str, headers: dict[str, str]
    ) -> None:
        start = clock.now()
        browser.get("/profile/")
        for minutes in (5, 15, 25, 29):
            self.at(monkeypatch, start + timedelta(minutes=minutes))
            assert browser.get(url, headers=headers).status_code == 200
        self.at(monkeypatch, start + timedelta(minutes=31))
        assert browser.get(url, headers=headers | {"X-Firstline-Poll": "1"}).status_code == 401

    def test_polling_writes_nothing(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
    ) -> None:
        start = clock.now()
        browser.get("/profile/")
        seen = UserSession.objects.get().last_seen_at
        self.at(monkeypatch, start + timedelta(minutes=10))
        browser.get("/notices/bell/")
        assert UserSession.objects.get().last_seen_at == seen

    def test_twelve_hours_end_it_however_busy(self, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        start = clock.now()
        for minutes in range(0, 12 * 60, 20):
            self.at(monkeypatch, start + timedelta(minutes=minutes))
            assert browser.get("/profile/").status_code == 200
        self.at(monkeypatch, start + timedelta(hours=12, seconds=1))
        assert browser.get("/profile/").status_code == 302
        assert Entry.objects.order_by("-id")[0].data["reason"] == "too_old"
