"""However large the tables are, a search reads little of them: the plans at 50,000 tickets, with real row counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.tickets.selectors.search import Search, search_tickets
from tests.architecture.matrix.seed import Seed
from tests.support.plans import reads_above, throw_away

pytestmark = pytest.mark.django_db
TICKETS_COUNT = 50_000
LARGE = {"tickets_ticket", "tickets_tickettext", "tickets_message", "tickets_ticketword"}
FILL = """
    INSERT INTO tickets_ticket ({columns})
    SELECT {values} FROM tickets_ticket AS first, generate_series(1, {count}) AS n WHERE first.id = {ticket_id};
    INSERT INTO tickets_tickettext (ticket_id, public_vector, staff_vector)
    SELECT id, '', to_tsvector('english', title || ' common word number ' || id)
           || array_to_tsvector(ARRAY['=' || desk_id])
      FROM tickets_ticket WHERE number LIKE 'n%';
    ANALYZE tickets_ticket, tickets_tickettext;
"""


def fill(ticket_id: int) -> None:
    """Make many tickets like this one; one in a thousand is about a giraffe."""
    own = {
        "number": "'n' || n",
        "public_id": "gen_random_uuid()",
        "title": "CASE WHEN n % 1000 = 0 THEN 'Giraffe jam' ELSE 'Paper jam' END",
        "status": "'new'",
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'tickets_ticket'")
        columns = [name for (name,) in cursor.fetchall() if name != "id"]
        values = ", ".join(own.get(name, f"first.{name}") for name in columns)
        statement = FILL.format(columns=", ".join(columns), values=values, count=TICKETS_COUNT, ticket_id=ticket_id)
        for part in statement.split(";"):
            if part.strip():
                cursor.execute(part)


def test_no_search_reads_a_large_table_whole(seeded: Seed) -> None:
    fill(seeded.objects["district"]["ticket_id"])
    for text in ("giraffe", "jam", "common jam", "giraffe common", "word number", "girafe", "5917"):
        with CaptureQueriesContext(connection) as queries:
            search_tickets(actor=seeded.world.actor("dana"), search=Search(text), limit=50)
        assert any("tickets_" in query["sql"] for query in queries)
        assert reads_above(TICKETS_COUNT // 10, LARGE, queries) == [], text
    throw_away()


def test_a_search_is_planned_by_its_words_each_time(seeded: Seed) -> None:
    """A plan that a connection keeps fits rare words or common ones, never both: at a million tickets 375 ms or 3."""
    for _ in range(8):
        assert search_tickets(actor=seeded.world.actor("dana"), search=Search("prints"), limit=50).rows
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE statement LIKE '%staff_vector%'), count(*) FROM pg_prepared_statements"
        )
        of_words, all_kept = cursor.fetchone()
    assert of_words <= 1  # ranking what was found
    assert all_kept > 1
