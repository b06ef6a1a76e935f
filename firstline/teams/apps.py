"""Registration of the teams room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, REST_ROUTERS


class TeamsConfig(AppConfig):
    """Levels, groups, availability."""

    name = "firstline.teams"
    label = "teams"

    def ready(self) -> None:
        """Register the loader of demo data and the part of the API."""
        from firstline.teams import demo, rest

        DEMO_DATA.add("teams", demo.load)
        REST_ROUTERS.add("groups", rest.router)
