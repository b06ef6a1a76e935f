"""The cache is an unlogged table: per-process memory would multiply every rate limit by the number of workers."""

from django.db import migrations

FORWARD = """
CREATE UNLOGGED TABLE kit_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX kit_cache_expires ON kit_cache (expires);
"""


class Migration(migrations.Migration):
    """The table that Django's database cache expects."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(FORWARD, "DROP TABLE kit_cache;")]
