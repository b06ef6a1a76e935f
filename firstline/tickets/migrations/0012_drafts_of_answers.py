"""A requester's unsent answer is kept as staff's words are: a further kind of draft. No column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0011_search_need_to_know")]

    operations = [
        migrations.AlterField(
            model_name="composerdraft",
            name="kind",
            field=models.CharField(
                choices=[("reply", "reply"), ("note", "note"), ("resolve", "resolve"), ("answer", "answer")],
                max_length=12,
            ),
        ),
    ]
