"""Registration of the front room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import NAVIGATION, SEARCH_SOURCES, SHELL, NavigationItem


class FrontConfig(AppConfig):
    """Home and redirects."""

    name = "firstline.front"
    label = "front"

    def ready(self) -> None:
        """Register the requester's line in the rail, the search of own requests, and the shell's search."""
        from firstline.front.views import palette, search

        SHELL.add("search_url", palette.search_url)
        for code, source in search.SOURCES.items():
            SEARCH_SOURCES.add(code, source)
        NAVIGATION.add(
            "my_requests",
            NavigationItem(
                label=_("My requests"),
                icon="lifebuoy",
                url_name="front:help",
                group="my_work",
                order=10,
                visible=lambda actor: not actor.is_staff,
            ),
        )
