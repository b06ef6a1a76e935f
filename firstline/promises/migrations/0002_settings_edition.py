"""A change of promised times renews the edition of the settings."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER promises_promisepolicy_edition AFTER INSERT OR UPDATE OR DELETE ON promises_promisepolicy
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
"""
BACKWARD = """
DROP TRIGGER promises_promisepolicy_edition ON promises_promisepolicy;
"""


class Migration(migrations.Migration):
    """Triggers on the tables that ``desks.selectors.kept`` is used for."""

    dependencies = [("promises", "0001_initial"), ("desks", "0003_settings_edition")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
