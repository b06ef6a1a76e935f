"""Each number series has a PostgreSQL sequence: numbers are unique and never reused, gaps are allowed."""

from django.db import migrations

# The app role may not create objects; the function runs with its owner's rights and makes nothing but this sequence.
# The path is the owner's, so that the caller cannot choose what the names in it mean.
FORWARD = """
CREATE FUNCTION desks_make_sequence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE
    name text := format('ticket_number_%s', NEW.id);
BEGIN
    EXECUTE format('CREATE SEQUENCE %I START WITH %s MINVALUE 1', name, NEW.first_number);
    EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %I TO PUBLIC', name);
    RETURN NEW;
END $$;
CREATE TRIGGER desks_numberseries_sequence AFTER INSERT ON desks_numberseries
    FOR EACH ROW EXECUTE FUNCTION desks_make_sequence();
"""
BACKWARD = """
DROP TRIGGER desks_numberseries_sequence ON desks_numberseries;
DROP FUNCTION desks_make_sequence();
"""


class Migration(migrations.Migration):
    """A sequence for each row of the series table."""

    dependencies = [("desks", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
