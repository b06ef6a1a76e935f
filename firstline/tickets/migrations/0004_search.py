"""Full text of tickets: what each is found by, the words in which typos are looked up, and synonyms.

Triggers keep both tables, so that whoever writes a message (a use case, the demo's COPY, a later import) writes the
index in the same transaction (docs/decisions/0022). A ticket is found from its first message on; every ticket has one.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# As people.rules.folding does it: lower case, no accents; whatever is neither letter nor figure parts words.
FUNCTIONS = r"""
CREATE FUNCTION tickets_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    translate(
        CASE WHEN octet_length(words) = char_length(words) THEN lower(words)
        ELSE regexp_replace(
            replace(replace(replace(replace(translate(
                regexp_replace(lower(normalize(words, NFKD)), '[\u0300-\u036f\u00ad\u200b-\u200f\u2060]', '', 'g'),
                'łøđðı', 'loddi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
            '[\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f'
            '\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f]',
            ' ', 'g')
        END,
        E'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r', repeat(' ', 35));

CREATE FUNCTION tickets_language(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    CASE split_part(lower(language), '-', 1)
        WHEN 'en' THEN 'pg_catalog.english'::regconfig
        WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
        WHEN 'fr' THEN 'pg_catalog.french'::regconfig
        WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
        WHEN 'de' THEN 'pg_catalog.german'::regconfig
        WHEN 'it' THEN 'pg_catalog.italian'::regconfig
        WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
        WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
        ELSE 'pg_catalog.simple'::regconfig
    END;

CREATE FUNCTION tickets_trigrams(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    (SELECT array_agg(DISTINCT substr('  ' || word || ' ', place, 3))
       FROM generate_series(1, char_length(word) + 1) AS place);

CREATE FUNCTION tickets_query(language text, words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    to_tsquery(tickets_language(language), words);

-- The newest 100,000 characters of a ticket are indexed, so that a long story can always be added to.
CREATE FUNCTION tickets_refresh_texts(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH texts AS MATERIALIZED (
        SELECT ticket.id, ticket.desk_id, tickets_language(desk.language) AS language,
               tickets_folded(ticket.title) AS title,
               tickets_folded(left(coalesce(said.public_words, ''), 100000)) AS public_words,
               tickets_folded(left(concat_ws(' ', ticket.tried, ticket.requester_name, said.staff_words), 100000))
                   AS staff_words
          FROM tickets_ticket AS ticket
          JOIN desks_desk AS desk ON desk.id = ticket.desk_id
          CROSS JOIN LATERAL (
              SELECT string_agg(body, ' ' ORDER BY id DESC) FILTER (WHERE is_public) AS public_words,
                     string_agg(body, ' ' ORDER BY id DESC) FILTER (WHERE NOT is_public) AS staff_words
                FROM tickets_message WHERE ticket_id = ticket.id) AS said
         WHERE ticket.id = ANY (ids)
    ), vectors AS (
        SELECT id, desk_id,
               setweight(to_tsvector(language, title), 'A') || to_tsvector(language, public_words) AS public_vector,
               to_tsvector(language, staff_words) AS staff_only
          FROM texts
    ), words AS (
        INSERT INTO tickets_ticketword (desk_id, word, trigrams)
        SELECT desk_id, word, tickets_trigrams(word)
          FROM (SELECT DISTINCT desk_id, word
                  FROM texts, string_to_table(concat_ws(' ', title, public_words, staff_words), ' ') AS word
                 WHERE char_length(word) BETWEEN 4 AND 24 AND word !~ '[0-9]') AS met
         WHERE NOT EXISTS (SELECT FROM tickets_ticketword AS known
                            WHERE known.desk_id = met.desk_id AND known.word = met.word)
    )
    INSERT INTO tickets_tickettext (ticket_id, public_vector, staff_vector)
    SELECT id, public_vector, public_vector || staff_only || array_to_tsvector(ARRAY['=' || desk_id]) FROM vectors
    ON CONFLICT (ticket_id) DO UPDATE SET public_vector = excluded.public_vector, staff_vector = excluded.staff_vector
$$;

CREATE FUNCTION tickets_messages_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets_refresh_texts(ARRAY(SELECT DISTINCT ticket_id FROM came));
    RETURN NULL;
END $$;
CREATE FUNCTION tickets_message_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets_refresh_texts(ARRAY(
        SELECT ticket_id FROM tickets_tickettext WHERE ticket_id IN (OLD.ticket_id, NEW.ticket_id)));
    RETURN NULL;
END $$;
CREATE FUNCTION tickets_ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets_refresh_texts(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION tickets_ticket_changed();
DROP FUNCTION tickets_message_changed();
DROP FUNCTION tickets_messages_came();
DROP FUNCTION tickets_refresh_texts(bigint[]);
DROP FUNCTION tickets_query(text, text);
DROP FUNCTION tickets_trigrams(text);
DROP FUNCTION tickets_language(text);
DROP FUNCTION tickets_folded(text);
"""
TRIGGERS = """
CREATE TRIGGER tickets_text_messages AFTER INSERT ON tickets_message REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION tickets_messages_came();
CREATE TRIGGER tickets_text_message_change AFTER UPDATE OF body, is_public, ticket_id OR DELETE ON tickets_message
    FOR EACH ROW EXECUTE FUNCTION tickets_message_changed();
CREATE TRIGGER tickets_text_ticket_change AFTER UPDATE OF title, tried, requester_name, desk_id ON tickets_ticket
    FOR EACH ROW WHEN ((OLD.title, OLD.tried, OLD.requester_name, OLD.desk_id)
                       IS DISTINCT FROM (NEW.title, NEW.tried, NEW.requester_name, NEW.desk_id))
    EXECUTE FUNCTION tickets_ticket_changed();
ALTER TABLE tickets_tickettext ALTER COLUMN staff_vector SET STATISTICS 2000;
SELECT tickets_refresh_texts(ARRAY(SELECT DISTINCT ticket_id FROM tickets_message));
"""
NO_TRIGGERS = """
DROP TRIGGER tickets_text_ticket_change ON tickets_ticket;
DROP TRIGGER tickets_text_message_change ON tickets_message;
DROP TRIGGER tickets_text_messages ON tickets_message;
"""
SYNONYMS = (
    ("wifi", "wi-fi", "wireless", "wlan"),
    ("laptop", "notebook"),
    ("projector", "beamer"),
    ("password", "passcode"),
    ("email", "e-mail", "mail"),
    ("login", "log-in", "sign-in", "logon"),
    ("phone", "telephone"),
    ("computer", "pc", "workstation", "desktop"),
    ("screen", "monitor", "display"),
    ("copier", "photocopier"),
    ("tv", "television"),
    ("usb stick", "thumb drive", "flash drive"),
)


def add_synonyms(registry, _editor):
    """Add the words that help desks mix; an agency changes them as data."""
    synonyms = registry.get_model("tickets", "Synonyms")
    synonyms.objects.bulk_create(synonyms(words=list(words)) for words in SYNONYMS)


class Migration(migrations.Migration):
    """Tables, triggers, and the first synonyms."""

    dependencies = [("desks", "0002_number_sequences"), ("tickets", "0003_retired_resolution_codes")]
    operations = [
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="TicketText",
            fields=[
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="tickets.ticket",
                    ),
                ),
                ("public_vector", django.contrib.postgres.search.SearchVectorField()),
                ("staff_vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["staff_vector"], gin_pending_list_limit=512, name="tickets_text_staff"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="TicketWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=24)),
                (
                    "trigrams",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), size=None),
                ),
                (
                    "desk",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="desks.desk"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["desk", "word"], name="tickets_word_desk"),
                    django.contrib.postgres.indexes.GinIndex(fields=["trigrams"], name="tickets_word_trigrams"),
                ]
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunPython(add_synonyms, migrations.RunPython.noop),
    ]
