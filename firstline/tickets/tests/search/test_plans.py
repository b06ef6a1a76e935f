"""However large the tables are, a search reads little of them: the plans at 50,000 tickets, with real row counts."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.tickets.selectors.search import Search, search_tickets
from tests.architecture.matrix.seed import seed
from tests.world import World

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


def rows_read(sql: str) -> dict[str, int]:
    """Return how many rows of each large table a query looks at."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        (told,) = cursor.fetchone()
    read: dict[str, int] = {}
    _walk((json.loads(told) if isinstance(told, str) else told)[0]["Plan"], read)
    return read


def _walk(node: dict[str, Any], read: dict[str, int]) -> None:
    table = node.get("Relation Name", "")
    if table in LARGE:
        filtered = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        read[table] = read.get(table, 0) + int((node["Actual Rows"] + filtered) * node["Actual Loops"])
    for child in node.get("Plans", ()):
        _walk(child, read)


def test_no_search_reads_a_large_table_whole(world: World) -> None:
    fill(seed(world).objects["district"]["ticket_id"])
    for text in ("giraffe", "jam", "common jam", "giraffe common", "word number", "girafe", "5917"):
        with CaptureQueriesContext(connection) as queries:
            search_tickets(actor=world.actor("dana"), search=Search(text), limit=50)
        selects = [query["sql"] for query in queries if "tickets_" in query["sql"]]
        assert selects
        for sql in selects:
            for table, count in rows_read(sql).items():
                assert count < TICKETS_COUNT / 10, f"{text}, {table}: {count} rows\n{sql}"
