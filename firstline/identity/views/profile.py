"""One's own profile: language, colors, shortcuts, password, sessions."""

from allauth.core import ratelimit
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from firstline.identity.forms import PasswordForm, PreferencesForm
from firstline.identity.models import Theme, User
from firstline.identity.policies import can_hold_tokens
from firstline.identity.selectors import actor_in, own_sessions
from firstline.identity.services import own, sessions
from firstline.identity.views.sentences import sentence_of
from firstline.kernel import clock
from firstline.kernel.errors import FirstlineError, Invalid

UNPROCESSABLE, TOO_MANY = 422, 429


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show the profile; take language, colors and shortcuts."""
    if request.method == "GET":
        return _page(request, PreferencesForm(initial=_preferences_of(_user(request))), status=200)
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    own.set_preferences(
        actor=actor_in(request),
        user_id=_user(request).pk,
        language=form.cleaned_data["language"],
        theme=Theme(form.cleaned_data["theme"]),
        single_keys=form.cleaned_data["single_keys"],
        now=clock.now(),
    )
    return redirect(reverse("identity:profile") + "?done=saved")


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; after one was issued this page comes before all others."""
    user = _user(request)
    form = PasswordForm(request.POST or None, user=user)
    status = 200
    if request.method == "POST":
        status = _change_password(request, user, form)
        if not status:
            return redirect(reverse("identity:profile") + "?done=password")
    bare = user.must_change_password
    return render(request, "identity/password.html", {"form": form, "bare": bare}, status=status)


@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of the own sessions; ending this one signs out."""
    sessions.end_session(actor=actor_in(request), session_id=session_id, now=clock.now())
    return redirect(reverse("identity:profile") + "?done=ended")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all own sessions but this one."""
    keep = request.session.session_key or ""
    sessions.end_other_sessions(actor=actor_in(request), user_id=_user(request).pk, keep=keep, now=clock.now())
    return redirect(reverse("identity:profile") + "?done=ended")


def _page(request: HttpRequest, form: PreferencesForm, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "account": _user(request),
        "shows_tokens": can_hold_tokens(actor_in(request)),
        "done": _done(request.GET.get("done", "")),
        "sessions": own_sessions(actor_in(request), request.session.session_key or ""),
    }
    return render(request, "identity/profile.html", context, status=status)


def _change_password(request: HttpRequest, user: User, form: PasswordForm) -> int:
    """Change the password; return 0, or the status of the page that says what is wrong."""
    if not ratelimit.consume(request, action="change_password", user=user):
        form.add_error(None, _("Too many tries. Wait a minute and try again"))
        return TOO_MANY
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        changed = own.change_password(
            actor=actor_in(request),
            user_id=user.pk,
            old=form.cleaned_data["old"],
            new=form.cleaned_data["new"],
            keep=request.session.session_key or "",
            now=clock.now(),
        )
    except Invalid as error:
        form.add_error(error.field or None, sentence_of(error))
        return UNPROCESSABLE
    _keep_this_session(request, changed)
    return 0


def _keep_this_session(request: HttpRequest, user: User) -> None:
    """Go on in a session with a new id: the old one, if somebody has it, is worth nothing."""
    old = request.session.session_key or ""
    update_session_auth_hash(request, user)
    sessions.follow_session(actor=actor_in(request), old=old, new=request.session.session_key or "", now=clock.now())


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):  # SignInFirstMiddleware has seen to it
        raise FirstlineError
    return request.user


def _preferences_of(user: User) -> dict[str, object]:
    return {"language": user.person.language, "theme": user.theme, "single_keys": user.single_key_shortcuts}


def _done(code: str) -> str:
    return {
        "saved": _("Saved"),
        "password": _("Your password is changed. All your other sessions ended"),
        "ended": _("Ended. Whoever used that session has to sign in again"),
    }.get(code, "")
