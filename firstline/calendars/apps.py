"""Registration of the calendars room."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Working hours, holidays, time zones."""

    name = "firstline.calendars"
    label = "calendars"
