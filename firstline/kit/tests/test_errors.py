"""Errors in words: pages for people, notices for scripts, a bare status for polling, no 500 for bad input."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings

from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.registry import ERROR_SENTENCES
from firstline.kit.tests.pages_urls import SERVER
from firstline.kit.tests.site import slots
from firstline.kit.words import problem_of, sentence_of

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "firstline.kit.tests.site.SignedIn",
    "firstline.kit.middleware.ErrorPagesMiddleware",
]


@pytest.fixture
def client() -> Iterator[Client]:
    """Return a client of the parts site, without database; a failing view answers as in production."""
    changed = override_settings(
        ROOT_URLCONF="firstline.kit.tests.pages_urls",
        MIDDLEWARE=MIDDLEWARE,
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    )
    with changed, slots():
        yield Client(raise_request_exception=False)


SCRIPT = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound(), 404), (NotAllowed(), 403), (Conflict(), 409), (Invalid(), 422), (RuleBroken(), 409),
        (RuleBroken("reason_missing", field="reason"), 422),
    ],
)  # fmt: skip
def test_every_kind_has_a_status_and_three_parts(error: FirstlineError, status: int) -> None:
    problem = problem_of(error)
    assert problem.status == status
    assert problem.happened
    assert problem.means
    assert problem.do


def test_the_sentence_of_the_room_goes_before_the_general_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def sentences(code: str) -> Any:
        known = {
            "taken": lambda params: f"{params['by']} took it a minute ago",
            "taken:do": lambda params: "Take the next one.",
        }
        return known.get(code)

    monkeypatch.setattr(ERROR_SENTENCES, "get", sentences)
    error = Conflict("taken", by="Joel")
    assert sentence_of(error) == "Joel took it a minute ago"
    assert problem_of(error).do == "Take the next one."


def test_a_broken_rule_is_a_page_for_people(client: Client) -> None:
    response = client.post("/refuse")
    assert response.status_code == 409
    assert "That cannot be done now" in response.text
    assert "<html" in response.text


def test_a_broken_rule_is_a_notice_for_scripts(client: Client) -> None:
    response = client.post("/refuse", headers=SCRIPT)
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#fl-problems"
    assert 'role="alert"' in response.text
    assert "<html" not in response.text


def test_nothing_is_said_to_a_page_that_polls(client: Client) -> None:
    response = client.get("/nowhere", headers={"X-Firstline-Poll": "1"})
    assert (response.status_code, response.content) == (404, b"")


def test_an_unknown_address_says_where_to_go(client: Client) -> None:
    response = client.get("/tickets/999999999999999999999")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.text
    assert 'href="/"' in response.text


def test_our_own_failure_gives_a_reference_number(client: Client) -> None:
    response = client.get("/fail")
    assert response.status_code == 500
    assert "Reference number" in response.text
    assert "Your text is kept" in response.text


def test_our_own_failure_is_a_notice_for_scripts(client: Client) -> None:
    response = client.get("/fail", headers=SCRIPT)
    assert response.status_code == 500
    assert "Reference" in response.text
    assert "<html" not in response.text


def test_missing_token_is_explained() -> None:
    with override_settings(ROOT_URLCONF="firstline.kit.tests.pages_urls", MIDDLEWARE=MIDDLEWARE), slots():
        response = Client(enforce_csrf_checks=True).post("/send")
    assert response.status_code == 403
    assert "another sign-in" in response.text


def test_wrong_method_is_explained_and_names_the_right_one(client: Client) -> None:
    response = client.get("/only-post")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "buttons" in response.text


@pytest.mark.parametrize("data", [{"problem": "a\x00b"}, {"a\x00b": "problem"}])
def test_nul_bytes_in_a_form_are_refused(client: Client, data: dict[str, str]) -> None:
    response = client.post("/send", data)
    assert response.status_code == 400
    assert "could not be read" in response.text


@pytest.mark.parametrize("path", ["/lookup?q=a%00b", "/lookup?a%00b=1", "/draft/a%00b"])
def test_nul_bytes_in_an_address_are_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_ten_megabytes_of_text_are_refused_in_words(client: Client) -> None:
    response = client.post("/send", {"problem": "x" * 10_000_000}, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "more than can be sent" in response.text


def test_too_many_fields_are_refused_in_words(client: Client) -> None:
    response = client.post("/send", {f"field{number}": "x" for number in range(2100)})
    assert response.status_code == 413


def test_emoji_and_right_to_left_text_pass(client: Client) -> None:
    response = client.post("/send", {"problem": "🖨️ لا تطبع"})
    assert response.status_code == 302


def test_a_redirect_leaves_its_toast_to_the_next_page_once(client: Client) -> None:
    page = client.post("/send", {"problem": "x"}, follow=True)
    assert "Logged as #20479" in page.text
    assert "Logged as #20479" not in client.get("/parts").text


def test_a_script_is_sent_to_the_next_page_by_header(client: Client) -> None:
    response = client.post("/send", {"problem": "x"}, headers=SCRIPT)
    assert (response.status_code, response["HX-Redirect"]) == (200, "/parts")


def test_unchanged_fragment_answers_304(client: Client) -> None:
    SERVER.polls.clear()
    first = client.get("/poll")
    again = client.get("/poll", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
