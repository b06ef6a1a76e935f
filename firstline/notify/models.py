"""Notices inside the product."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from firstline.desks.models import Desk


class Notice(models.Model):
    """One line in a person's notices: a kind and its parameters; the sentence is made when it is shown."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    desk = models.ForeignKey(Desk, models.PROTECT, null=True)
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=200)
    entry_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; unread ones are counted on every page; a fact makes a notice for a person once."""

        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="notify_notice_unread"),
            models.Index(fields=["user", "-id"], name="notify_notice_newest"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind", "entry_id"],
                condition=models.Q(entry_id__isnull=False),
                name="notify_notice_once",
            )
        ]
