"""Registration of the front room."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """Home and redirects."""

    name = "firstline.front"
    label = "front"
