"""Contents of files, each once, cut into rows of 1 MB, and the named occurrences that people see."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from firstline.desks.models import Desk
from firstline.identity.models import User


class Content(models.Model):
    """The bytes of a file, known by their SHA-256. ``media_type`` is our own detection."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    is_picture = models.BooleanField()


class Chunk(models.Model):
    """One piece of a content, at most 1 MB."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        """In order, each once."""

        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["content", "position"], name="files_chunk_once")]


class Preview(models.Model):
    """The small picture of a content that is a picture, made when it was stored: WebP without anything else in it."""

    content = models.OneToOneField(Content, models.CASCADE, related_name="preview")
    data = models.BinaryField()


class StoredFile(models.Model):
    """A named occurrence of a content. Until ``attached_at`` is set it is an upload that may be thrown away."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    content = models.ForeignKey(Content, models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    attached_at = models.DateTimeField(null=True)

    class Meta:
        """What is not attached is found by its person and its age."""

        indexes: ClassVar = [
            models.Index(
                fields=["uploaded_by", "uploaded_at"], condition=Q(attached_at__isnull=True), name="files_waiting"
            )
        ]
