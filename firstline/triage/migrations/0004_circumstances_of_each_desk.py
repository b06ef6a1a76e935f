"""Each desk has its own circumstances: two desks may use the same code."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0003_retired_circumstances"),
    ]

    operations = [
        migrations.AlterField(
            model_name="modifier",
            name="code",
            field=models.SlugField(max_length=40),
        ),
        migrations.AddConstraint(
            model_name="modifier",
            constraint=models.UniqueConstraint(fields=["desk", "code"], name="triage_modifier_once"),
        ),
    ]
