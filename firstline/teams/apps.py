"""Registration of the teams room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class TeamsConfig(AppConfig):
    """Levels, groups, availability."""

    name = "firstline.teams"
    label = "teams"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.teams import demo

        DEMO_DATA.add("teams", demo.load)
