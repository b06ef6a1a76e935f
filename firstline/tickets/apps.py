"""Registration of the tickets room."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    """The spine: tickets."""

    name = "firstline.tickets"
    label = "tickets"
