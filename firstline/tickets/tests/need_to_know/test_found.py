"""What only some may read is found, counted and guessed by them alone."""

from datetime import timedelta

import pytest
from django.db import connection

from firstline.kernel.actor import Actor
from firstline.tickets.models import Ticket, TicketText, TicketWord
from firstline.tickets.selectors import search as selector
from firstline.tickets.selectors.console import callers_with_tickets, open_counts
from firstline.tickets.selectors.likely import likely_answers, tickets_of_person
from firstline.tickets.selectors.queue.lists import queue_counts
from firstline.tickets.selectors.search import Search, TicketHits, search_own_requests, search_tickets
from firstline.tickets.services import corrections, resolution, work
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.need_to_know.readers import open_to_desk, restrict_ticket
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db
SECRET, NEAR = "quollabat", "quollabad"


@pytest.fixture
def hidden(world: World) -> Ticket:
    """Return a ticket that only Dana and the director read; its note holds a word that occurs nowhere else."""
    return a_hidden(world, SECRET)


def a_hidden(world: World, word: str) -> Ticket:
    dana = world.actor("dana")
    ticket = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now).ticket
    work.add_note(actor=dana, ticket_id=ticket.pk, body=f"It is about {word} and a printer", now=world.now)
    return restrict_ticket(actor=dana, ticket_id=ticket.pk, reason="Personal", reader_ids=(), now=world.now)


def a_ticket_with(world: World, words: str) -> Ticket:
    """Return a ticket that the whole desk reads, with these words in a note."""
    dana = world.actor("dana")
    ticket = log_and_queue(actor=dana, call=a_call(world), problem=a_problem(world), now=world.now).ticket
    work.add_note(actor=dana, ticket_id=ticket.pk, body=words, now=world.now)
    return ticket


def found(actor: Actor, text: str, **more: str) -> TicketHits:
    return search_tickets(actor=actor, search=Search(text, **more), limit=50)


def words_known(world: World) -> set[str]:
    return set(TicketWord.objects.filter(desk=world.district).values_list("word", flat=True))


@pytest.mark.parametrize(("name", "count"), [("dana", 1), ("miriam", 1), ("priya", 0), ("rita", 0)])
def test_only_readers_find_it(world: World, hidden: Ticket, name: str, count: int) -> None:
    assert found(world.actor(name), SECRET).count == count
    assert found(world.actor(name), SECRET, status="open").count == count


def test_a_common_word_is_counted_as_if_it_did_not_exist(
    world: World, hidden: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selector, "WINDOW", 2)
    for _ in range(3):
        a_ticket_with(world, "A printer")
    a_hidden(world, "printer")
    hits = found(world.actor("priya"), "printer")
    assert (hits.count, hits.has_more_than_counted) == (2, True)


def test_its_own_words_are_no_guesses(world: World, hidden: Ticket) -> None:
    assert SECRET not in words_known(world)
    a_ticket_with(world, f"Some {NEAR}")
    assert found(world.actor("priya"), SECRET).instead == NEAR


def test_a_word_that_others_say_stays(world: World) -> None:
    a_ticket_with(world, f"Some {NEAR} here")
    a_hidden(world, NEAR)
    assert NEAR in words_known(world)


def test_words_that_were_changed_before_are_forgotten_too(world: World) -> None:
    dana, ticket = world.actor("dana"), a_ticket_with(world, "Nothing")
    for title in (f"About {SECRET}", "About something"):
        corrections.change_title(actor=dana, ticket_id=ticket.pk, title=title, now=world.now)
    assert SECRET in words_known(world)
    restrict_ticket(actor=dana, ticket_id=ticket.pk, reason="Personal", reader_ids=(), now=world.now)
    assert SECRET not in words_known(world)


def test_what_is_said_later_is_forgotten_and_what_is_opened_is_known(world: World, hidden: Ticket) -> None:
    dana = world.actor("dana")
    work.add_note(actor=dana, ticket_id=hidden.pk, body=f"And {NEAR}", now=world.now)
    assert not {SECRET, NEAR} & words_known(world)
    open_to_desk(actor=dana, ticket_id=hidden.pk, now=world.now)
    assert words_known(world) >= {SECRET, NEAR}
    assert found(world.actor("priya"), SECRET).count == 1


def test_the_index_names_the_readers_and_not_the_desk(world: World, hidden: Ticket) -> None:
    marks = f"SELECT lexeme FROM tickets_tickettext, unnest(staff_vector) WHERE ticket_id = {hidden.pk}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT array_agg(lexeme) FROM ({marks} AND lexeme LIKE '=%%') AS marks")
        desk, dana = world.district.pk, world.users["dana"].pk
        assert set(cursor.fetchone()[0]) == {f"={desk}@", f"={desk}@{dana}"}
    assert TicketText.objects.filter(pk=hidden.pk).exists()


def test_staff_who_asked_for_it_find_it_among_their_own_requests_alone(world: World, hidden: Ticket) -> None:
    Ticket.objects.filter(pk=hidden.pk).update(requester=world.users["priya"].person, title="About my chair")
    priya = world.actor("priya")
    assert search_own_requests(actor=priya, search=Search("chair"), limit=5).count == 1
    assert search_tickets(actor=priya, search=Search("chair"), limit=5).count == 0


def test_lists_counts_and_answers_leave_it_out(world: World, hidden: Ticket) -> None:
    dana, priya = world.actor("dana"), world.actor("priya")
    assert queue_counts(dana, world.now).all == queue_counts(priya, world.now).all + 1
    person_id, nature_id = hidden.requester_id or 0, hidden.nature_id
    assert [tickets_of_person(actor, person_id)[1] for actor in (dana, priya)] == [1, 0]
    calls = [callers_with_tickets(actor, hidden.desk_id, world.now) for actor in (dana, priya)]
    assert [[ticket for call in of for ticket in call.tickets.all()] for of in calls] == [[hidden], []]
    code = {"resolution_code": "remotely", "note": "Talked it over", "minutes": 9}
    resolution.resolve_ticket(actor=dana, ticket_id=hidden.pk, now=world.now, **code)
    later = world.now + timedelta(days=1)
    assert [len(likely_answers(actor, nature_id, "", later)) for actor in (dana, priya)] == [1, 0]
    assert open_counts(priya, [world.users["dana"].pk]) == {}
