"""The page that explains promised times: what it says, to whom, and what it notes."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from firstline.calendars.models import Calendar, Holiday
from firstline.promises.models import PromisePolicy
from firstline.tickets.models import Ticket, TicketClock
from firstline.tickets.selectors.need_to_know.views import unscoped_views_of
from firstline.tickets.services import resolution, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.need_to_know.readers import restrict_ticket
from firstline.tickets.tests.promised.test_recompute import without_history
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
QUERIES = 15


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Return Carol's ticket of 7:40 that morning; it is 9:42."""
    call = a_call(world, started_at=world.now - 122 * MINUTE)
    return log_and_queue(actor=world.actor("dana"), call=call, problem=a_problem(world), now=world.now).ticket


def url(ticket: Ticket) -> str:
    return f"/tickets/{ticket.number}/clocks/"


def shown(client_of: ClientOf, ticket: Ticket, question: str = "") -> str:
    """Return the words of the page as Dana sees them, with single spaces."""
    answer = client_of("dana").get(url(ticket) + question)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"\s+", " ", strip_tags(main.replace("<", " <")))


def given(world: World, ticket: Ticket, minutes: int) -> dict[str, Any]:
    return {"actor": world.actor("dana"), "ticket_id": ticket.pk, "now": world.now + minutes * MINUTE}


def changed_promise(world: World, **values: int | None) -> None:
    """Promise something else at the district's desk, for every severity."""
    PromisePolicy.objects.filter(desk=world.district).update(**values)


def test_the_ticket_page_leads_there(client_of: ClientOf, ticket: Ticket) -> None:
    assert f'href="{url(ticket)}"' in client_of("dana").get(f"/tickets/{ticket.number}/").content.decode()


def test_each_stretch_is_told_and_what_is_to_come(client_of: ClientOf, ticket: Ticket) -> None:
    text = shown(client_of, ticket)
    assert "Promised: 3 h of working time, by the calendar District, school days. Due 10:40. 2 h 02 counted" in text
    assert "7:40 9:42 Counted 2 h 02 2 h 02 9:42 10:40 To come: counts 58 min 3 h" in text
    assert "5:00 pm Wed 16 Sep, 7:00 To come: desk closed 14 h 9 h 20" in text


def test_a_pause_says_what_it_waits_for_and_why_while_it_lasts(
    client_of: ClientOf, world: World, ticket: Ticket
) -> None:
    until = world.now + timedelta(days=3)
    wait = {"waiting_on": "vendor", "until": until}
    work.wait_on(**given(world, ticket, -30), **wait, reason="A quote")
    work.wait_on(**given(world, ticket, -10), **wait, reason="The drum")
    text = shown(client_of, ticket)
    assert "Paused: when it is due is known once the waiting ends. 1 h 32 counted so far, 30 min" in text
    assert "Paused, waiting on the vendor 20 min" in text
    assert "Paused, waiting on the vendor: The drum 10 min" in text


def test_what_was_kept_and_owed_again_is_told(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    resolution.resolve_ticket(**given(world, ticket, -60), resolution_code="remotely", note="", minutes=3)
    assert "Kept, 8:42. 1 h 02 counted so far." in shown(client_of, ticket)
    resolution.reopen_ticket(**given(world, ticket, -20), reason="It is back")
    text = shown(client_of, ticket)
    assert "8:42 9:22 Not counted: the promise was kept, until it was owed again 40 min 1 h 02" in text


def test_late_and_void_are_told(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    work.change_severity(**given(world, ticket, -120), severity="high", reason="A class waits")
    text = shown(client_of, ticket)
    assert "It was due 8:40, and is late." in text
    assert "7:42 9:42 Counted From here on 1 h were promised 2 h 2 h 02" in text
    work.reply_to_requester(**given(world, ticket, -30), body="We look at it")
    assert "Kept late, 9:12; it was due 8:40." in shown(client_of, ticket)
    resolution.void_ticket(**given(world, ticket, -2), reason="A test")
    assert "Stopped 9:40: nothing is owed any more." in shown(client_of, ticket)


def test_a_holiday_has_its_name(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    Holiday.objects.create(calendar=world.district.calendar, date=date(2026, 9, 16), name="Town day")
    Calendar.objects.filter(pk=world.district.calendar_id).update(edition=uuid4())
    text = shown(client_of, ticket)
    assert "To come: desk closed, Town day" in text
    assert "by the calendar as it is now, the promised time is: Thu 17 Sep, 7:40" in text


def test_another_promise_since_leaves_the_old_one_standing(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    changed_promise(world, solve_minutes=30, solve_business_days=None)
    text = shown(client_of, ticket)
    assert "Promised: 10 h of working time" in text
    assert text.count("What this ticket was promised stands.") == 1


def test_the_end_of_a_day_and_nothing_are_told(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    changed_promise(world, first_reply_minutes=None, solve_minutes=None, solve_business_days=1)
    work.change_severity(**given(world, ticket, 0), severity="critical", reason="All of it")
    text = shown(client_of, ticket)
    assert "Promised: by the end of 1 business day after it began" in text
    assert "Nothing was promised. The clock measures, by the calendar District, school days. 2 h 02 counted" in text
    wait = {"waiting_on": "parts", "reason": "A drum", "until": world.now + timedelta(days=1)}
    work.wait_on(**given(world, ticket, 0), **wait)
    work.change_severity(**given(world, ticket, 0), severity="low", reason="One of them")
    assert "Nothing was promised" in shown(client_of, ticket)


def test_of_a_long_life_the_middle_is_left_out(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    started_at = world.now - timedelta(days=120)
    Ticket.objects.filter(pk=ticket.pk).update(opened_at=started_at)
    TicketClock.objects.filter(ticket=ticket).update(started_at=started_at, running_since_at=started_at)
    assert "more stretches between" in shown(client_of, ticket)
    assert "more stretches between" not in shown(client_of, ticket, "?all=1")


def test_a_ticket_without_clocks_says_so(client_of: ClientOf, ticket: Ticket) -> None:
    ticket.clocks.all().delete()
    assert "No time was promised" in shown(client_of, ticket)


def test_a_ticket_whose_history_is_not_whole_says_so(client_of: ClientOf, ticket: Ticket) -> None:
    assert "does not begin with its opening" in shown(client_of, without_history(ticket))


def test_it_costs_few_queries(client_of: ClientOf, ticket: Ticket) -> None:
    client = client_of("dana")
    client.get(url(ticket))
    with CaptureQueriesContext(connection) as queries:
        client.get(url(ticket))
    assert len(queries) <= QUERIES, [query["sql"] for query in queries]


def test_who_does_not_see_the_ticket_gets_none_and_who_does_is_noted(
    client_of: ClientOf, world: World, ticket: Ticket
) -> None:
    restrict_ticket(**given(world, ticket, 0), reason="A complaint", reader_ids=())
    assert client_of("luis").get(url(ticket)).status_code == 404
    assert client_of("dana").post(url(ticket)).status_code == 405
    before = unscoped_views_of(ticket).count()
    assert client_of("dana").get(url(ticket)).status_code == 200
    views = list(unscoped_views_of(ticket))
    assert len(views) == before + 1
    assert "clocks" in {view.data["how"] for view in views}
    assert "its promised times" in client_of("dana").get(f"/tickets/{ticket.number}/viewers/").content.decode()
