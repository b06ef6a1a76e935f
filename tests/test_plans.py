"""At 200,000 tickets and calls no list and no lookup reads a large table whole: PostgreSQL's own plans say so.

The queue and the search have tests of their own (``tickets/tests/queue``, ``tickets/tests/search``).
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.tickets.jobs import pass_over
from firstline.tickets.models import SavedView, Ticket, TicketCallback
from firstline.tickets.rules.came_from import came_from
from firstline.tickets.services.promised.callbacks import promise_on_ticket
from firstline.tickets.tests.queue.test_list import logged
from tests.support.clients import ClientOf
from tests.support.plans import copy_row, reads_above, throw_away
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db
ROWS = 200_000
READ_AT_MOST = 20_000
LARGE = {
    "tickets_ticket", "tickets_ticketcontact", "tickets_message", "contacts_contact", "people_person", "ledger_entry",
    "tickets_savedview", "tickets_ticketclock", "contacts_callback", "tickets_ticketcallback",
}  # fmt: skip
ONE_OF_THE_PEOPLE = """(ARRAY(SELECT id FROM people_person ORDER BY id LIMIT 300))
    [1 + n % least(300, (SELECT count(*) FROM people_person))::int]"""
Ask = Callable[[], Any]


def fill(world: World) -> None:
    """Fill the tables: one ticket in a hundred is open, few calls are not logged, three hundred people ask."""
    first = logged(world, "The one that all others are like")
    call, link, said = first.contacts.get(), first.contact_links.get(), first.messages.get()
    is_open = "n % 100 = 0"
    copy_row(
        first,
        ROWS,
        public_id="gen_random_uuid()",
        number="'X' || n",
        status=f"CASE WHEN {is_open} THEN 'new' ELSE 'closed' END",
        opened_at="t.opened_at - n * interval '4 minutes'",
        updated_at="t.updated_at - n * interval '4 minutes'",
        resolved_at=f"CASE WHEN {is_open} THEN NULL ELSE t.opened_at - n * interval '4 minutes' END",
        resolution_code_id=f"CASE WHEN {is_open} THEN NULL ELSE (SELECT min(id) FROM tickets_resolutioncode) END",
        assignee_id=f"CASE WHEN {is_open} THEN CASE WHEN n % 5000 = 0 THEN {world.users['dana'].pk} ELSE NULL END "
        "ELSE (SELECT min(id) + n % 5 FROM identity_user) END",
        minutes_worked=f"CASE WHEN {is_open} THEN NULL ELSE 5 + n % 20 END",
        resolution_note=f"CASE WHEN {is_open} THEN '' ELSE 'Put paper in' END",
        requester_id=ONE_OF_THE_PEOPLE,
        severity="CASE n % 4 WHEN 0 THEN 'low' ELSE 'normal' END",
    )
    _let_few_read(world)
    is_logged = "n % 10000 > 0"
    copy_row(
        call,
        ROWS,
        public_id="gen_random_uuid()",
        started_at="t.started_at - n * interval '4 minutes'",
        ended_at="t.started_at - n * interval '3 minutes'",
        logged_at=f"CASE WHEN {is_logged} THEN t.started_at - n * interval '2 minutes' ELSE NULL END",
        logged_by_id=f"CASE WHEN {is_logged} THEN t.logged_by_id ELSE NULL END",
        outcome=f"CASE WHEN {is_logged} THEN t.outcome ELSE '' END",
        person_id=ONE_OF_THE_PEOPLE,
    )
    copy_row(link, ROWS, ticket_id="t.ticket_id + n", contact_id="t.contact_id + n")
    copy_row(said, ROWS, ticket_id="t.ticket_id + n")
    copy_row(world.carol, ROWS // 4, employee_number="NULL", name="'Person ' || n", folded_name="'person ' || n")
    _fill_promises(world, first)
    view = SavedView.objects.create(
        owner=world.dana, desk=None, name="Mine", query="view=late", created_at=world.now, deleted_at=None
    )
    copy_row(view, ROWS, owner_id="(SELECT min(id) + 1 + n % 5 FROM identity_user)")


def _fill_promises(world: World, first: Ticket) -> None:
    """Every ticket has its clocks, those of open ones run; one in ten was promised a callback, few are owed."""
    runs = "n % 100 = 0"
    for clock in first.clocks.all():
        copy_row(
            clock,
            ROWS,
            ticket_id="t.ticket_id + n",
            met_at=f"CASE WHEN {runs} THEN NULL ELSE t.started_at END",
            running_since_at=f"CASE WHEN {runs} THEN t.started_at ELSE NULL END",
        )
    at = world.now + timedelta(hours=1)
    callback = promise_on_ticket(
        actor=world.actor("dana"), ticket_id=first.pk, promised_at=at, number="4415", now=world.now
    )
    copy_row(
        callback,
        ROWS // 10,
        state="CASE WHEN n % 1000 = 0 THEN 'due' ELSE 'reached' END",
        due_at="t.due_at - n * interval '4 minutes'",
    )
    link = TicketCallback.objects.get(callback=callback)
    copy_row(link, ROWS // 10, ticket_id="t.ticket_id + n * 10", callback_id="t.callback_id + n")


def _let_few_read(world: World) -> None:
    """One ticket in two hundred is need-to-know: for Dana every second time, and for whoever has it."""
    readers = "array_remove(ARRAY[assignee_id, CASE WHEN id %% 400 = 0 THEN %s END]::bigint[], NULL)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE tickets_ticket SET reader_ids = {readers}, need_to_know_reason = 'A complaint'
            WHERE id %% 200 = 0""",
            [world.users["dana"].pk],
        )
        cursor.execute("ANALYZE tickets_ticket")


