"""Registration of the identity room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class IdentityConfig(AppConfig):
    """Accounts and roles."""

    name = "firstline.identity"
    label = "identity"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.identity import demo

        DEMO_DATA.add("identity", demo.load)
