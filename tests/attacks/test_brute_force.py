"""Attack 35: guessing a password, slowly, quickly, and by locking somebody out."""

import pytest
from django.core.cache import cache
from django.test import Client

from firstline.ledger.models import Entry
from tests.world import small_world

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"


@pytest.fixture(autouse=True)
def _marcus(db: None) -> None:
    cache.clear()
    user = small_world().users["marcus"]
    user.set_password(PASSWORD)
    user.save()


def attempt(password: str, *, address: str = "10.0.0.1", host: str = "localhost", username: str = "marcus") -> int:
    client = Client(headers={"Host": host}, REMOTE_ADDR=address)
    return client.post("/sign-in/", {"username": username, "password": password}).status_code


def test_after_five_failures_even_the_right_password_is_refused() -> None:
    assert [attempt("wrong") for _ in range(5)] == [422] * 5
    assert attempt(PASSWORD) == 429
    reasons = list(Entry.objects.order_by("id").values_list("data__reason", flat=True))
    assert reasons == ["wrong"] * 5 + ["too_many"]


def test_other_addresses_names_of_the_host_and_spellings_do_not_help() -> None:
    statuses = [attempt("wrong", address=f"10.0.{n}.1") for n in range(3)]
    statuses += [attempt("wrong", host="127.0.0.1", address="10.1.0.1"), attempt("wrong", username=" MARCUS ")]
    assert statuses == [422] * 5
    assert attempt(PASSWORD, address="10.2.0.1") == 429


def test_right_passwords_in_between_do_not_wipe_the_count() -> None:
    assert [attempt("wrong") for _ in range(4)] == [422] * 4
    assert attempt(PASSWORD) == 302
    assert attempt("wrong") == 422
    assert attempt(PASSWORD) == 429


def test_one_address_cannot_try_one_password_at_many_accounts_for_long() -> None:
    statuses = [attempt("Summer2026!", username=f"teacher{n}") for n in range(102)]
    assert statuses == [422] * 100 + [429] * 2
    assert attempt(PASSWORD, address="10.0.0.2") == 302


def test_a_school_behind_one_address_signs_in_although_some_mistype() -> None:
    mistyped = [attempt("Sumer2026!", username=f"teacher{n}") for n in range(40)]
    assert mistyped == [422] * 40
    assert [attempt(PASSWORD) for _ in range(40)] == [302] * 40


def test_a_locked_person_gets_in_with_a_password_from_an_administrator() -> None:
    for _ in range(6):
        attempt("wrong", address="10.8.0.1")
    world, browser = small_world(), Client(REMOTE_ADDR="10.7.0.1")
    browser.force_login(world.users["ellen"])
    page = browser.post(f"/users/{world.users['marcus'].pk}/password/").content.decode()
    issued = page.split('id="issued-password">')[1].split("<")[0]
    assert attempt(issued, address="10.6.0.1") == 302


def test_a_locked_person_stays_signed_in_elsewhere() -> None:
    client = Client()
    client.post("/sign-in/", {"username": "marcus", "password": PASSWORD})
    for _ in range(8):
        attempt("wrong", address="10.9.0.1")
    assert client.get("/profile/").status_code == 200


def test_guessing_the_old_password_inside_a_stolen_session_is_slow_too() -> None:
    client = Client()
    client.post("/sign-in/", {"username": "marcus", "password": PASSWORD})
    form = {"old": "guess", "new": "quite another sentence", "again": "quite another sentence"}
    statuses = [client.post("/profile/password/", form).status_code for _ in range(7)]
    assert statuses[0] == 422
    assert statuses[-1] == 429
