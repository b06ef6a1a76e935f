"""What Firstline asks of django-allauth: no sign-up, no messages or mails of its own, failures counted by account.

And of Django: the session and the account, which every request reads, by prepared queries.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest

from firstline.identity.models import User
from firstline.prepared import prepared


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; what pages say is ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth names it
        """Return False: nobody makes an account for themselves."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: "You have signed in" is no news to the person who did."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: mail comes with the channels."""

    def get_login_stages(self) -> list[str]:
        """Return no stages: the password is the whole sign-in until second factors come."""
        return []

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002 - allauth names it
        """Count failures by account alone: with the host name in the key, each spelling of it gave five more tries."""
        return str(credentials.get("username", "")).strip().lower()


class AccountBackend(AuthenticationBackend):
    """Sign-in by allauth."""

    def get_user(self, user_id: int) -> User | None:
        """Return the account of a session, None when it may not sign in any more. One query."""
        found = _account(user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        found = _sessions(key) if key.isascii() and key.isalnum() else []  # nothing else was ever given out
        if not found:
            self._session_key = None
        return found[0] if found else None


@prepared
def _account(user_id: int) -> QuerySet[User]:
    return User.objects.filter(pk=user_id)


@prepared
def _sessions(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=Now())
