"""Registration of the teams room."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Levels, groups, availability."""

    name = "firstline.teams"
    label = "teams"
