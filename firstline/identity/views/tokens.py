"""Access tokens on one's own profile, and those of others for administrators."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from firstline.identity.forms import SCOPE_NAMES, TokenForm
from firstline.identity.models import AccessToken, User
from firstline.identity.policies import can_hold_tokens, require_manage_users
from firstline.identity.selectors import actor_in, tokens_of
from firstline.identity.services.tokens import issue_token, revoke_token
from firstline.identity.views.sentences import sentence_of
from firstline.kernel import clock
from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotAllowed
from firstline.kernel.permissions import Scope

UNPROCESSABLE, TOO_MANY = 422, 429


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the own tokens; issue one, whose secret the answer shows once."""
    actor, user = actor_in(request), request.user
    if not isinstance(user, User) or not can_hold_tokens(actor):
        raise NotAllowed("staff_only")
    form = TokenForm(request.POST or None, user=user)
    if request.method == "GET":
        return _page(request, user, TokenForm(user=user), 200)
    if not ratelimit.consume(request, action="change_password", user=user):
        form.add_error(None, _("Too many tries. Wait a minute and try again"))
        return _page(request, user, form, TOO_MANY)
    if not form.is_valid():
        return _page(request, user, form, UNPROCESSABLE)
    try:
        issued = issue_token(
            actor=actor,
            user_id=user.pk,
            now=clock.now(),
            **({"password": ""} | form.cleaned_data),
        )
    except (Invalid, Conflict) as error:
        return _again(request, user, form, error)
    response = render(request, "identity/issued_token.html", {"line": _line(issued.token), "secret": issued.secret})
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke one of the own tokens."""
    actor = actor_in(request)
    if not can_hold_tokens(actor):
        raise NotAllowed("staff_only")
    revoke_token(actor=actor, token_id=token_id, now=clock.now())
    return redirect(reverse("identity:tokens") + "?done=revoked")


@require_POST
def revoke_of_user(request: HttpRequest, user_id: int, token_id: int) -> HttpResponse:
    """Revoke somebody else's token, as an administrator."""
    actor = actor_in(request)
    require_manage_users(actor)
    revoke_token(actor=actor, token_id=token_id, now=clock.now())
    return redirect(reverse("identity:user", args=[user_id]) + "?done=token_revoked")


def token_lines(request: HttpRequest, user: User) -> list[dict[str, object]]:
    """Return an account's living tokens for a page."""
    return [_line(token) for token in tokens_of(actor_in(request), user.pk, clock.now())]


def _page(request: HttpRequest, user: User, form: TokenForm, status: int) -> HttpResponse:
    done = _("Revoked. Programs that use it are refused from now on") if request.GET.get("done") == "revoked" else ""
    context = {"form": form, "tokens": token_lines(request, user), "done": done, "account": user}
    return render(request, "identity/tokens.html", context, status=status)


def _again(request: HttpRequest, user: User, form: TokenForm, error: FirstlineError) -> HttpResponse:
    form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
    return _page(request, user, form, UNPROCESSABLE)


def _line(token: AccessToken) -> dict[str, object]:
    return {"token": token, "scopes": [SCOPE_NAMES[Scope(scope)] for scope in token.scopes]}
