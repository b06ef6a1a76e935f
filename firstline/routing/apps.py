"""Registration of the routing room."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """Coverage and routing."""

    name = "firstline.routing"
    label = "routing"
