"""Registration of the people room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import (
    COMMANDS,
    DEMO_DATA,
    NAVIGATION,
    OPENED_PAGES,
    SEARCH_SOURCES,
    SETTINGS,
    SETTINGS_PAGES,
    NavigationItem,
    OpenedPage,
)


class PeopleConfig(AppConfig):
    """Persons and places."""

    name = "firstline.people"
    label = "people"

    def ready(self) -> None:
        """Register the lines of the rail, the sentences and the loader of demo data."""
        from firstline.people import demo, settings
        from firstline.people.policies import can_manage_people, reads_directory
        from firstline.people.views import search
        from firstline.people.words import add_error_sentences

        add_error_sentences()
        NAVIGATION.add(
            "people", NavigationItem(_("People"), "user", "people:people", "lookup", 10, reads_directory, "p")
        )
        NAVIGATION.add("sites", NavigationItem(_("Sites"), "building", "people:sites", "lookup", 20, reads_directory))
        NAVIGATION.add(
            "people_import",
            NavigationItem(_("Import"), "file-import", "people:import", "settings", 20, can_manage_people),
        )
        for code, source in search.SOURCES.items():
            SEARCH_SOURCES.add(code, source)
        OPENED_PAGES.add("people:person", OpenedPage("person_id", search.opened))
        for code, command in search.COMMANDS.items():
            COMMANDS.add(code, command)
        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        for code, page in settings.PAGES.items():
            SETTINGS_PAGES.add(code, page)
        DEMO_DATA.add("people", demo.load)
