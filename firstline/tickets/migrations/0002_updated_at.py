"""When a ticket last changed, so that programs can ask for what is newer; set by the database, whoever changes it."""

from django.contrib.postgres.functions import TransactionNow
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION tickets_stamp_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER tickets_ticket_stamp BEFORE UPDATE ON tickets_ticket
    FOR EACH ROW EXECUTE FUNCTION tickets_stamp_ticket();
"""
BACKWARD = """
DROP TRIGGER tickets_ticket_stamp ON tickets_ticket;
DROP FUNCTION tickets_stamp_ticket();
"""


class Migration(migrations.Migration):
    """A column, its index, and the trigger that keeps it."""

    dependencies = [("tickets", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="ticket", name="updated_at", field=models.DateTimeField(db_default=TransactionNow())
        ),
        migrations.AddIndex(
            model_name="ticket", index=models.Index(fields=["updated_at", "id"], name="tickets_updated")
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
