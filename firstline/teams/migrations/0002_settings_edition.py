"""A change of levels and groups renews the edition of the settings."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER teams_level_edition AFTER INSERT OR UPDATE OR DELETE ON teams_level
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER teams_supportgroup_edition AFTER INSERT OR UPDATE OR DELETE ON teams_supportgroup
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
"""
BACKWARD = """
DROP TRIGGER teams_level_edition ON teams_level;
DROP TRIGGER teams_supportgroup_edition ON teams_supportgroup;
"""


class Migration(migrations.Migration):
    """Triggers on the tables that ``desks.selectors.kept`` is used for."""

    dependencies = [("teams", "0001_initial"), ("desks", "0003_settings_edition")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
