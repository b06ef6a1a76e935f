"""Registration of the promises room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, NEW_DESKS


class PromisesConfig(AppConfig):
    """Promised times."""

    name = "firstline.promises"
    label = "promises"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.promises import demo, services

        NEW_DESKS.add("promises", services.start_desk)
        DEMO_DATA.add("promises", demo.load)
