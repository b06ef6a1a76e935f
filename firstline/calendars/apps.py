"""Registration of the calendars room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, ERROR_SENTENCES, SETTINGS


class CalendarsConfig(AppConfig):
    """Working hours, holidays, time zones."""

    name = "firstline.calendars"
    label = "calendars"

    def ready(self) -> None:
        """Register what an agency decides here, and the loader of demo data."""
        from firstline.calendars import demo, settings, words

        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        for code, sentence in words.ERRORS.items():
            ERROR_SENTENCES.add(code, sentence)
        DEMO_DATA.add("calendars", demo.load)
