"""Registration of the kit room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.actor import Actor
from firstline.kernel.registry import COMMANDS, Command

THEMES = (
    ("light", _("Light colors"), "sun"),
    ("dark", _("Dark colors"), "moon"),
    ("device", _("Colors as my device"), "device-desktop"),
)


def _is_signed_in(actor: Actor) -> bool:
    return actor.is_signed_in


class KitConfig(AppConfig):
    """Shared page parts."""

    name = "firstline.kit"
    label = "kit"

    def ready(self) -> None:
        """Register the sentences of errors that every room may raise, and the palette's colors."""
        from firstline.kit.words import shared

        shared.register()
        for number, (theme, label, icon) in enumerate(THEMES):
            COMMANDS.add(
                f"kit.{theme}",
                Command(label, icon, "kit:appearance", 60 + number, _is_signed_in, _("colors theme"), ("theme", theme)),
            )
