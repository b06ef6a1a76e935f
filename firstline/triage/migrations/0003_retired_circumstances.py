"""Circumstances can be retired: offered no more, still named by the tickets that have them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0002_settings_edition"),
    ]

    operations = [
        migrations.AddField(
            model_name="modifier",
            name="is_active",
            field=models.BooleanField(default=True),
        ),
    ]
