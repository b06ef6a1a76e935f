"""What is found by whom: own desk, notes for staff alone, synonyms, typos, filters, pages; each change is followed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.kernel.actor import VISITOR
from firstline.people.rules.folding import fold
from firstline.people.rules.terms import pieces
from firstline.tickets.models import Message, Synonyms, Ticket, TicketWord
from firstline.tickets.selectors import search as selector
from firstline.tickets.selectors.search import Search, TicketHits, search_own_requests, search_tickets
from firstline.tickets.services import work
from tests.architecture.matrix.seed import Seed
from tests.world import World

pytestmark = pytest.mark.django_db
WORDS = "The Wi-Fi in Wójcik’s attic is printing e/f on AP-LIB-2"


@pytest.fixture
def made(seeded: Seed) -> Seed:
    number, world = seeded.objects["district"]["ticket_id"], seeded.world
    work.add_note(actor=world.actor("dana"), ticket_id=number, body=WORDS, now=world.now)
    return seeded


def found(world: World, username: str, text: str, **more: Any) -> TicketHits:
    return search_tickets(actor=world.actor(username), search=Search(text, **more), limit=50)


@pytest.mark.parametrize(
    "text", ["wifi", "wi fi", "WI-FI", "wireless", "wojcik", "Wójcik", "printed wifi", "lib", "attic e", "print att"]
)
def test_words_are_found_however_they_are_written(world: World, made: Seed, text: str) -> None:
    hits = found(world, "dana", text)
    assert [hit.ticket.number for hit in hits.rows] == [made.objects["district"]["number"]]
    assert hits.rows[0].kind == "note"
    assert hits.rows[0].snippet_ranges


def test_another_desk_finds_nothing(world: World, made: Seed) -> None:
    assert found(world, "rita", "wifi").count == 0
    assert found(world, "rita", "wojick").instead == ""
    assert found(world, "rita", "wifi", desk_id=world.district.pk).count == 0
    numbers = {hit.ticket.desk_id for hit in found(world, "rita", "prints").rows}
    assert numbers == {world.police.pk}


def test_administrators_and_visitors_find_nothing(world: World, made: Seed) -> None:
    assert found(world, "ellen", "prints").count == 0
    assert search_tickets(actor=VISITOR, search=Search("prints"), limit=5).count == 0
    assert search_own_requests(actor=VISITOR, search=Search("prints"), limit=5).count == 0


def test_a_requester_finds_public_words_of_own_requests(world: World, made: Seed) -> None:
    carol = world.actor("carol")
    own = search_own_requests(actor=carol, search=Search("prints"), limit=50)
    assert {hit.ticket.requester_id for hit in own.rows} == {carol.person_id}
    assert search_own_requests(actor=carol, search=Search("wifi"), limit=50).count == 0
    assert search_own_requests(actor=carol, search=Search("wojick"), limit=50).instead == ""
    assert search_own_requests(actor=carol, search=Search("nothng"), limit=50).instead == "nothing"


def test_a_reply_that_becomes_a_note_is_hidden_at_once(world: World, made: Seed) -> None:
    carol, number = world.actor("carol"), made.objects["district"]["ticket_id"]
    reply = work.reply_to_requester(actor=world.actor("dana"), ticket_id=number, body="A purple zebra", now=world.now)
    assert search_own_requests(actor=carol, search=Search("zebra"), limit=5).count == 1
    Message.objects.filter(pk=reply.pk).update(is_public=False, kind="note")
    assert search_own_requests(actor=carol, search=Search("zebra"), limit=5).count == 0
    assert found(world, "dana", "zebra").count == 1
    Message.objects.filter(pk=reply.pk).delete()
    assert found(world, "dana", "zebra").count == 0


def test_a_changed_title_is_found_by_its_new_words(world: World, made: Seed) -> None:
    Ticket.objects.filter(pk=made.objects["district"]["ticket_id"]).update(title="Giraffe in the hall")
    assert [hit.title_ranges for hit in found(world, "dana", "giraffes").rows] == [((0, 7),)]


def test_a_typo_is_understood_and_said(world: World, made: Seed) -> None:
    hits = found(world, "dana", "wojick prinitng")
    assert (hits.count, hits.instead) == (1, "wojcik printing")
    assert found(world, "dana", "xylophone").count == 0


def test_synonyms_are_data(world: World, made: Seed) -> None:
    assert found(world, "dana", "loft").count == 0
    Synonyms.objects.create(words=["attic", "loft"])
    assert found(world, "dana", "loft").count == 1


def test_pages_follow_one_another_without_gap_or_repeat(world: World, made: Seed) -> None:
    for newest_first in (False, True):
        search, seen, after = Search("prints", newest_first=newest_first), [], None
        while True:
            page = search_tickets(actor=world.actor("dana"), search=search, limit=2, after=after)
            seen += [hit.ticket.pk for hit in page.rows]
            if (after := page.next_place) is None:
                break
        assert len(seen) == len(set(seen)) == found(world, "dana", "prints").count


def test_more_than_the_window_is_said(world: World, made: Seed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selector, "WINDOW", 2)
    hits = found(world, "dana", "prints")
    assert (hits.count, hits.has_more_than_counted) == (2, True)


def test_filters_narrow(world: World, made: Seed) -> None:
    everything = found(world, "dana", "prints").count
    assert 0 < found(world, "dana", "prints", status="resolved").count < everything
    assert found(world, "dana", "prints", status="open").count < everything
    assert found(world, "dana", "prints", nature_id=999_999).count == 0
    assert found(world, "dana", "prints", opened_from=world.now).count == everything
    assert found(world, "dana", "prints", opened_before=world.now - timedelta(days=1)).count == 0


def test_a_search_asks_few_queries(world: World, made: Seed) -> None:
    found(world, "dana", "wifi")  # desks are read once and kept
    for text, most in (("wifi", 7), ("wojick", 10), ("prints", 7)):
        with CaptureQueriesContext(connection) as queries:
            found(world, "dana", text)
        assert len(queries) <= most, text


@pytest.mark.parametrize(
    "text", ["Zoë O'Brien-Wójcik", "„Łódź“ ß Ærø", "AP–LIB·2 Канал", "naïve\tcafé\nſ", "a_b@c.d/e"]
)
def test_database_and_rules_fold_alike(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tickets_folded(%s)", [text])
        assert pieces(cursor.fetchone()[0]) == pieces(fold(text))


def test_a_long_story_can_always_be_added_to(world: World, made: Seed) -> None:
    ticket_id, dana = made.objects["district"]["ticket_id"], world.actor("dana")
    for part in range(12):
        words = " ".join(f"w{part}x{n}é" for n in range(2_000))
        work.add_note(actor=dana, ticket_id=ticket_id, body=words, now=world.now)
    assert found(world, "dana", "w11x1999e").count == 1


def test_the_vocabulary_holds_each_word_once_a_desk(world: World, made: Seed) -> None:
    words = list(TicketWord.objects.values_list("desk_id", "word"))
    assert len(words) == len(set(words))
    assert (world.police.pk, "attic") not in words
