"""What people keep of the queue: their columns, saved views, and what an act on many tickets changed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from firstline.desks.models import Desk
from firstline.identity.models import User


class QueueColumns(models.Model):
    """Which columns of the queue a person wants to see, in their order; nobody's row means the usual ones."""

    user = models.OneToOneField(User, models.CASCADE, related_name="queue_columns")
    codes = ArrayField(models.CharField(max_length=12))


class SavedView(models.Model):
    """A view of the queue that somebody keeps by name: their own, or a desk's when it is shared.

    ``query`` is what ``rules/queue_query.py`` read and wrote. A deleted one stays a while, so that it can come back.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    desk = models.ForeignKey(Desk, models.CASCADE, null=True, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        """By name; those that stand are found by owner and by desk."""

        ordering: ClassVar = ["name", "id"]


class BulkAct(models.Model):
    """What one act on many tickets changed, for its Undo: ticket id, the version it left, and what was before."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    act = models.CharField(max_length=12)
    changes = models.JSONField()
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
