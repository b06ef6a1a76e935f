"""Registration of the desks room."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    """The help desks."""

    name = "firstline.desks"
    label = "desks"
