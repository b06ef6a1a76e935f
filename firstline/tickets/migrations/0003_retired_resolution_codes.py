"""Resolution codes can be retired: offered no more, kept by the tickets that have them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0002_updated_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="resolutioncode",
            name="is_active",
            field=models.BooleanField(default=True),
        ),
    ]
