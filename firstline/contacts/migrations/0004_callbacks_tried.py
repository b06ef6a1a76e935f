"""Callbacks that nobody answered are tried again: when they are due next, and who was told."""

from typing import ClassVar

from django.db import migrations, models

FIELDS = ("tried_at", "reminded_at", "missed_at")


class Migration(migrations.Migration):
    """What was promised before is due as promised; of what has passed nobody is told afterwards."""

    dependencies: ClassVar = [("contacts", "0003_index_of_logged")]
    operations: ClassVar = [
        migrations.AddField("callback", "due_at", models.DateTimeField(null=True)),
        *(migrations.AddField("callback", name, models.DateTimeField(null=True)) for name in FIELDS),
        migrations.RunSQL(
            "UPDATE contacts_callback SET due_at = promised_at,"
            " reminded_at = CASE WHEN promised_at < now() THEN now() END,"
            " missed_at = CASE WHEN promised_at < now() THEN now() END",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("callback", "due_at", models.DateTimeField()),
        migrations.RemoveIndex("callback", "contacts_callback_due"),
        migrations.AddIndex(
            "callback",
            models.Index(fields=["due_at"], condition=models.Q(state="due"), name="contacts_callback_due"),
        ),
    ]
