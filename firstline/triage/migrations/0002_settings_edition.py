"""A change of words, questions and circumstances renews the edition of the settings."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER triage_keywordrule_edition AFTER INSERT OR UPDATE OR DELETE ON triage_keywordrule
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER triage_questionset_edition AFTER INSERT OR UPDATE OR DELETE ON triage_questionset
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER triage_question_edition AFTER INSERT OR UPDATE OR DELETE ON triage_question
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER triage_modifier_edition AFTER INSERT OR UPDATE OR DELETE ON triage_modifier
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
"""
BACKWARD = """
DROP TRIGGER triage_keywordrule_edition ON triage_keywordrule;
DROP TRIGGER triage_questionset_edition ON triage_questionset;
DROP TRIGGER triage_question_edition ON triage_question;
DROP TRIGGER triage_modifier_edition ON triage_modifier;
"""


class Migration(migrations.Migration):
    """Triggers on the tables that ``desks.selectors.kept`` is used for."""

    dependencies = [("triage", "0001_initial"), ("desks", "0003_settings_edition")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
