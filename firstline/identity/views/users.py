"""Accounts and roles, for administrators."""

from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firstline.identity import selectors
from firstline.identity.forms import AddUserForm, RoleForm, UserFilterForm
from firstline.identity.models import User
from firstline.identity.policies import require_manage_users
from firstline.identity.services import accounts
from firstline.identity.views.sentences import sentence_of
from firstline.identity.views.tokens import token_lines
from firstline.identity.words import ROLE_NAMES
from firstline.kernel import clock
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, RuleBroken
from firstline.kernel.permissions import Role

PAGE_LENGTH, FOUND_LENGTH, HISTORY_LENGTH, MOST_DIGITS = 50, 10, 50, 9
FORBIDDEN, UNPROCESSABLE, CONFLICT = 403, 422, 409


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """List the accounts, narrowed by words, role and state."""
    actor = selectors.actor_in(request)
    require_manage_users(actor)
    form = UserFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = selectors.users(actor, text=chosen.get("q", ""), role=chosen.get("role", ""), state=chosen.get("state", ""))
    start = _number(request.GET.get("from", ""))
    shown = list(found[start : start + PAGE_LENGTH + 1])
    query = request.GET.copy()
    query["from"] = str(start + PAGE_LENGTH)
    context = {
        "form": form,
        "lines": [_line(user) for user in shown[:PAGE_LENGTH]],
        "next_url": f"?{query.urlencode()}" if len(shown) > PAGE_LENGTH else "",
        "is_narrowed": any(chosen.values()),
        "changes": selectors.account_changes(actor),
    }
    return render(request, "identity/users.html", context)


@require_http_methods(["GET", "POST"])
def add_user(request: HttpRequest) -> HttpResponse:
    """Find a person, then make an account; the password is shown once, on the answer."""
    actor = selectors.actor_in(request)
    require_manage_users(actor)
    if request.method == "GET":
        return _add_page(request, AddUserForm(), status=200)
    form = AddUserForm(request.POST)
    if not form.is_valid():
        return _add_page(request, form, status=UNPROCESSABLE)
    try:
        issued = accounts.add_user(
            actor=actor,
            person_id=form.cleaned_data["person"],
            username=form.cleaned_data["username"],
            now=clock.now(),
        )
    except (Conflict, Invalid) as error:
        form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        return _add_page(request, form, status=UNPROCESSABLE)
    return _show_password(request, issued)


@require_safe
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show one account with its roles and what can be done with it."""
    require_manage_users(selectors.actor_in(request))
    return _user_page(request, user_id, done=_done(request.GET.get("done", "")))


@require_POST
def grant_role(request: HttpRequest, user_id: int) -> HttpResponse:
    """Grant a role at a desk, or the administration."""
    return _change_role(request, user_id, accounts.grant_role, accounts.appoint_administrator, "granted")


@require_POST
def revoke_role(request: HttpRequest, user_id: int) -> HttpResponse:
    """Revoke a role at a desk, or the administration."""
    return _change_role(request, user_id, accounts.revoke_role, accounts.dismiss_administrator, "revoked")


@require_POST
def deactivate_user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Close the account."""
    return _act(request, user_id, accounts.deactivate_user, "deactivated")


@require_POST
def reactivate_user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Open the account again."""
    return _act(request, user_id, accounts.reactivate_user, "reactivated")


@require_POST
def undo_change(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take back a change of an account."""
    user_id = selectors.account_of_change(selectors.actor_in(request), entry_id)
    return _act(request, user_id, accounts.undo_account_change, "undone", entry_id=entry_id)


@never_cache
@require_POST
def issue_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """Issue a password and show it once."""
    actor = selectors.actor_in(request)
    issued = accounts.issue_password(actor=actor, user_id=user_id, now=clock.now())
    ratelimit.clear(request, action="login_failed", key=issued.user.username)  # whoever was locked out may come in
    return _show_password(request, issued)


def _change_role(
    request: HttpRequest, user_id: int, at_desk: Callable[..., object], everywhere: Callable[..., object], done: str
) -> HttpResponse:
    require_manage_users(selectors.actor_in(request))
    if request.POST.get("role") == "administrator":
        return _act(request, user_id, everywhere, done)
    form = RoleForm(request.POST, desks=_desks(request))
    if not form.is_valid():
        return _user_page(request, user_id, form=form, status=UNPROCESSABLE)
    chosen = {"desk_id": form.cleaned_data["desk"], "role": Role(form.cleaned_data["role"])}
    return _act(request, user_id, at_desk, done, **chosen)


def _act(request: HttpRequest, user_id: int, service: Callable[..., object], done: str, **more: Any) -> HttpResponse:
    actor = selectors.actor_in(request)
    require_manage_users(actor)  # before the page is made again, which a refusal of the act is told on
    try:
        service(actor=actor, user_id=user_id, now=clock.now(), **more)
    except (Conflict, NotAllowed, RuleBroken) as error:
        status = FORBIDDEN if isinstance(error, NotAllowed) else CONFLICT
        return _user_page(request, user_id, problem=sentence_of(error), status=status)
    return redirect(reverse("identity:user", args=[user_id]) + f"?done={done}")


def _user_page(
    request: HttpRequest,
    user_id: int,
    *,
    form: RoleForm | None = None,
    done: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    found = selectors.user(selectors.actor_in(request), user_id)
    context = {
        "line": _line(found),
        "account": found,
        "tokens": token_lines(request, found),
        "form": form or RoleForm(desks=_desks(request)),
        "done": done,
        "problem": problem,
        "changes": selectors.account_changes(selectors.actor_in(request), user_id=user_id, limit=HISTORY_LENGTH),
    }
    return render(request, "identity/user.html", context, status=status)


def _add_page(request: HttpRequest, form: AddUserForm, *, status: int) -> HttpResponse:
    actor = selectors.actor_in(request)
    text = request.GET.get("q", "")[:80].strip()
    found = selectors.persons_without_account(actor, text)[:FOUND_LENGTH] if text else []
    chosen_id = _number(str(form.data.get("person", "") or request.GET.get("person", "")))
    chosen = selectors.persons_without_account(actor, "").filter(pk=chosen_id).first() if chosen_id else None
    if chosen and not form.is_bound:
        form = AddUserForm(initial={"person": chosen.pk})
    context = {"form": form, "q": text, "found": found, "chosen": chosen}
    return render(request, "identity/add_user.html", context, status=status)


def _show_password(request: HttpRequest, issued: accounts.IssuedPassword) -> HttpResponse:
    response = render(request, "identity/issued_password.html", {"account": issued.user, "password": issued.password})
    response["Cache-Control"] = "private, no-store"
    return response


def _line(account: User) -> dict[str, Any]:
    roles = [(grant, ROLE_NAMES[Role(grant.role)]) for grant in account.grants.all()]
    return {"account": account, "roles": roles}


def _desks(request: HttpRequest) -> list[tuple[int, str]]:
    return [(desk.pk, desk.name) for desk in selectors.desks_to_grant(selectors.actor_in(request))]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def _done(code: str) -> str:
    return {
        "granted": _("Granted. The person signs in again and then has the role"),
        "revoked": _("Revoked. The person is signed out and no longer has the role"),
        "deactivated": _("Deactivated. All sessions of this account ended"),
        "reactivated": _("Active again"),
        "undone": _("Undone"),
        "token_revoked": _("Revoked. Programs that use it are refused from now on"),
    }.get(code, "")
