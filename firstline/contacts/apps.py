"""Registration of the contacts room."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Calls and call drafts."""

    name = "firstline.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Register the sentences of this room."""
        from firstline.contacts import words

        words.register()
