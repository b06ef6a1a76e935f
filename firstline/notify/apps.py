"""Registration of the notify room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """In-app notices."""

    name = "firstline.notify"
    label = "notify"
