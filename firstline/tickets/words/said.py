"""Who said a message and how, as its head tells."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from firstline.contacts.models import Contact
from firstline.tickets.models import Message, MessageKind


class Said(NamedTuple):
    """The head of a message."""

    name: str
    icon: str
    words: str
    is_staff_only: bool = False


def said(message: Message, contact: Contact | None, first_message_id: int) -> Said:
    """Return the head of a message: a request made on a call is told by whoever logged it."""
    name = message.author_name
    if message.kind == MessageKind.REQUEST:
        logged_by = contact.logged_by if contact else None
        if logged_by:
            return Said(logged_by.person.name, "phone", _("logged a call from %(name)s") % {"name": name})
        return Said(name, "message", _("asked") if message.pk == first_message_id else _("answered"))
    if message.kind == MessageKind.REPLY:
        return Said(name, "arrow-back-up", _("reply"))
    if message.kind == MessageKind.RESOLUTION:
        return Said(name, "circle-check", _("how it was solved"), is_staff_only=not message.is_public)
    return Said(name, "lock", _("note, staff only"))
