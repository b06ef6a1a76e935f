"""At 200,000 tickets no list and no count of the queue reads the whole table: PostgreSQL's own plans say so."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.kernel import clock
from firstline.tickets.models import Ticket
from firstline.tickets.rules.queue_query import Query, Sort, View
from firstline.tickets.selectors.queue import lists as queue
from firstline.tickets.selectors.queue.order import key_text, read_key
from firstline.tickets.tests.queue.test_list import logged
from tests.world import World

pytestmark = pytest.mark.django_db
ROWS = 200_000
READ_AT_MOST = 40_000
FILL = """
INSERT INTO tickets_ticket ({columns})
SELECT {values} FROM tickets_ticket t, generate_series(1, %s) n WHERE t.id = %s
"""
CHANGED = {
    "public_id": "gen_random_uuid()",
    "number": "'X' || n",
    "status": "CASE WHEN n %% 100 = 0 THEN 'new' ELSE 'closed' END",
    "opened_at": "t.opened_at - n * interval '4 minutes'",
    "resolved_at": "CASE WHEN n %% 100 = 0 THEN NULL ELSE t.opened_at END",
    "resolution_code_id": "CASE WHEN n %% 100 = 0 THEN NULL ELSE (SELECT min(id) FROM tickets_resolutioncode) END",
    "assignee_id": "CASE WHEN n %% 3 = 0 THEN NULL ELSE (SELECT min(id) + n %% 3 FROM identity_user) END",
    "severity_rank": "n %% 4",
    "updated_at": "t.updated_at - n * interval '4 minutes'",
}


@pytest.fixture
def large(world: World) -> World:
    """Return the small world with 200,000 tickets, one in a hundred of them open."""
    ticket = logged(world, "The one that all others are like")
    fields = [field.column for field in Ticket._meta.concrete_fields if field.column != "id"]
    values = ", ".join(CHANGED.get(column, f't."{column}"') for column in fields)
    columns = ", ".join(f'"{column}"' for column in fields)
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(columns=columns, values=values), [ROWS, ticket.pk])
        cursor.execute("ANALYZE tickets_ticket")
    return world


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a plan's nodes."""
    return [plan, *(node for part in plan.get("Plans", []) for node in nodes(part))]


def rows_read(sql: str) -> int:
    """Return how many rows of the tickets a statement reads, those included that it looks at and leaves."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    plan = (answer if isinstance(answer, list) else json.loads(answer))[0]["Plan"]
    read = 0
    for node in nodes(plan):
        if node.get("Relation Name") == "tickets_ticket":
            loops = node["Actual Loops"]
            read += loops * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0))
    return int(read)


def statements(queries: CaptureQueriesContext) -> list[str]:
    """Return the statements that read tickets."""
    found = [query["sql"] for query in queries]
    return [sql for sql in found if sql.startswith("SELECT") and '"tickets_ticket"' in sql]


ENDED = ("resolved", "closed")


def wanted(world: World) -> dict[str, Query]:
    """Return the lists that are asked for, by what they are."""
    today = clock.now().date()
    lists = {f"view {view}": Query(view=view) for view in View}
    lists |= {f"by {sort}": Query(sort=sort, is_descending=True) for sort in Sort}
    lists |= {
        "what ended": Query(statuses=ENDED),
        "what ended, by change": Query(statuses=ENDED, sort=Sort.CHANGED, is_descending=True),
        "what ended of a nature": Query(statuses=ENDED, nature_id=world.natures["network"].pk),
        "what ended with somebody": Query(statuses=ENDED, assignee=str(world.users["dana"].pk)),
        "what ended in a month": Query(
            statuses=ENDED, opened_from=today - timedelta(days=400), opened_to=today - timedelta(days=370)
        ),
    }
    return lists


def test_no_list_and_no_count_reads_the_whole_table(large: World) -> None:
    actor, now, found = large.actor("dana"), clock.now(), []
    for name, query in wanted(large).items():
        with CaptureQueriesContext(connection) as queries:
            page = queue.queue_page(actor, query, now)
            if page.has_more:
                after = read_key(key_text(page.rows[-1].key), query)
                queue.queue_page(actor, query, now, after=after)
            queue.chosen_count(actor, query, now)
        found += [(name, read, sql[-300:]) for sql in statements(queries) if (read := rows_read(sql)) > READ_AT_MOST]
    with CaptureQueriesContext(connection) as queries:
        queue.queue_counts(actor, now)
        queue.natures_in_queue(actor)
        queue.sites_in_queue(actor)
        queue.navigation_count(actor, now)
        queue.queue_changes(actor, Query(), now, newest_id=1, known_count=5, since_at=now)
    found += [("counts", read, sql[-300:]) for sql in statements(queries) if (read := rows_read(sql)) > READ_AT_MOST]
    assert not found, "\n".join(map(str, found))
