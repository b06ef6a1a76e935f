"""At 200,000 tickets no list and no count of the queue reads the whole table: PostgreSQL's own plans say so."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.kernel import clock
from firstline.tickets.rules.queue_query import Query, Sort, View
from firstline.tickets.selectors.queue import lists as queue
from firstline.tickets.selectors.queue.order import key_text, read_key
from firstline.tickets.tests.queue.test_list import logged
from tests.support.plans import copy_row, reads_above, throw_away
from tests.world import World

pytestmark = pytest.mark.django_db
ROWS = 200_000
READ_AT_MOST = 40_000
CHANGED = {
    "public_id": "gen_random_uuid()",
    "number": "'X' || n",
    "status": "CASE WHEN n % 100 = 0 THEN 'new' ELSE 'closed' END",
    "opened_at": "t.opened_at - n * interval '4 minutes'",
    "resolved_at": "CASE WHEN n % 100 = 0 THEN NULL ELSE t.opened_at END",
    "resolution_code_id": "CASE WHEN n % 100 = 0 THEN NULL ELSE (SELECT min(id) FROM tickets_resolutioncode) END",
    "assignee_id": "CASE WHEN n % 3 = 0 THEN NULL ELSE (SELECT min(id) + n % 3 FROM identity_user) END",
    "severity_rank": "n % 4",
    "updated_at": "t.updated_at - n * interval '4 minutes'",
}


@pytest.fixture
def large(world: World) -> World:
    """Return the small world with 200,000 tickets, one in a hundred of them open."""
    copy_row(logged(world, "The one that all others are like"), ROWS, **CHANGED)
    return world


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
        found += [f"{name}: {line}" for line in reads_above(READ_AT_MOST, {"tickets_ticket"}, queries)]
    with CaptureQueriesContext(connection) as queries:
        queue.queue_counts(actor, now)
        queue.natures_in_queue(actor)
        queue.sites_in_queue(actor)
        queue.navigation_count(actor, now)
        queue.queue_changes(actor, Query(), now, newest_id=1, known_count=5, since_at=now)
    found += [f"counts: {line}" for line in reads_above(READ_AT_MOST, {"tickets_ticket"}, queries)]
    throw_away()
    assert not found, "\n\n".join(found)
