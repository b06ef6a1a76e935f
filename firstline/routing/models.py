"""Coverage: which group takes which nature at which level."""

from typing import ClassVar

from django.db import models

from firstline.catalog.models import Nature
from firstline.desks.models import Desk
from firstline.teams.models import Level, SupportGroup


class Coverage(models.Model):
    """One row of the routing table."""

    desk = models.ForeignKey(Desk, models.PROTECT)
    nature = models.ForeignKey(Nature, models.CASCADE, related_name="coverage")
    level = models.ForeignKey(Level, models.CASCADE)
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="coverage")

    class Meta:
        """One group for desk, nature and level."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "nature", "level"], name="routing_coverage_once")
        ]
