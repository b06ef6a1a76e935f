"""Registration of the teams room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, SHELL


class TeamsConfig(AppConfig):
    """Levels, groups, availability."""

    name = "firstline.teams"
    label = "teams"

    def ready(self) -> None:
        """Register the line state of the top bar and the loader of demo data."""
        from firstline.teams import demo
        from firstline.teams.views.line import line_state

        SHELL.add("line_state", line_state)
        DEMO_DATA.add("teams", demo.load)
