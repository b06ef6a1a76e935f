"""Working calendars: weekly hours, holidays, special days, terms, a time zone; or always open."""

import uuid
from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Calendar(models.Model):
    """When work counts. ``always_open`` calendars (24/7) have no hours of their own.

    ``edition`` is another one after every change to anything of it: compiled calendars are kept by it. Random,
    so that what a rolled back transaction or a removed calendar used never comes again (docs/decisions/0034).
    """

    name = models.CharField(max_length=80, unique=True)
    time_zone = models.CharField(max_length=64)
    always_open = models.BooleanField(default=False)
    edition = models.UUIDField(default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class WeeklyHours(models.Model):
    """One open interval of a weekday; several make a day with a break. Past midnight is two rows."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="hours")
    weekday = models.SmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    closes_next_day = models.BooleanField(default=False)

    class Meta:
        """Monday is 0; an interval ends after it begins unless it runs past midnight."""

        ordering: ClassVar = ["calendar", "weekday", "opens_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="calendars_hours_weekday"),
            models.CheckConstraint(
                condition=Q(closes_next_day=True) | Q(closes_at__gt=F("opens_at")), name="calendars_hours_order"
            ),
            models.UniqueConstraint(fields=["calendar", "weekday", "opens_at"], name="calendars_hours_once"),
        ]


class Holiday(models.Model):
    """A day on which the calendar is closed."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="holidays")
    date = models.DateField()
    name = models.CharField(max_length=120)

    class Meta:
        """A day is a holiday once."""

        ordering: ClassVar = ["date"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["calendar", "date"], name="calendars_holiday_once")]


class SpecialDay(models.Model):
    """One open interval of one date, such as an early-release day; several make a day with a break.

    It takes the place of the weekday's hours, and of a holiday. Midnight closes at the end of the date.
    """

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="special_days")
    date = models.DateField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    name = models.CharField(max_length=120)

    class Meta:
        """An interval stays within its date and ends after it begins."""

        ordering: ClassVar = ["date", "opens_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_at=time(0)) | Q(closes_at__gt=F("opens_at")), name="calendars_special_order"
            ),
            models.UniqueConstraint(fields=["calendar", "date", "opens_at"], name="calendars_special_once"),
        ]


class Term(models.Model):
    """A named stretch of the school year. It says when school is, and changes no hours."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="terms")
    first_date = models.DateField()
    last_date = models.DateField()
    name = models.CharField(max_length=120)

    class Meta:
        """A term ends after it begins."""

        ordering: ClassVar = ["first_date", "last_date", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_date__gt=F("first_date")), name="calendars_term_order")
        ]
