"""A change of resolution codes renews the edition of the settings."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER tickets_resolutioncode_edition AFTER INSERT OR UPDATE OR DELETE ON tickets_resolutioncode
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
"""
BACKWARD = """
DROP TRIGGER tickets_resolutioncode_edition ON tickets_resolutioncode;
"""


class Migration(migrations.Migration):
    """Triggers on the tables that ``desks.selectors.kept`` is used for."""

    dependencies = [("tickets", "0007_queue_keeps"), ("desks", "0003_settings_edition")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
