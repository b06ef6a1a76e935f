"""A change of natures, services and entitlement renews the edition of the settings."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER catalog_service_edition AFTER INSERT OR UPDATE OR DELETE ON catalog_service
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER catalog_nature_edition AFTER INSERT OR UPDATE OR DELETE ON catalog_nature
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER catalog_entitlementrule_edition AFTER INSERT OR UPDATE OR DELETE ON catalog_entitlementrule
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER people_personcategory_edition AFTER UPDATE ON people_personcategory
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
"""
BACKWARD = """
DROP TRIGGER people_personcategory_edition ON people_personcategory;
DROP TRIGGER catalog_service_edition ON catalog_service;
DROP TRIGGER catalog_nature_edition ON catalog_nature;
DROP TRIGGER catalog_entitlementrule_edition ON catalog_entitlementrule;
"""


class Migration(migrations.Migration):
    """Triggers on the tables that ``desks.selectors.kept`` is used for."""

    dependencies = [("catalog", "0001_initial"), ("desks", "0003_settings_edition"), ("people", "0002_merged_into")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
