"""Registration of the tickets room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class TicketsConfig(AppConfig):
    """The spine: tickets."""

    name = "firstline.tickets"
    label = "tickets"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.tickets import demo

        DEMO_DATA.add("tickets", demo.load)
