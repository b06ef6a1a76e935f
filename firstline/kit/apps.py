"""Registration of the kit room."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Shared page parts."""

    name = "firstline.kit"
    label = "kit"

    def ready(self) -> None:
        """Register the sentences of errors that every room may raise."""
        from firstline.kit.words import shared

        shared.register()
