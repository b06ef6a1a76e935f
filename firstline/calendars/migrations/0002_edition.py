"""A calendar has an edition at random in place of a counted version, which could come again with other hours."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column for another; compiled calendars live in processes only, so nothing is carried over."""

    dependencies = [("calendars", "0001_initial")]
    operations = [
        migrations.RemoveField("calendar", "version"),
        migrations.AddField("calendar", "edition", models.UUIDField(default=uuid.uuid4, editable=False)),
    ]
