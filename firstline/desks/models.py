"""Desks and the series from which their tickets take numbers."""

from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from firstline.calendars.models import Calendar


class NumberSeries(models.Model):
    """A sequence of ticket numbers; a trigger makes the PostgreSQL sequence ``ticket_number_<id>`` beside each row.

    Desks share one series; a confidential desk has its own, prefixed, so that a number tells nobody its volume.
    """

    prefix = models.CharField(max_length=8, blank=True, unique=True)
    first_number = models.BigIntegerField(default=1)


class Desk(models.Model):
    """One help desk. Everything that staff see belongs to one desk.

    ``settings_edition`` is another one after every change of what an agency decides, in whatever room; triggers see to
    that. What is read from settings can so be kept until it changes (``selectors.kept``).
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    extension = models.CharField(max_length=20)
    calendar = models.ForeignKey(Calendar, models.PROTECT)
    series = models.ForeignKey(NumberSeries, models.PROTECT)
    language = models.CharField(max_length=12, default="en")
    is_confidential = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    settings_edition = models.UUIDField(db_default=RandomUUID(), editable=False)

    class Meta:
        """Two active desks never share an extension."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["extension"], condition=models.Q(is_active=True), name="desks_desk_extension"
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
