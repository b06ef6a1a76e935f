"""Who reads a need-to-know ticket, and why it is one."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0009_indexes_of_lists")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="need_to_know_reason",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="ticket",
            name="reader_ids",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True, size=None),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("reader_ids__isnull", False)), fields=["desk"], name="tickets_need_to_know"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reader_ids__isnull", True), models.Q(("need_to_know_reason", ""), _negated=True), _connector="OR"
                ),
                name="tickets_need_to_know_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reader_ids__isnull", True),
                    ("assignee__isnull", True),
                    ("reader_ids__contains", [models.F("assignee")]),
                    _connector="OR",
                ),
                name="tickets_assignee_reads",
            ),
        ),
    ]
