"""Registration of the contacts room."""

from django.apps import AppConfig

from firstline.kernel.registry import (
    PERSON_MERGERS,
    REST_ROUTERS,
)


class ContactsConfig(AppConfig):
    """Calls and call drafts."""

    name = "firstline.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Register the sentences of this room and its part of the API."""
        from firstline.contacts import rest, words
        from firstline.contacts.services import merging

        words.register()
        REST_ROUTERS.add("contacts", rest.router)
        PERSON_MERGERS.add("contacts", merging.MERGER)
