"""Desks and the series from which their tickets take numbers."""

from typing import ClassVar

from django.db import models

from firstline.calendars.models import Calendar


class NumberSeries(models.Model):
    """A sequence of ticket numbers; a trigger makes the PostgreSQL sequence ``ticket_number_<id>`` beside each row.

    Desks share one series; a confidential desk has its own, prefixed, so that a number tells nobody its volume.
    """

    prefix = models.CharField(max_length=8, blank=True, unique=True)
    first_number = models.BigIntegerField(default=1)


class Desk(models.Model):
    """One help desk. Everything that staff see belongs to one desk."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    extension = models.CharField(max_length=20)
    calendar = models.ForeignKey(Calendar, models.PROTECT)
    series = models.ForeignKey(NumberSeries, models.PROTECT)
    language = models.CharField(max_length=12, default="en")
    is_confidential = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

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
