"""A change of coverage renews the edition of the settings."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER routing_coverage_edition AFTER INSERT OR UPDATE OR DELETE ON routing_coverage
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
"""
BACKWARD = """
DROP TRIGGER routing_coverage_edition ON routing_coverage;
"""


class Migration(migrations.Migration):
    """Triggers on the tables that ``desks.selectors.kept`` is used for."""

    dependencies = [("routing", "0001_initial"), ("desks", "0003_settings_edition")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
