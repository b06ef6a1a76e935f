"""Registration of the teams room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import COMMANDS, DEMO_DATA, ERROR_SENTENCES, NEW_DESKS, REST_ROUTERS, SETTINGS, Command


class TeamsConfig(AppConfig):
    """Levels, groups, availability."""

    name = "firstline.teams"
    label = "teams"

    def ready(self) -> None:
        """Register the line states for the palette, the loader of demo data and the part of the API."""
        from firstline.teams import demo, rest, services, settings
        from firstline.teams.words import STATES

        for number, (state, (label, _tone, icon)) in enumerate(STATES.items()):
            COMMANDS.add(
                f"teams.{state.value}",
                Command(
                    label,
                    icon,
                    "teams:set_availability",
                    50 + number,
                    lambda actor: actor.is_staff,
                    _("my line state telephone"),
                    ("state", state.value),
                ),
            )

        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        for code, sentence in settings.ERRORS.items():
            ERROR_SENTENCES.add(code, sentence)
        NEW_DESKS.add("teams", services.start_desk)
        DEMO_DATA.add("teams", demo.load)
        REST_ROUTERS.add("groups", rest.router)
