"""Registration of the notify room."""

from datetime import datetime

from django.apps import AppConfig
from django.urls import reverse

from firstline.kernel.actor import Actor
from firstline.kernel.registry import SHELL, UnreadNotices


class NotifyConfig(AppConfig):
    """In-app notices."""

    name = "firstline.notify"
    label = "notify"

    def ready(self) -> None:
        """Register the bell of the top bar."""
        SHELL.add("notices", _unread)


def _unread(actor: Actor, _now: datetime) -> UnreadNotices:
    from firstline.notify.selectors import unread_count

    return UnreadNotices(count=unread_count(actor), url=reverse("notify:notices"))
