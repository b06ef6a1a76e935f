"""Signing in and out: by password, by click in the demo, and nothing else."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from firstline.identity.models import User
from firstline.identity.tests.conftest import PASSWORD, make_user
from firstline.ledger.models import Entry

pytestmark = pytest.mark.django_db
SIGN_IN, DEMO = "/sign-in/", "/sign-in/demo/"


@pytest.fixture(autouse=True)
def _no_old_failures(db: None) -> None:
    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def verbs() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_a_password_signs_in_and_leads_home(client: Client, grace: User) -> None:
    response = sign_in(client, "grace")
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(grace.pk)
    assert verbs() == ["identity.signed_in"]


def test_a_username_is_not_case_sensitive(client: Client, grace: User) -> None:
    assert sign_in(client, " Grace ").status_code == 302


def test_a_wrong_password_is_refused_and_recorded_without_what_was_typed(client: Client, grace: User) -> None:
    response = sign_in(client, "grace", "my other secret")
    assert response.status_code == 422
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_id, entry.data["reason"]) == ("identity.sign_in_failed", grace.pk, "wrong")
    assert "secret" not in str(entry.data)


def test_an_empty_form_says_what_is_missing(client: Client, db: None) -> None:
    response = client.post(SIGN_IN, {})
    assert response.status_code == 422
    assert b"error-summary" in response.content or b"fl-summary" in response.content


@pytest.mark.parametrize("username", ["x" * 5000, "👩‍🏫", "\u202eevil"])
def test_strange_usernames_get_an_answer(client: Client, db: None, username: str) -> None:
    assert sign_in(client, username).status_code == 422


def test_the_wanted_page_opens_after_signing_in(client: Client, grace: User) -> None:
    assert sign_in(client, "grace", next="/profile/?x=1")["Location"] == "/profile/?x=1"


def test_people_who_are_in_are_sent_on(client: Client, grace: User) -> None:
    client.force_login(grace)
    assert client.get(SIGN_IN)["Location"] == "/"


def test_sign_out_is_by_post_only_and_recorded(client: Client, grace: User) -> None:
    sign_in(client, "grace")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session
    assert verbs() == ["identity.signed_in", "identity.signed_out"]


def test_signing_out_twice_is_no_fault(client: Client, db: None) -> None:
    assert client.post("/sign-out/").status_code == 302


def test_the_page_speaks_the_browsers_language_or_the_chosen_one(client: Client, db: None) -> None:
    assert 'lang="es"' in client.get(SIGN_IN, headers={"Accept-Language": "es-MX,es;q=0.9"}).content.decode()
    assert 'lang="es"' in client.get(f"{SIGN_IN}?language=es").content.decode()
    assert 'lang="es"' in client.get(SIGN_IN).content.decode()
    assert 'lang="en"' in client.get(f"{SIGN_IN}?language=en").content.decode()


def test_other_methods_are_refused(client: Client, db: None) -> None:
    assert client.put(SIGN_IN).status_code == 405
    assert client.get(DEMO).status_code == 405


class TestDemo:
    """One click, for accounts of the demo, in the demo."""

    @pytest.fixture(autouse=True)
    def _demo(self, settings: Settings) -> None:
        settings.DEMO = True

    @pytest.fixture
    def dana(self, db: None) -> User:
        return make_user("dana", name="Dana Whitfield", is_demo=True)

    def test_the_page_offers_the_demo_accounts(self, client: Client, dana: User, grace: User) -> None:
        page = client.get(SIGN_IN).content.decode()
        assert 'value="dana"' in page
        assert "Dana Whitfield" in page
        assert "Grace" not in page

    def test_one_click_signs_in(self, client: Client, dana: User) -> None:
        response = client.post(DEMO, {"username": "dana"})
        assert response["Location"] == "/"
        assert client.session["_auth_user_id"] == str(dana.pk)
        assert Entry.objects.get().data["way"] == "click"

    def test_a_second_click_changes_the_person(self, client: Client, dana: User) -> None:
        carol = make_user("carol", is_demo=True)
        client.post(DEMO, {"username": "dana"})
        client.post(DEMO, {"username": "carol"})
        assert client.session["_auth_user_id"] == str(carol.pk)

    def test_only_demo_accounts(self, client: Client, grace: User) -> None:
        assert client.post(DEMO, {"username": "grace"}).status_code == 404
        assert client.post(DEMO, {"username": "nobody"}).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_deactivated_ones_neither(self, client: Client, dana: User) -> None:
        User.objects.update(is_active=False)
        assert client.post(DEMO, {"username": "dana"}).status_code == 404

    def test_a_forged_click_is_refused(self, visitor: Client, dana: User) -> None:
        assert visitor.post(DEMO, {"username": "dana"}).status_code == 403

    def test_nothing_of_it_outside_the_demo(self, client: Client, dana: User, settings: Settings) -> None:
        settings.DEMO = False
        assert client.post(DEMO, {"username": "dana"}).status_code == 404
        assert "Dana" not in client.get(SIGN_IN).content.decode()


def test_every_page_asks_visitors_to_sign_in_and_comes_back(client: Client, db: None) -> None:
    assert client.get("/")["Location"] == f"{reverse('identity:sign_in')}?next=%2F"
    assert client.post("/")["Location"] == SIGN_IN


def test_a_fragment_answers_401_instead_of_a_page_inside_a_page(client: Client, db: None) -> None:
    response = client.get("/", headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert SIGN_IN in response.content.decode()
