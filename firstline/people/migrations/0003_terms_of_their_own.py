"""What persons are found by is read by who searches only: out of ``Person``, into a second model of the same table.

The database stays as it is, but that a person who is added may leave the terms out; its indexes stand in 0001.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.search
from django.db import migrations, models

import firstline.people.models

FORWARD = """
ALTER TABLE people_person ALTER COLUMN search_terms SET DEFAULT '{}', ALTER COLUMN guarded_terms SET DEFAULT '{}';
"""
BACKWARD = """
ALTER TABLE people_person ALTER COLUMN search_terms DROP DEFAULT, ALTER COLUMN guarded_terms DROP DEFAULT;
"""


def _terms():
    return django.contrib.postgres.fields.ArrayField(models.CharField(max_length=80), default=list, size=None)


def _vector(name):
    return models.GeneratedField(
        expression=firstline.people.models.TermsVector(models.F(name)),
        output_field=django.contrib.postgres.search.SearchVectorField(),
        db_persist=True,
    )


class Migration(migrations.Migration):
    """Of Django's picture of the table, not of the table."""

    dependencies = [("people", "0002_merged_into")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(FORWARD, BACKWARD)],
            state_operations=[
                migrations.RemoveIndex("person", "people_person_search"),
                migrations.RemoveIndex("person", "people_person_guarded"),
                migrations.RemoveField("person", "search_vector"),
                migrations.RemoveField("person", "guarded_vector"),
                migrations.RemoveField("person", "search_terms"),
                migrations.RemoveField("person", "guarded_terms"),
                migrations.CreateModel(
                    name="PersonTerms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("search_terms", _terms()),
                        ("guarded_terms", _terms()),
                        ("search_vector", _vector("search_terms")),
                        ("guarded_vector", _vector("guarded_terms")),
                    ],
                    options={"managed": False, "db_table": "people_person"},
                ),
            ],
        )
    ]
