"""Levels, support groups, their members, and who is free now."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from firstline.desks.models import Desk
from firstline.identity.models import User


class Level(models.Model):
    """A level of support at a desk: ordered data, renamed or added by the agency."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="levels")
    rank = models.SmallIntegerField()
    name = models.CharField(max_length=40)

    class Meta:
        """Ranks are unique within a desk."""

        ordering: ClassVar = ["desk", "rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "rank"], name="teams_level_rank")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class SupportGroup(models.Model):
    """People of a desk who resolve a kind of call."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    class Meta:
        """Names are unique within a desk."""

        ordering: ClassVar = ["desk", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "name"], name="teams_group_name")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Membership(models.Model):
    """That a person works in a group, at a level, with skills, reachable at a direct extension."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="memberships")
    level = models.ForeignKey(Level, models.PROTECT)
    direct_extension = models.CharField(max_length=20, blank=True)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        """A person is in a group once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "group"], name="teams_membership_once")]

    def __str__(self) -> str:
        """Return who is in which group."""
        return f"{self.user}, {self.group}"


class AvailabilityState(models.TextChoices):
    """What a person's line says (UX.md §4)."""

    AVAILABLE = "available", "available"
    ON_CALL = "on_call", "on_call"
    AFTER_CALL = "after_call", "after_call"
    AWAY = "away", "away"
    OFF = "off", "off"


class Availability(models.Model):
    """The line state of a member of staff, set by hand for now."""

    user = models.OneToOneField(User, models.CASCADE, related_name="availability")
    state = models.CharField(max_length=12, choices=AvailabilityState.choices, default=AvailabilityState.OFF)
    note = models.CharField(max_length=80, blank=True)
    since_at = models.DateTimeField()
