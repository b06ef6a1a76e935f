"""Registration of the people room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class PeopleConfig(AppConfig):
    """Persons and places."""

    name = "firstline.people"
    label = "people"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.people import demo

        DEMO_DATA.add("people", demo.load)
