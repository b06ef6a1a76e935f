"""Registration of the identity room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import (
    COMMANDS,
    DEMO_DATA,
    NAVIGATION,
    PERSON_MERGERS,
    SETTINGS_PAGES,
    Command,
    NavigationItem,
)
from firstline.kernel.settings import SettingsPage


class IdentityConfig(AppConfig):
    """Accounts and roles."""

    name = "firstline.identity"
    label = "identity"

    def ready(self) -> None:
        """Register the sentences of this room's errors, its line in the rail and the loader of demo data."""
        from firstline.identity import demo
        from firstline.identity.policies import can_manage_users
        from firstline.identity.services import merging
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
        COMMANDS.add(
            "identity.profile",
            Command(_("Profile and password"), "user", "identity:profile", 80, lambda actor: actor.is_signed_in),
        )
        COMMANDS.add(
            "identity.sign_out",
            Command(
                _("Sign out"),
                "logout",
                "identity:sign_out",
                90,
                lambda actor: actor.is_signed_in,
                _("leave log out"),
                ("sign_out", "1"),
            ),
        )
        SETTINGS_PAGES.add(
            "users",
            SettingsPage(
                label=_("Accounts and roles"),
                sentence=_("Who may sign in, and what each person may do at which desk"),
                url_name="identity:users",
                group="people",
                order=10,
                visible=can_manage_users,
            ),
        )
        DEMO_DATA.add("identity", demo.load)
        PERSON_MERGERS.add("identity", merging.MERGER)
