"""Registration of the identity room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class IdentityConfig(AppConfig):
    """Accounts and roles."""

    name = "firstline.identity"
    label = "identity"

    def ready(self) -> None:
        """Register the sentences of this room's errors and the loader of demo data."""
        from firstline.identity import demo
        from firstline.identity.views.sentences import add_error_sentences

        add_error_sentences()
        DEMO_DATA.add("identity", demo.load)
