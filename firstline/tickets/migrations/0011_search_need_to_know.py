"""The search index knows who reads a need-to-know ticket, and typos are looked up only in what the whole desk reads.

An ordinary ticket's text has its desk's mark, ``=3``. A need-to-know one has ``=3@17`` for each reader, and ``=3@`` for
those who read all of the desk. A word that only need-to-know tickets say is in no list of words (docs/decisions/0028).
"""

from django.db import migrations

REFRESH = r"""
CREATE OR REPLACE FUNCTION tickets_refresh_texts(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH texts AS MATERIALIZED (
        SELECT ticket.id, ticket.desk_id, tickets_language(desk.language) AS language,
               ticket.reader_ids IS NULL AS is_open,
               CASE WHEN ticket.reader_ids IS NULL THEN ARRAY['=' || ticket.desk_id]
               ELSE ARRAY(SELECT '=' || ticket.desk_id || '@' || reader
                            FROM unnest(array_append(ticket.reader_ids::text[], '')) AS reader) END AS marks,
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
        SELECT id, marks,
               setweight(to_tsvector(language, title), 'A') || to_tsvector(language, public_words) AS public_vector,
               to_tsvector(language, staff_words) AS staff_only
          FROM texts
    ), words AS (
        INSERT INTO tickets_ticketword (desk_id, word, trigrams)
        SELECT desk_id, word, tickets_trigrams(word)
          FROM (SELECT DISTINCT desk_id, word
                  FROM texts, string_to_table(concat_ws(' ', title, public_words, staff_words), ' ') AS word
                 WHERE is_open AND char_length(word) BETWEEN 4 AND 24 AND word !~ '[0-9]') AS met
         WHERE NOT EXISTS (SELECT FROM tickets_ticketword AS known
                            WHERE known.desk_id = met.desk_id AND known.word = met.word)
    )
    INSERT INTO tickets_tickettext (ticket_id, public_vector, staff_vector)
    SELECT id, public_vector, public_vector || staff_only || array_to_tsvector(marks) FROM vectors
    ON CONFLICT (ticket_id) DO UPDATE SET public_vector = excluded.public_vector, staff_vector = excluded.staff_vector
$$;
"""
FORGET = r"""
-- What the ticket says now or said once, as far as no ticket that the whole desk reads says it too (by its stem).
-- Each word is asked for by its value: for a frequent one the planner reads until the first hit, for a rare one by GIN.
CREATE FUNCTION tickets_forget_words(asked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    met record;
    is_said boolean;
BEGIN
    FOR met IN
        SELECT known.id,
               plainto_tsquery(tickets_language(desk.language), known.word) && ('=' || desk.id)::tsquery AS query
          FROM tickets_ticket AS ticket
          JOIN desks_desk AS desk ON desk.id = ticket.desk_id
          CROSS JOIN LATERAL (
              SELECT concat_ws(' ', ticket.title, ticket.tried, ticket.requester_name,
                  (SELECT string_agg(body, ' ') FROM tickets_message WHERE ticket_id = ticket.id),
                  (SELECT string_agg(old_text, ' ') FROM tickets_textrevision WHERE ticket_id = ticket.id)) AS text
              ) AS told
          CROSS JOIN LATERAL (SELECT DISTINCT string_to_table(tickets_folded(told.text), ' ') AS word) AS said
          JOIN tickets_ticketword AS known ON known.desk_id = ticket.desk_id AND known.word = said.word
         WHERE ticket.id = asked
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM tickets_tickettext WHERE staff_vector @@ %L::tsquery)', met.query)
           INTO is_said;
        IF NOT is_said THEN
            DELETE FROM tickets_ticketword WHERE id = met.id;
        END IF;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION tickets_ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets_refresh_texts(ARRAY[NEW.id]);
    IF OLD.reader_ids IS NULL AND NEW.reader_ids IS NOT NULL THEN
        PERFORM tickets_forget_words(NEW.id);
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER tickets_text_ticket_change ON tickets_ticket;
CREATE TRIGGER tickets_text_ticket_change
    AFTER UPDATE OF title, tried, requester_name, desk_id, reader_ids ON tickets_ticket
    FOR EACH ROW WHEN ((OLD.title, OLD.tried, OLD.requester_name, OLD.desk_id, OLD.reader_ids)
                       IS DISTINCT FROM (NEW.title, NEW.tried, NEW.requester_name, NEW.desk_id, NEW.reader_ids))
    EXECUTE FUNCTION tickets_ticket_changed();
"""


class Migration(migrations.Migration):
    """No way back: without the marks the index would show everybody everything."""

    dependencies = [("tickets", "0010_need_to_know")]
    operations = [migrations.RunSQL(REFRESH), migrations.RunSQL(FORGET)]
