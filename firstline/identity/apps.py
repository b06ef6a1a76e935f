"""Registration of the identity room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import DEMO_DATA, NAVIGATION, NavigationItem


class IdentityConfig(AppConfig):
    """Accounts and roles."""

    name = "firstline.identity"
    label = "identity"

    def ready(self) -> None:
        """Register the sentences of this room's errors, its line in the rail and the loader of demo data."""
        from firstline.identity import demo
        from firstline.identity.policies import can_manage_users
        from firstline.identity.views.sentences import add_error_sentences

        add_error_sentences()
        NAVIGATION.add(
            "users",
            NavigationItem(
                label=_("Accounts and roles"),
                icon="users",
                url_name="identity:users",
                group="settings",
                order=10,
                visible=can_manage_users,
            ),
        )
        DEMO_DATA.add("identity", demo.load)
