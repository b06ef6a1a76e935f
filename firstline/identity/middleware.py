"""What stands before every page: session ages, the actor, "sign in first", "choose a password first"."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from firstline.identity.rules.session_age import POLL_HEADER, needs_touch, session_end
from firstline.identity.selectors import actor_in, actor_of
from firstline.identity.services.sessions import mark_seen, record_sign_out
from firstline.kernel import clock
from firstline.kernel.actor import VISITOR

BEGAN_AT = "firstline_began_at"
ACTIVE_AT = "firstline_active_at"
_BEFORE_PASSWORD_CHANGE = {"identity:password", "identity:sign_out"}

Layer = Callable[[HttpRequest], HttpResponse]


class SessionAgeMiddleware:
    """End sessions that are too old or idle; note acts of the person, never the polling of a page."""

    def __init__(self, get_response: Layer) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session if it is over, before anybody asks who the person is."""
        if SESSION_KEY in request.session:
            now = clock.now()
            began_at, active_at = _moment(request, BEGAN_AT, now), _moment(request, ACTIVE_AT, now)
            over = session_end(began_at=began_at, active_at=active_at, now=now)
            if over and request.user.is_authenticated:
                actor = actor_of(request.user)
                key = request.session.session_key or ""
                record_sign_out(actor=actor, session_key=key, reason=over.value, now=now)
                logout(request)
                request.session_is_over = True  # type: ignore[attr-defined]  # our own attribute
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_rest: Any) -> None:
        """Note the act, once a minute, now that it is known whether the view only polls."""
        if SESSION_KEY not in request.session or is_poll(request, view):
            return
        now = clock.now()
        if BEGAN_AT not in request.session:
            request.session[BEGAN_AT] = now.isoformat()
        if ACTIVE_AT not in request.session or needs_touch(active_at=_moment(request, ACTIVE_AT, now), now=now):
            request.session[ACTIVE_AT] = now.isoformat()
            if request.session.session_key:
                actor = actor_in(request)
                mark_seen(actor=actor, session_key=request.session.session_key, now=now)


class ActorMiddleware:
    """Read the account's roles once a request and speak the person's language."""

    def __init__(self, get_response: Layer) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor and activate the language for the time of the request."""
        user = request.user
        if user.is_authenticated:
            actor, language = actor_of(user, request_id=uuid.uuid4().hex), user.person.language
        else:
            actor, language = VISITOR, translation.get_language_from_request(request)
        request.actor = actor  # type: ignore[attr-defined]  # our own attribute on Django's request
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if actor.is_signed_in and not response.has_header("Cache-Control"):
            # The Back button must not show a page after signing out; a fragment may answer 304 when asked again.
            response["Cache-Control"] = "private, no-cache" if is_asked_by_script(request) else "private, no-store"
        return response


class SignInFirstMiddleware:
    """Every page is for people who signed in, unless its view says otherwise with ``login_not_required``."""

    def __init__(self, get_response: Layer) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the work is done once the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_rest: Any) -> HttpResponse | None:
        """Ask visitors to sign in and people with an issued password to choose their own."""
        if not getattr(view, "login_required", True):
            return None
        if not actor_in(request).is_signed_in:
            return ask_to_sign_in(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in _BEFORE_PASSWORD_CHANGE and getattr(
            request.user, "must_change_password", False
        ):  # a user is signed in here
            return redirect("identity:password")
        return None


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Return the redirect to the sign-in page; for a fragment 401 with a link, so that the page keeps its text."""
    wants_back = request.get_full_path() if request.method == "GET" and not is_asked_by_script(request) else ""
    question = {key: value for key, value in (("next", wants_back), ("over", _was_over(request))) if value}
    address = reverse("identity:sign_in") + ("?" + urlencode(question) if question else "")
    if is_asked_by_script(request):
        return render(request, "identity/_signed_out.html", {"address": address}, status=401)
    return redirect(address)


def is_asked_by_script(request: HttpRequest) -> bool:
    """Return whether a script asks for a part of a page, so that a redirect would land inside it."""
    headers = request.headers
    return "HX-Request" in headers or POLL_HEADER in headers or headers.get("Sec-Fetch-Dest", "document") == "empty"


def is_poll(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Return whether the page asks by itself, not its person."""
    return POLL_HEADER in request.headers or getattr(view, "polls", False)


def _moment(request: HttpRequest, key: str, now: datetime) -> datetime:
    text = request.session.get(key)
    return datetime.fromisoformat(text) if text else now


def _was_over(request: HttpRequest) -> str:
    return "1" if getattr(request, "session_is_over", False) else ""
