"""Answers of the REST API that are kept for a day, so that asking twice does a thing once."""

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
