"""Registration of the promises room."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Promised times."""

    name = "firstline.promises"
    label = "promises"
