"""Answers of the REST API that are kept for a day, so that asking twice does a thing once; pages opened lately."""

from typing import ClassVar

from django.db import models

from firstline.identity.models import User


class StoredAnswer(models.Model):
    """What an act answered to a person's ``Idempotency-Key``; written in the transaction of the act.

    ``digest`` stands for method, address and body: the same key with another request is refused.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        """A person uses a key once; old ones are found by time."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="kit_answer_once")]


class Opened(models.Model):
    """That a person opened a page lately: the name of its address, and what it is about; for the palette."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    opened_at = models.DateTimeField()

    class Meta:
        """A page of a person stands once; the latest ones are found by time."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "page", "key"], name="kit_opened_once")]
        indexes: ClassVar = [models.Index(fields=["user", "-opened_at"], name="kit_opened_lately")]
