"""The ledger's one table, and the mark that a handler has seen an entry."""

from typing import Any, ClassVar

from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Func

from firstline.kernel.facts import Visibility


class CurrentTransactionId(Func):
    """``pg_current_xact_id()`` as a number: readers that resume order by it (DOMAIN.md, Ledger order)."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field: ClassVar["models.Field[Any, Any]"] = models.BigIntegerField()


class Entry(models.Model):
    """One fact. A trigger refuses UPDATE and DELETE; there are no foreign keys, so that nothing can reach back."""

    verb = models.CharField(max_length=80)
    desk_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    on_behalf_of_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    parent_type = models.CharField(max_length=40, blank=True)
    parent_id = models.BigIntegerField(null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=TransactionNow())
    transaction_id = models.BigIntegerField(db_default=CurrentTransactionId())
    request_id = models.CharField(max_length=64, blank=True)
    caused_by_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    visibility = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Visibility])
    retention = models.CharField(max_length=24)

    class Meta:
        """Indexes: by subject and by parent for timelines, by order for readers that resume."""

        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="ledger_entry_subject"),
            models.Index(
                fields=["parent_type", "parent_id", "id"],
                name="ledger_entry_parent",
                condition=models.Q(parent_id__isnull=False),
            ),
            models.Index(fields=["transaction_id", "id"], name="ledger_entry_order"),
        ]


class Delivery(models.Model):
    """That a handler has done its work for an entry: the key that makes at-least-once harmless."""

    entry_id = models.BigIntegerField()
    handler = models.CharField(max_length=80)
    done_at = models.DateTimeField()

    class Meta:
        """One delivery for each entry and handler."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry_id", "handler"], name="ledger_delivery_once"),
        ]
