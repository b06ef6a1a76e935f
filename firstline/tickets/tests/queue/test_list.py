"""The queue: whose tickets, in which order, in which views, and at what price."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firstline.kernel import clock
from firstline.tickets.models import Ticket
from firstline.tickets.rules.queue_query import SEVERITIES, Query, Sort, View
from firstline.tickets.selectors.queue import lists as queue
from firstline.tickets.selectors.queue.lists import navigation_count, queue_page
from firstline.tickets.selectors.queue.order import key_text, read_key
from firstline.tickets.services import assignment, resolution
from firstline.tickets.services.intake import Call, Problem, log_and_queue
from tests.world import World

pytestmark = pytest.mark.django_db
QUERIES_OF_PAGE = 18


def logged(world: World, title: str, severity: str = "", nature: str = "printing", by: str = "dana") -> Ticket:
    """Return a new ticket of the desk where ``by`` works."""
    now = clock.now()
    actor = world.actor(by)
    desk = world.police if by == "rita" else world.district
    natures = world.police_natures if by == "rita" else world.natures
    call = Call(key=uuid4(), desk_id=desk.pk, started_at=now - timedelta(minutes=3), person_id=world.person("carol").pk)
    chosen = natures.get(nature) or next(iter(natures.values()))
    problem = Problem(title, chosen.pk, severity=severity, severity_reason="As told" if severity else "")
    return log_and_queue(actor=actor, call=call, problem=problem, now=now).ticket


def titles(world: World, username: str, query: Query | None = None) -> list[str]:
    """Return the titles of the first page."""
    page = queue_page(world.actor(username), query or Query(), clock.now())
    return [row.ticket.title for row in page.rows]


def browser(world: World, username: str) -> Client:
    """Return a browser in which this person signed in."""
    client = Client()
    client.force_login(world.users[username])
    return client


def test_unassigned_come_first_then_severity(world: World) -> None:
    taken = logged(world, "Taken and critical", "critical")
    logged(world, "Low", "low")
    logged(world, "High", "high")
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=taken.pk, now=clock.now())
    assert titles(world, "priya") == ["High", "Low", "Taken and critical"]


def test_another_desks_tickets_are_nowhere(world: World) -> None:
    logged(world, "Dispatch is down", by="rita", nature="dispatch")
    ours = logged(world, "Ours")
    assert titles(world, "dana") == ["Ours"]
    text = browser(world, "dana").get("/tickets/").content.decode()
    assert "Dispatch is down" not in text
    assert "1 open" in text
    assert navigation_count(world.actor("dana"), clock.now()) == (1, False)
    assert browser(world, "rita").get(f"/tickets/{ours.number}/").status_code == 404


def test_what_is_resolved_has_left(world: World) -> None:
    ticket = logged(world, "Solved")
    resolution.resolve_ticket(
        actor=world.actor("joel"), ticket_id=ticket.pk, resolution_code="remotely", note="", minutes=3, now=clock.now()
    )
    assert titles(world, "priya") == []


def test_views_and_natures_choose(world: World) -> None:
    printing = logged(world, "Printing")
    logged(world, "Network", nature="network")
    assignment.take_ticket(actor=world.actor("joel"), ticket_id=printing.pk, now=clock.now())
    nature_id = world.natures["network"].pk
    assert titles(world, "joel", Query(View.UNASSIGNED)) == ["Network"]
    assert titles(world, "joel", Query(nature_id=nature_id)) == ["Network"]
    assert titles(world, "joel", Query(View.LATE)) == []
    assignment.forward_up(actor=world.actor("joel"), ticket_id=printing.pk, tried="Cleared it", now=clock.now())
    assert titles(world, "joel", Query(View.MY_GROUPS)) == ["Printing"]


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("sort", Sort)
def test_pages_follow_one_another_without_gap_or_repeat_in_every_order(
    world: World, monkeypatch: pytest.MonkeyPatch, sort: Sort, is_descending: bool
) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    natures = ("printing", "network")
    made = {logged(world, f"Ticket {n}", SEVERITIES[n % 4], natures[n % 2]).title for n in range(7)}
    query, seen, after = Query(sort=sort, is_descending=is_descending), [], ()
    while True:
        page = queue_page(world.actor("dana"), query, clock.now(), after=after)
        seen += [row.ticket.title for row in page.rows]
        if not page.has_more:
            break
        after = read_key(key_text(page.rows[-1].key), query)
    assert len(seen) == len(set(seen))
    assert set(seen) == made


def test_show_more_adds_rows_and_is_a_page_without_script(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    for n in range(5):
        logged(world, f"Ticket {n}")
    client = browser(world, "dana")
    first = client.get("/tickets/")
    next_url = first.context["next_url"]
    assert "<html" in client.get(next_url).content.decode()
    more = client.get(next_url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in more
    assert more.count("<tr data-id") == 2


def test_the_page_takes_a_fixed_number_of_queries(world: World) -> None:
    for n in range(8):
        logged(world, f"Ticket {n}", nature=("printing", "network")[n % 2])
    client = browser(world, "dana")
    client.get("/tickets/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/tickets/").status_code == 200
    assert len(queries) <= QUERIES_OF_PAGE, [query["sql"][:140] for query in queries]


def test_what_came_and_left_is_said_and_nothing_moves(world: World) -> None:
    client = browser(world, "dana")
    old = logged(world, "Old")
    address = "/tickets/changes/?" + client.get("/tickets/").context["changes_query"]
    first = client.get(address)
    assert "fl-note" not in first.content.decode()
    headers = {"If-None-Match": first["ETag"]}
    assert client.get(address, headers=headers).status_code == 304
    logged(world, "New")
    resolution.resolve_ticket(
        actor=world.actor("joel"), ticket_id=old.pk, resolution_code="remotely", note="", minutes=3, now=clock.now()
    )
    text = " ".join(client.get(address, headers=headers).content.decode().split())
    assert "1 new" in text
    assert "1 left" in text


def test_empty_views_say_what_will_be_there(world: World) -> None:
    client = browser(world, "dana")
    assert "The queue is empty" in client.get("/tickets/").content.decode()
    logged(world, "One")
    assert "Nothing is late or nearly" in client.get("/tickets/?view=late").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        *("view=x", "nature=abc", "after=1", "after=a~b~c~d", "nature=" + "9" * 30, "status=void", "severity=dire"),
        *("sort=colour", "from=yesterday", "assignee=priya", "owed=soon", "to=2026-13-01", 'after=["0",1,2,3]'),
        *("after=[[[[", 'after=[0,1,"2026-09-15T10:00:00",4]', "after=[true,1,2,3]"),
    ],
)
def test_odd_addresses_are_refused_in_words(world: World, query: str) -> None:
    assert browser(world, "dana").get(f"/tickets/?{query}").status_code == 422


def test_the_queue_is_for_staff_and_only_read(world: World) -> None:
    assert browser(world, "carol").get("/tickets/").status_code == 403
    assert browser(world, "dana").post("/tickets/").status_code == 405


def test_the_ticket_leads_back_to_the_list_as_it_was(world: World) -> None:
    ticket = logged(world, "One")
    client = browser(world, "dana")
    client.get("/tickets/?view=unassigned")
    assert 'href="/tickets/?view=unassigned"' in client.get(f"/tickets/{ticket.number}/").content.decode()
