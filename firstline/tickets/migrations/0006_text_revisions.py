"""Earlier words of titles and notes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0005_attachments")]

    operations = [
        migrations.CreateModel(
            name="TextRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_text", models.TextField()),
                ("changed_by_name", models.CharField(max_length=200)),
                ("changed_at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="tickets.message",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="text_revisions",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
    ]