TICKETS: list[dict[str, Any]] = [
    {}, {"desk": "district"}, {"status": "new"}, {"status": "waiting"}, {"status": "closed"},
    {"status": ["resolved", "void"]}, {"severity": "critical"}, {"severity": ["high", "low"]}, {"assignee": "me"},
    {"assignee": "none"}, {"group": True}, {"nature": "printing"}, {"nature": "network"}, {"requester": True},
    {"number": "X17"}, {"status": "closed", "severity": "critical"}, {"status": "new", "severity": "high"},
    {"status": "waiting", "assignee": "none"}, {"status": "scheduled", "nature": "printing", "desk": "district"},
    {"status": "new", "assignee": "me"}, {"group": True, "status": "waiting"}, {"requester": True, "status": "new"},
]  # fmt: skip
SINCE = [{}, {"updated_since": "2020-01-01T00:00:00Z"}]
CONTACTS: list[dict[str, Any]] = [
    {}, {"desk": "district"}, {"logged": "false"}, {"logged": "true"}, {"person": True},
    {"person": True, "logged": "false"}, {"desk": "district", "logged": "false"},
]  # fmt: skip


def two_pages(program: Program, path: str, query: dict[str, Any]) -> None:
    first = program.read(path, **query)
    assert first.status_code == 200, first.content
    if cursor := first.json()["next"]:
        assert program.read(path, **query, cursor=cursor).status_code == 200


def by_programs(world: World, program_of: ProgramOf) -> dict[str, Ask]:
    """Return what programs ask for, by what it is."""
    dana, rita = program_of("dana"), program_of("rita")
    known = {"group": Ticket.objects.latest("pk").group_id, "requester": world.carol.pk, "person": world.carol.pk}

    def filled(given: dict[str, Any]) -> dict[str, Any]:
        return {name: known[name] if value is True else value for name, value in given.items()}

    lists = [(dana, "/tickets", filled(given) | since) for given in TICKETS for since in SINCE]
    lists += [(rita, "/tickets", since) for since in SINCE]
    lists += [(dana, "/contacts", filled(given)) for given in CONTACTS] + [(rita, "/contacts", {})]
    asked: dict[str, Ask] = {f"{path} {query}": partial(two_pages, who, path, query) for who, path, query in lists}
    for words in ("", "person 17", "carol", "3446", "perzon", "jimenez carol"):
        asked[f"/people {words}"] = partial(dana.read, "/people", desk="district", q=words)
    return asked


def by_pages(world: World, client_of: ClientOf) -> dict[str, Ask]:
    """Return the lists of pages, by their addresses."""
    district, person, one = world.district.pk, world.carol.pk, Ticket.objects.latest("pk").number
    own = Ticket.objects.filter(requester=world.carol).latest("pk").number
    paths = {
        "dana": (
            "/", "/my/calls/", f"/my/calls/?person={world.users['marcus'].pk}", "/my/calls/live/", "/calls/",
            "/calls/live/", "/calls/unlogged/", "/tickets/", "/tickets/views/", f"/people/{person}/",
            f"/people/{person}/tickets/", "/people/", f"/calls/callers/?desk_id={district}&q=carol",
            f"/calls/assist/?desk_id={district}&person_id={person}", "/search/palette/?q=carol", f"/tickets/{one}/",
            f"/tickets/{one}/{came_from('/tickets/?view=unassigned').question}",
            f"/tickets/{one}/{came_from('/tickets/?status=closed&sort=-changed').question}",
            "/callbacks/", "/callbacks/?whose=mine", "/callbacks/live/",
        ),
        "rita": ("/my/calls/", "/calls/", "/tickets/"),
        "carol": ("/help/", f"/help/{own}/", "/search/?q=jam"),
    }  # fmt: skip
    return {
        f"{username} {path}": partial(client_of(username).get, path) for username in paths for path in paths[username]
    }


def test_no_list_and_no_lookup_reads_a_large_table_whole(
    world: World, client_of: ClientOf, program_of: ProgramOf
) -> None:
    fill(world)
    found = []
    by_time = {"what time brings about": partial(pass_over, world.now)}
    for name, ask in (by_programs(world, program_of) | by_pages(world, client_of) | by_time).items():
        with CaptureQueriesContext(connection) as queries:
            ask()
        found += [f"{name}: {line}" for line in reads_above(READ_AT_MOST, LARGE, queries)]
    throw_away()
    assert not found, "\n\n".join(found)
