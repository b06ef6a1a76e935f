"""The last application to get ready: when it is, all rooms have registered what they offer."""

from django.apps import AppConfig

from firstline.kernel.registry import freeze_all


class WiringConfig(AppConfig):
    """Wiring; closes the slots of the kernel."""

    name = "firstline.config"
    label = "wiring"

    def ready(self) -> None:
        """Refuse additions from now on: what the house offers does not change while it runs."""
        freeze_all()
