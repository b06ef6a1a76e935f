"""What Firstline asks of django-allauth: no sign-up, no messages or mails of its own, failures counted by account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
