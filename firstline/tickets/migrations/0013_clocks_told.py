"""Clocks remember whom they told: when to warn, that somebody was warned, that the promise was broken."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

RUNNING = Q(met_at__isnull=True, stopped_at__isnull=True, running_since_at__isnull=False)


class Migration(migrations.Migration):
    """Of what was late before nobody is told afterwards."""

    dependencies: ClassVar = [("tickets", "0012_drafts_of_answers"), ("contacts", "0004_callbacks_tried")]
    operations: ClassVar = [
        *(
            migrations.AddField("ticketclock", name, models.DateTimeField(null=True))
            for name in ("warn_at", "warned_at", "late_told_at")
        ),
        migrations.RunSQL(
            "UPDATE tickets_ticketclock SET warned_at = now(), late_told_at = now()"
            " WHERE due_at < now() AND met_at IS NULL AND stopped_at IS NULL",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveIndex("ticketclock", "tickets_clock_due"),
        migrations.AddIndex(
            "ticketclock",
            models.Index(fields=["due_at"], condition=RUNNING & Q(late_told_at__isnull=True), name="tickets_clock_due"),
        ),
        migrations.AddIndex(
            "ticketclock",
            models.Index(fields=["warn_at"], condition=RUNNING & Q(warned_at__isnull=True), name="tickets_clock_warn"),
        ),
    ]
