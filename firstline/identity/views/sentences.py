"""What the errors of this room say to a person, and what facts about accounts say in a timeline."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from firstline.kernel.errors import FirstlineError
from firstline.kernel.registry import ERROR_SENTENCES


def add_error_sentences() -> None:
    """Register the sentences of this room's error codes."""
    for code, sentence in _SENTENCES.items():
        ERROR_SENTENCES.add(code, sentence)


def sentence_of(error: FirstlineError) -> str:
    """Return the error as a sentence."""
    found = ERROR_SENTENCES.get(error.code)
    return str(found(error.params)) if found else _("That did not work. Nothing was changed")


def _person_has_account(params: dict[str, Any]) -> str:
    return _("%(name)s has an account already. Search for it in the list") % {"name": params.get("name", "")}


def _username_taken(params: dict[str, Any]) -> str:
    return _("The username %(username)s is taken. Choose another one") % {"username": params.get("username", "")}


_SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "users_manage": lambda _params: _("You cannot manage accounts. Ask an administrator"),
    "person_not_found": lambda _params: _("Choose the person from the list"),
    "person_has_account": _person_has_account,
    "username_taken": _username_taken,
    "username_wrong": lambda _params: _("Enter a username without spaces, such as gmorales"),
    "role_held": lambda _params: _("This account has that role already. Nothing was changed"),
    "desk_not_found": lambda _params: _("Choose a desk from the list"),
    "last_administrator": lambda _params: _(
        "This is the last administrator. Appoint another one first, or nobody could manage accounts"
    ),
    "own_role_confidential": lambda params: (
        _("Nobody opens %(desk)s, a confidential desk, to oneself. Ask another administrator") % params
    ),
    "account_changed_since": lambda _params: _(
        "This was changed again since, so it cannot be undone. Undo the newest first"
    ),
    "user_inactive": lambda _params: _("This account is deactivated already. Nothing was changed"),
    "user_active": lambda _params: _("This account is active already. Nothing was changed"),
    "password_wrong": lambda _params: _("That is not your password now. Type it again"),
    "password_same": lambda _params: _("Choose a password other than the one you have now"),
    "too_many_tokens": lambda params: (
        _("You have %(count)s tokens. Revoke one that is not used any more") % {"count": params.get("count", 0)}
    ),
    "language_unknown": lambda _params: _("Choose a language from the list"),
}
