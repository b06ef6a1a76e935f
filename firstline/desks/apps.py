"""Registration of the desks room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class DesksConfig(AppConfig):
    """The help desks."""

    name = "firstline.desks"
    label = "desks"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.desks import demo

        DEMO_DATA.add("desks", demo.load)
