"""Registration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and places."""

    name = "firstline.people"
    label = "people"
