"""The history of settings, and how far the first run has come."""

from typing import ClassVar

from django.db import models

from firstline.desks.models import Desk
from firstline.identity.models import User


class SettingRevision(models.Model):
    """One change of one setting, as it was before and after; None where there was none.

    ``setting`` is the code of a kind, ``subject_id`` the row that the room keeps it in. Undoing is a new change that
    names the undone one. The fact in the ledger names the revision and the fields, never the words.
    """

    setting = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    desk = models.ForeignKey(Desk, models.PROTECT, null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, null=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        """Newest first; the history of one setting is found by its kind and row."""

        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["setting", "subject_id", "-id"], name="settings_revision_of")]


class SkippedStep(models.Model):
    """A step of the first run that somebody left out. That a step is done, the data themselves tell."""

    step = models.CharField(max_length=20, unique=True)
    skipped_at = models.DateTimeField()
    skipped_by = models.ForeignKey(User, models.PROTECT, null=True)
