"""Registration of the routing room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, SETTINGS


class RoutingConfig(AppConfig):
    """Coverage and routing."""

    name = "firstline.routing"
    label = "routing"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.routing import demo, settings

        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        DEMO_DATA.add("routing", demo.load)
