"""An edition of all settings beside each desk: another one after every change, so that what was read can be kept.

Rooms hang the function ``desks_renew_edition`` on the tables that their settings live in. A random number and not a
count: one that a rolled back transaction made must never come again.
"""

from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION desks_renew_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE desks_desk SET settings_edition = gen_random_uuid();
    RETURN NULL;
END $$;
CREATE FUNCTION desks_renew_own_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.settings_edition := gen_random_uuid();
    RETURN NEW;
END $$;
CREATE TRIGGER desks_desk_edition BEFORE UPDATE ON desks_desk
    FOR EACH ROW EXECUTE FUNCTION desks_renew_own_edition();
CREATE TRIGGER desks_numberseries_edition AFTER UPDATE OR DELETE ON desks_numberseries
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
CREATE TRIGGER calendars_calendar_edition AFTER UPDATE OR DELETE ON calendars_calendar
    FOR EACH STATEMENT EXECUTE FUNCTION desks_renew_edition();
"""
BACKWARD = """
DROP TRIGGER calendars_calendar_edition ON calendars_calendar;
DROP TRIGGER desks_numberseries_edition ON desks_numberseries;
DROP TRIGGER desks_desk_edition ON desks_desk;
DROP FUNCTION desks_renew_own_edition();
DROP FUNCTION desks_renew_edition();
"""


class Migration(migrations.Migration):
    """A column and the triggers that renew it."""

    dependencies = [("desks", "0002_number_sequences")]
    operations = [
        migrations.AddField(
            model_name="desk",
            name="settings_edition",
            field=models.UUIDField(db_default=RandomUUID(), editable=False),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
