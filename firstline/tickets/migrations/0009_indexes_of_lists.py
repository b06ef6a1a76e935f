"""Lists by a rare status or severity, and the usual minutes of a small desk, without reading all tickets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0008_settings_edition")]

    operations = [
        migrations.AddIndex(model_name="ticket", index=models.Index(fields=["status", "id"], name="tickets_status")),
        migrations.AddIndex(
            model_name="ticket", index=models.Index(fields=["severity", "id"], name="tickets_severity")
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("minutes_worked__isnull", False)),
                fields=["desk", "-opened_at"],
                name="tickets_desk_worked",
            ),
        ),
    ]
