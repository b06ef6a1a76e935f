"""Registration of the settings room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import NAVIGATION, NavigationItem


class SettingsConfig(AppConfig):
    """What the agency decides."""

    name = "firstline.settings"
    label = "settings"

    def ready(self) -> None:
        """Register the sentences of this room's errors and its line in the rail."""
        from firstline.settings import words
        from firstline.settings.policies import can_change_settings

        words.register()
        NAVIGATION.add(
            "settings",
            NavigationItem(
                label=_("All settings"),
                icon="settings",
                url_name="settings:index",
                group="settings",
                order=1,
                visible=can_change_settings,
            ),
        )
