"""Promised times of a desk by severity."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from firstline.desks.models import Desk


class PromisePolicy(models.Model):
    """First reply and solve for one severity.

    Each is a business duration in minutes or the end of the n-th business day. ``pauses_while_waiting`` holds for
    every reason of waiting.
    """

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="promise_policies")
    severity = models.CharField(max_length=8, choices=[(c, c) for c in ("low", "normal", "high", "critical")])
    first_reply_minutes = models.PositiveIntegerField(null=True, blank=True)
    first_reply_business_days = models.PositiveSmallIntegerField(null=True, blank=True)
    solve_minutes = models.PositiveIntegerField(null=True, blank=True)
    solve_business_days = models.PositiveSmallIntegerField(null=True, blank=True)
    pauses_while_waiting = models.BooleanField(default=True)

    class Meta:
        """One policy for desk and severity; a target is minutes or days, not both."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "severity"], name="promises_policy_once"),
            models.CheckConstraint(
                condition=Q(first_reply_minutes__isnull=True) | Q(first_reply_business_days__isnull=True),
                name="promises_reply_one_kind",
            ),
            models.CheckConstraint(
                condition=Q(solve_minutes__isnull=True) | Q(solve_business_days__isnull=True),
                name="promises_solve_one_kind",
            ),
        ]
