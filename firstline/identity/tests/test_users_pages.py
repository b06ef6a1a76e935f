"""The administrator's pages, used like a person does."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from firstline.desks.models import Desk
from firstline.identity.models import Grant, User
from firstline.identity.tests.conftest import make_user, signed_in
from firstline.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_old_failures(db: None) -> None:
    cache.clear()


@pytest.fixture
def browser(administrator: User) -> Client:
    return signed_in(administrator)


def text_of(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_is_narrowed_by_words_role_and_state(browser: Client, grace: User) -> None:
    make_user("ivo", name="Ivo Past", is_active=False)
    assert "Grace Morales" in text_of(browser, "/users/")
    assert "Ivo Past" not in text_of(browser, "/users/?q=mor+gra")
    assert "Grace Morales" in text_of(browser, "/users/?role=specialist")
    assert "Grace Morales" not in text_of(browser, "/users/?role=director")
    assert "Grace Morales" not in text_of(browser, "/users/?role=administrator")
    assert "Ivo Past" in text_of(browser, "/users/?role=none&state=inactive")
    assert "No account matches" in text_of(browser, "/users/?q=nobody")


def test_more_than_fifty_are_paged(browser: Client, desk: Desk) -> None:
    for number in range(55):
        make_user(f"u{number:02d}", name=f"Name {number:02d}")
    assert "from=50" in text_of(browser, "/users/")
    assert "Name 54" in text_of(browser, "/users/?from=50")


def test_an_account_is_made_for_a_person_and_its_password_works_once(browser: Client, desk: Desk) -> None:
    olga = Person.objects.create(name="Olga Petrenko", folded_name="olga petrenko", extension="4610")
    assert f"?person={olga.pk}" in text_of(browser, "/users/add/?q=petr")
    assert "Nobody without an account" in text_of(browser, "/users/add/?q=zzz")
    assert "Olga Petrenko" in text_of(browser, f"/users/add/?person={olga.pk}")
    shown = browser.post("/users/add/", {"person": olga.pk, "username": "olga"})
    assert "no-store" in shown["Cache-Control"]
    found = re.search(r'id="issued-password">([^<]+)<', shown.content.decode())
    assert found
    new = Client()
    new.post("/sign-in/", {"username": "olga", "password": found[1]})
    assert new.get("/profile/")["Location"] == "/profile/password/"


def test_a_taken_username_comes_back_with_the_form(browser: Client, grace: User) -> None:
    olga = Person.objects.create(name="Olga Petrenko", folded_name="olga petrenko")
    answer = browser.post("/users/add/", {"person": olga.pk, "username": "grace"})
    assert answer.status_code == 422
    assert "is taken" in answer.content.decode()
    assert browser.post("/users/add/", {"person": grace.person_id, "username": "x"}).status_code == 422


def test_roles_are_granted_and_revoked_by_button(browser: Client, grace: User, desk: Desk) -> None:
    page = f"/users/{grace.pk}/"
    granted = browser.post(f"{page}grant/", {"desk": desk.pk, "role": "director"})
    assert granted["Location"] == f"{page}?done=granted"
    assert "Director, District help desk" in text_of(browser, granted["Location"])
    again = browser.post(f"{page}grant/", {"desk": desk.pk, "role": "director"})
    assert again.status_code == 409
    assert "has that role already" in again.content.decode()
    browser.post(f"{page}revoke/", {"desk": desk.pk, "role": "director"})
    assert not Grant.objects.filter(user=grace, role="director").exists()


@pytest.mark.parametrize("wrong", [{"role": "king"}, {"role": "director"}, {"desk": "x", "role": "director"}])
def test_unknown_roles_and_desks_are_refused(browser: Client, grace: User, wrong: dict[str, str]) -> None:
    assert browser.post(f"/users/{grace.pk}/grant/", wrong).status_code == 422


def test_the_last_administrator_is_told_why_not(browser: Client, administrator: User) -> None:
    answer = browser.post(f"/users/{administrator.pk}/revoke/", {"role": "administrator"})
    assert answer.status_code == 409
    assert "the last administrator" in answer.content.decode()
    assert browser.post(f"/users/{administrator.pk}/deactivate/").status_code == 409


def test_a_second_administrator_is_appointed_by_button(browser: Client, grace: User) -> None:
    browser.post(f"/users/{grace.pk}/grant/", {"role": "administrator"})
    grace.refresh_from_db()
    assert grace.is_administrator


def test_accounts_are_closed_and_opened_by_button(browser: Client, grace: User) -> None:
    browser.post(f"/users/{grace.pk}/deactivate/")
    assert "Activate again" in text_of(browser, f"/users/{grace.pk}/")
    browser.post(f"/users/{grace.pk}/reactivate/")
    assert "Deactivate" in text_of(browser, f"/users/{grace.pk}/")


def test_a_password_is_issued_by_button(browser: Client, grace: User) -> None:
    answer = browser.post(f"/users/{grace.pk}/password/")
    assert "issued-password" in answer.content.decode()
    grace.refresh_from_db()
    assert grace.must_change_password


def test_specialists_have_no_part_in_it(grace: User) -> None:
    assert signed_in(grace).get("/users/").status_code == 403
