"""Registration of the settings room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import NAVIGATION, SEARCH_SOURCES, NavigationItem


class SettingsConfig(AppConfig):
    """What the agency decides."""

    name = "firstline.settings"
    label = "settings"

    def ready(self) -> None:
        """Register the sentences of this room's errors, its line in the rail and what the palette finds."""
        from firstline.settings import words
        from firstline.settings.policies import can_change_settings
        from firstline.settings.views import lines

        words.register()
        SEARCH_SOURCES.add("settings", lines.SOURCE)
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
