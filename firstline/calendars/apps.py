"""Registration of the calendars room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class CalendarsConfig(AppConfig):
    """Working hours, holidays, time zones."""

    name = "firstline.calendars"
    label = "calendars"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.calendars import demo

        DEMO_DATA.add("calendars", demo.load)
