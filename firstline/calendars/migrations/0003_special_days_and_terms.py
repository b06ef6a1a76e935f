"""Days with hours of their own, and terms. No calendar has any yet, so nothing is due at another time."""

import datetime as dt

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables beside the holidays."""

    dependencies = [("calendars", "0002_edition")]
    operations = [
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                ("opens_at", models.TimeField()),
                ("closes_at", models.TimeField()),
                ("name", models.CharField(max_length=120)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="special_days",
                        to="calendars.calendar",
                    ),
                ),
            ],
            options={
                "ordering": ["date", "opens_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(closes_at=dt.time(0, 0)) | models.Q(closes_at__gt=models.F("opens_at")),
                        name="calendars_special_order",
                    ),
                    models.UniqueConstraint(fields=("calendar", "date", "opens_at"), name="calendars_special_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_date", models.DateField()),
                ("last_date", models.DateField()),
                ("name", models.CharField(max_length=120)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="calendars.calendar"
                    ),
                ),
            ],
            options={
                "ordering": ["first_date", "last_date", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(last_date__gt=models.F("first_date")), name="calendars_term_order"
                    )
                ],
            },
        ),
    ]
