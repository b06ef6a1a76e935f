"""Registration of the identity room."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts and roles."""

    name = "firstline.identity"
    label = "identity"
