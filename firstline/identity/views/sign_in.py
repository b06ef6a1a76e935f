"""Signing in, by password and (demo accounts) by one click, and signing out."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from firstline.identity.demo import DEMO_SIGN_INS
from firstline.identity.forms import LANGUAGE_NAMES, SignInForm
from firstline.identity.models import User
from firstline.identity.selectors import actor_in, actor_of, unscoped_demo_users
from firstline.identity.services import sessions
from firstline.kernel import clock
from firstline.kernel.actor import VISITOR

TOO_MANY, UNPROCESSABLE = 429, 422


class _Refusal(Exception):
    def __init__(self, reason: str) -> None:
        self.reason = reason


@dataclass(frozen=True)
class DemoSignIn:
    """A button of the sign-in page: who it is and what that part does."""

    username: str
    name: str
    part: str
    does: str


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Show the sign-in page; take username and password."""
    if request.user.is_authenticated:
        return redirect(_wanted_page(request))
    if request.method == "GET":
        return _page(request, SignInForm(), status=200)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    username = form.cleaned_data["username"].strip().lower()
    try:
        user = _authenticated(request, username, form.cleaned_data["password"])
    except _Refusal as refusal:
        address = get_adapter().get_client_ip(request)
        sessions.record_failed_sign_in(
            actor=VISITOR, username=username, reason=refusal.reason, address=address, now=clock.now()
        )
        form.add_error(None, _too_many() if refusal.reason == "too_many" else _wrong())
        return _page(request, form, status=TOO_MANY if refusal.reason == "too_many" else UNPROCESSABLE)
    return _enter(request, user, "password")


@login_not_required
@never_cache
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in as a demo account with one click; no such page outside the demo."""
    if not settings.DEMO:
        raise Http404
    user = unscoped_demo_users().filter(username=request.POST.get("username", "")[:80]).first()
    if user is None:
        raise Http404
    if request.user.is_authenticated:
        _leave(request)
    return _enter(request, user, "click")


@login_not_required
@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        _leave(request)
    return redirect("identity:sign_in")


def _page(request: HttpRequest, form: SignInForm, *, status: int) -> HttpResponse:
    language = request.GET.get("language", "")
    if language in LANGUAGE_NAMES:
        translation.activate(language)  # the actor's middleware put the old one back afterwards
    context = {
        "form": form,
        "next": _safe_next(request),
        "was_over": request.GET.get("over") == "1",
        "demo_sign_ins": _demo_sign_ins() if settings.DEMO else [],
        "languages": [(code, name) for code, name in LANGUAGE_NAMES.items() if code != translation.get_language()[:2]],
    }
    response = render(request, "identity/sign_in.html", context, status=status)
    if language in LANGUAGE_NAMES:
        response["Content-Language"] = language
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.HTTPS)
    return response


def _authenticated(request: HttpRequest, username: str, password: str) -> User:
    """Return the account. One refusal for a wrong name, a wrong password and a closed account says nothing."""
    if not ratelimit.consume(request, action="login"):
        raise _Refusal("too_many")
    try:
        user = get_adapter().authenticate(request, username=username, password=password)
    except ValidationError:
        raise _Refusal("too_many") from None
    if not isinstance(user, User):
        raise _Refusal("wrong")
    if not user.is_active:
        raise _Refusal("inactive")
    return user


def _enter(request: HttpRequest, user: User, way: str) -> HttpResponseBase:
    login = Login(user=user, redirect_url=_wanted_page(request))
    record_authentication(request, user, method=way)
    response: HttpResponseBase = perform_login(request, login)
    sessions.record_sign_in(actor=actor_of(user), way=way, now=clock.now())
    request.session.set_expiry(0)
    return response


def _leave(request: HttpRequest) -> None:
    actor = actor_in(request)
    key = request.session.session_key or ""
    sessions.record_sign_out(actor=actor, session_key=key, reason="asked", now=clock.now())
    logout(request)


def _safe_next(request: HttpRequest) -> str:
    """Return the page asked for, if it is one of ours; a link to a foreign one must not send people there."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own_host = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, own_host, require_https=request.is_secure()) else ""


def _wanted_page(request: HttpRequest) -> str:
    return _safe_next(request) or reverse("front:home")


def _too_many() -> str:
    return _("Too many tries. Wait 15 minutes, or ask an administrator for a new password")


def _wrong() -> str:
    return _("The username or the password is wrong. Check both and try again")


def _demo_sign_ins() -> list[DemoSignIn]:
    names = dict(unscoped_demo_users().values_list("username", "person__name"))
    parts = _demo_parts()
    return [
        DemoSignIn(username, names[username], *parts[part]) for part, username in DEMO_SIGN_INS if username in names
    ]


def _demo_parts() -> dict[str, tuple[str, str]]:
    return {
        "coordinator": (_("Coordinator"), _("Answers extension 3446, logs calls, hands out work")),
        "specialist": (_("Specialist"), _("Works an open call log in an own order")),
        "technician": (_("Technician"), _("Goes to schools, works from a phone")),
        "director": (_("Director"), _("Sees the whole desk and what is late")),
        "administrator": (_("Administrator"), _("Manages accounts and roles, reads no tickets")),
        "requester": (_("Requester"), _("Follows own requests")),
        "police_coordinator": (_("Police IT coordinator"), _("Answers the confidential desk, around the clock")),
        "police_officer": (_("Police officer"), _("Follows own requests to Police IT")),
    }
