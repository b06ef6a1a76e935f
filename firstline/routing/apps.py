"""Registration of the routing room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class RoutingConfig(AppConfig):
    """Coverage and routing."""

    name = "firstline.routing"
    label = "routing"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.routing import demo

        DEMO_DATA.add("routing", demo.load)
