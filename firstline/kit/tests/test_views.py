"""Parts of views: guards, fragments, cheap fragments, toasts, and errors put into a form."""

from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from firstline.kernel.actor import VISITOR, Actor
from firstline.kernel.errors import Invalid, NotAllowed, RuleBroken
from firstline.kernel.permissions import Role
from firstline.kit import views
from firstline.kit.forms import add_problem
from firstline.kit.views.errors import bad_request, permission_denied

SCRIPT = {"HX-Request": "true"}


def ask(actor: Actor = VISITOR, method: str = "get", **more: Any) -> HttpRequest:
    """Return a request of an actor."""
    request: Any = getattr(RequestFactory(), method)("/", **more)
    request.actor = actor
    request.session = {}
    return request


def answer(request: HttpRequest) -> HttpResponse:
    """Answer anything."""
    return HttpResponse("<p>27 open</p>")


def test_staff_only_lets_staff_in() -> None:
    view = views.staff_only(answer)
    assert view(ask(Actor(name="Dana", user_id=7, roles={1: frozenset({Role.DIRECTOR})}))).status_code == 200
    with pytest.raises(NotAllowed):
        view(ask())


def test_reading_views_take_head_too_and_writing_ones_only_posts() -> None:
    assert views.get_only(answer)(ask(method="head")).status_code == 200
    assert views.get_only(answer)(ask(method="post")).status_code == 405
    assert views.post_only(answer)(ask(method="put")).status_code == 405


def test_one_address_gives_the_page_or_its_fragment() -> None:
    context = {"title": "No callbacks promised", "text": "", "happened": ""}
    whole = views.render_page(ask(), "kit/problem.html", context, fragment="kit/_empty.html")
    part = views.render_page(ask(headers=SCRIPT), "kit/problem.html", context, fragment="kit/_empty.html", status=422)
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert part.status_code == 422
    assert "HX-Request" in part["Vary"]


def test_a_version_spares_the_view() -> None:
    calls: list[str] = []

    @views.cheap_fragment(lambda _request: "7")
    def view(request: HttpRequest) -> HttpResponse:
        calls.append("asked")
        return answer(request)

    first = view(ask())
    again = view(ask(headers={"If-None-Match": first["ETag"]}))
    assert (again.status_code, calls) == (304, ["asked"])
    assert view.polls  # type: ignore[attr-defined]  # the mark that it keeps no session alive


def test_the_token_of_a_form_does_not_make_a_fragment_new() -> None:
    tokens = iter(("one", "two"))

    @views.cheap_fragment()
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f'<input type="hidden" name="csrfmiddlewaretoken" value="{next(tokens)}">')

    assert view(ask())["ETag"] == view(ask())["ETag"]


def test_a_failed_fragment_carries_no_tag() -> None:
    view = views.cheap_fragment()(lambda _request: HttpResponse(status=404))
    assert "ETag" not in view(ask())


def test_toasts_wait_for_the_next_page_three_at_most() -> None:
    request = ask()
    for number in range(4):
        views.redirect_with_toast(request, "/", f"Logged as #{number}", link=("/tickets/1", "Open"))
    waiting = request.session["kit_toasts"]
    assert [toast["text"] for toast in waiting] == ["Logged as #1", "Logged as #2", "Logged as #3"]
    assert waiting[0]["link"] == {"url": "/tickets/1", "label": "Open"}


def test_a_toast_rides_on_a_fragment() -> None:
    response = views.with_toast(ask(), answer(ask()), "Moved", undo=views.Undo("/undo", {"id": "7"}))
    assert response.text.startswith("<p>27 open</p>")
    assert 'hx-target="#fl-toasts"' in response.text
    assert 'name="id" value="7"' in response.text


class ReasonForm(forms.Form):
    """A form with one field."""

    reason = forms.CharField(required=False)


def test_an_error_of_a_service_goes_to_its_field_or_to_the_top() -> None:
    form = ReasonForm({"reason": "x"})
    add_problem(form, RuleBroken("reason_missing", field="reason"))
    add_problem(form, Invalid("elsewhere", field="not_here"))
    assert set(form.errors) == {"reason", "__all__"}
    assert form.data["reason"] == "x"


def test_a_host_that_nobody_knows_gets_plain_words() -> None:
    request = ask(headers={"host": "evil.example"})
    response = bad_request(request)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")


def test_a_refusal_of_django_is_in_words_too() -> None:
    assert "Your role does not include this" in permission_denied(ask()).text


def test_go_back_leads_only_to_our_own_pages() -> None:
    ours = permission_denied(ask(headers={"referer": "http://testserver/queue"}))
    theirs = permission_denied(ask(headers={"referer": "https://elsewhere.example/"}))
    assert 'href="http://testserver/queue"' in ours.text
    assert "elsewhere.example" not in theirs.text
