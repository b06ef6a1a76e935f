"""The latest logs of a desk are found without reading all of its calls."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_paper_forms")]

    operations = [
        migrations.AddIndex(
            model_name="contact", index=models.Index(fields=["desk", "-logged_at"], name="contacts_desk_logged")
        ),
    ]
