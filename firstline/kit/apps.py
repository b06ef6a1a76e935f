"""Registration of the kit room."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Shared page parts."""

    name = "firstline.kit"
    label = "kit"
