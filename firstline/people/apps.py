"""Registration of the people room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from firstline.kernel.registry import DEMO_DATA, NAVIGATION, NavigationItem


class PeopleConfig(AppConfig):
    """Persons and places."""

    name = "firstline.people"
    label = "people"

    def ready(self) -> None:
        """Register the lines of the rail, the sentences and the loader of demo data."""
        from firstline.people import demo
        from firstline.people.policies import can_manage_people, reads_directory
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
        DEMO_DATA.add("people", demo.load)
