"""From a ticket to the next in the list one came from: the address carries the list, each tab its own."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firstline.kernel import clock
from firstline.tickets.models import Ticket
from firstline.tickets.rules.came_from import CameFrom, came_from, read_list
from firstline.tickets.rules.queue_query import Query, Sort
from firstline.tickets.selectors.queue.lists import queue_page
from firstline.tickets.selectors.queue.neighbours import Neighbours, neighbours_among, neighbours_in_queue
from firstline.tickets.services import assignment
from firstline.tickets.tests.queue.test_list import logged
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
LINKS = re.compile(r'href="([^"]+)" data-key="([\[\]])"')


@pytest.fixture
def three(world: World) -> list[Ticket]:
    """Three tickets that nobody has, in the queue's order."""
    return [logged(world, title) for title in ("First", "Second", "Third")]


def links(client: Client, url: str) -> dict[str, str]:
    """Return where the keys on a ticket's page lead."""
    answer = client.get(url)
    assert answer.status_code == 200
    return {key: unescape(to) for to, key in LINKS.findall(answer.content.decode())}


def number_in(url: str) -> str:
    return urlsplit(url).path.strip("/").split("/")[-1]


def rows_of(client: Client, list_url: str) -> list[str]:
    found = re.findall(r'href="(/tickets/[^"?]+/\?list=[^"]+)"', client.get(list_url).content.decode())
    return list(dict.fromkeys(unescape(url) for url in found))


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_before_and_after_are_those_of_the_list_in_every_order(
    world: World, three: list[Ticket], sort: Sort, is_descending: bool
) -> None:
    actor, now, query = world.actor("dana"), clock.now(), Query(sort=sort, is_descending=is_descending)
    assignment.take_ticket(actor=actor, ticket_id=three[1].pk, now=now)
    rows = queue_page(actor, query, now).rows
    first, middle, last = (neighbours_in_queue(actor, row.ticket, query, row.key, now) for row in rows)
    numbers = [row.ticket.number for row in rows]
    assert middle.before
    assert middle.after
    assert [middle.before.number, middle.after.number] == [numbers[0], numbers[2]]
    assert (first.before, last.after) == (None, None)


def test_one_goes_through_the_queue_and_back_by_the_pages_links(client_of: ClientOf, three: list[Ticket]) -> None:
    dana, there = client_of("dana"), []
    url = rows_of(dana, "/tickets/?view=unassigned")[0]
    for key in ("]", "]", "["):
        url = links(dana, url)[key]
        there.append(number_in(url))
    assert there == [three[1].number, three[2].number, three[1].number]
    assert parse_qs(urlsplit(url).query)["list"][0].startswith("/tickets/?view=unassigned&at=")


def test_a_ticket_that_left_the_list_still_leads_on(client_of: ClientOf, three: list[Ticket]) -> None:
    dana = client_of("dana")
    first, second, _third = rows_of(dana, "/tickets/?view=unassigned")
    page = dana.get(second).content.decode()
    take = unescape(re.search(r'action="([^"]+/take/[^"]*)"', page)[1])  # type: ignore[index]  # it is there
    back = dana.post(take)["Location"]
    assert parse_qs(urlsplit(back).query) == parse_qs(urlsplit(second).query)
    assert {key: number_in(url) for key, url in links(dana, back).items()} == {
        "[": three[0].number,
        "]": three[2].number,
    }
    assert number_in(links(dana, first)["]"]) == three[2].number


def test_another_desks_tickets_are_never_beside(world: World, client_of: ClientOf, three: list[Ticket]) -> None:
    Ticket.objects.filter(pk=three[2].pk).update(desk=world.police)
    at = came_from("/my/calls/", among=[ticket.number for ticket in three]).question
    dana = client_of("dana")
    assert set(links(dana, f"/tickets/{three[1].number}/{at}")) == {"["}
    assert set(links(dana, f"/tickets/{three[1].number}/{came_from('/tickets/').question}")) == {"["}


def test_a_list_that_is_known_whole_says_the_place(world: World, client_of: ClientOf, three: list[Ticket]) -> None:
    numbers = [ticket.number for ticket in three]
    found = neighbours_among(world.actor("dana"), three[0], numbers)
    assert (found.before, found.place, found.count) == (None, 1, 3)
    assert neighbours_among(world.actor("dana"), three[0], numbers[1:]) == Neighbours()
    url = f"/tickets/{three[1].number}/{came_from('/search/?q=jam', among=numbers).question}"
    page = client_of("dana").get(url).content.decode()
    assert "2 of 3" in page
    assert '<a href="/search/?q=jam">Search</a>' in page


@pytest.mark.parametrize(
    ("path", "name"),
    [("/my/calls/", "Open call log"), ("/search/?q=Second", "Search"), ("/people/{carol}/tickets/", "Person")],
)
def test_other_lists_carry_what_they_show(
    world: World, client_of: ClientOf, three: list[Ticket], path: str, name: str
) -> None:
    dana = client_of("dana")
    for ticket in three:
        assignment.take_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, now=clock.now())
    url = rows_of(dana, path.format(carol=world.carol.pk))[0]
    assert f">{name}</a>" in dana.get(url).content.decode()


@pytest.mark.parametrize(
    "text",
    ["", "tickets/", "//evil.example/", "/nowhere/", "/sign-in/", "/tickets/?view=odd", "/tickets/?at=[1]", "/" * 5000],
)
def test_an_address_that_somebody_changed_leads_to_the_ticket_all_the_same(
    client_of: ClientOf, three: list[Ticket], text: str
) -> None:
    answer = client_of("dana").get(f"/tickets/{three[0].number}/", {"list": text})
    assert answer.status_code == 200
    assert 'href="//evil' not in answer.content.decode()


def test_a_list_in_an_address_reads_back_as_it_was() -> None:
    for came in (
        CameFrom("/tickets/", (("view", "late"), ("status", "new")), at='[1, "a b"]'),
        CameFrom("/my/calls/", among=("20478", "P-12")),
    ):
        assert read_list(parse_qs(came.question.removeprefix("?"))["list"][0]) == came


def test_without_a_list_nothing_is_asked_and_with_one_two_queries_at_most(
    client_of: ClientOf, three: list[Ticket]
) -> None:
    dana, counts = client_of("dana"), []
    queue = rows_of(dana, "/tickets/")[1]
    plain = f"/tickets/{three[1].number}/"
    among = plain + came_from("/my/calls/", among=[ticket.number for ticket in three]).question
    for url in (plain, plain, queue, among):
        with CaptureQueriesContext(connection) as queries:
            dana.get(url)
        counts.append(len(queries))
    assert [count - counts[1] for count in counts[2:]] == [2, 1]
