"""The pages of a need-to-know ticket: the lock line, the dialog, and the list of who has looked at it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from firstline.files.models import StoredFile
from firstline.kernel import clock
from firstline.ledger.models import Entry
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.need_to_know.views import unscoped_views_of, views_of
from firstline.tickets.services.need_to_know import views as viewing
from firstline.tickets.services.need_to_know.readers import open_to_desk, restrict_ticket
from tests.architecture.matrix.seed import Seed
from tests.support.clients import ClientOf
from tests.support.programs import Program, make_token
from tests.world import World

pytestmark = pytest.mark.django_db
QUERIES_MORE = 3


@pytest.fixture
def ticket(seeded: Seed) -> Ticket:
    """Return a ticket in Marcus's hands that he, Dana and the director read; a picture came with its note."""
    found = Ticket.objects.get(pk=seeded.objects["district"]["ticket_id"])
    return restrict_ticket(
        actor=seeded.world.actor("dana"), ticket_id=found.pk, reason="A complaint", reader_ids=(), now=seeded.world.now
    )


def url(ticket: Ticket, rest: str = "") -> str:
    return f"/tickets/{ticket.number}/{rest}"


def views(ticket: Ticket) -> list[tuple[str, str]]:
    """Return who has opened it and how, the oldest first."""
    return [(entry.actor_name.split()[0], entry.data["how"]) for entry in unscoped_views_of(ticket)]


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_page_says_who_alone_reads_it_and_why(client_of: ClientOf, ticket: Ticket) -> None:
    text = text_of(client_of("dana"), url(ticket))
    assert "only Dana Whitfield, Marcus Okafor and the director read this" in text
    assert "A complaint" in text
    assert "Who has looked at it" in text
    assert "Dana Whitfield made it need to know: only Dana Whitfield, Marcus Okafor and the director read it" in text


def test_a_reader_who_may_not_change_it_is_offered_neither(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    ids = {world.users[name].pk for name in ("luis", "marcus")}
    restrict_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, reason="A complaint", reader_ids=ids, now=world.now)
    text = text_of(client_of("luis"), url(ticket))
    assert "read this" in text
    assert url(ticket, "readers/") not in text
    assert client_of("luis").get(url(ticket, "readers/")).status_code == 403
    assert client_of("luis").get(url(ticket, "viewers/")).status_code == 403


def test_to_others_there_is_no_such_ticket(client_of: ClientOf, ticket: Ticket) -> None:
    for rest in ("", "live/", "history/", "beside/", "readers/", "viewers/", "viewers.csv", "assign/", "title/"):
        assert client_of("luis").get(url(ticket, rest)).status_code == 404, rest


def test_the_dialog_marks_changes_and_lifts_and_offers_undo(client_of: ClientOf, world: World, seeded: Seed) -> None:
    other = Ticket.objects.get(number=seeded.objects["district_other"]["number"])
    dana, luis = client_of("dana"), str(world.users["luis"].pk)
    assert "in any case" in text_of(dana, url(other, "readers/"))
    sent = {"version": other.version, "since": 0, "who": "named", "readers": [luis], "reason": "Payroll"}
    assert dana.post(url(other, "readers/"), sent).status_code == 302
    assert "is need to know. Only those named under its title read it" in text_of(dana, url(other))
    other.refresh_from_db()
    assert world.users["luis"].pk in (other.reader_ids or ())
    again = {"version": other.version, "since": 2**40, "who": "desk", "readers": [], "reason": ""}
    assert dana.post(url(other, "readers/"), again).status_code == 302
    page = text_of(dana, url(other))
    assert f"Everybody of the desk reads #{other.number}" in page
    assert reverse("tickets:undo", args=[other.number]) in page


def test_the_dialog_asks_for_the_reason(client_of: ClientOf, ticket: Ticket) -> None:
    sent = {"version": ticket.version, "since": 2**40, "who": "named", "reason": ""}
    answer = client_of("miriam").post(url(ticket, "readers/"), sent)
    assert (answer.status_code, "Why" in answer.content.decode()) == (422, True)


def test_assigning_and_forwarding_say_what_they_do_to_the_readers(client_of: ClientOf, ticket: Ticket) -> None:
    dana = client_of("dana")
    assert "whoever gets it reads it from then on" in text_of(dana, url(ticket, "assign/"))
    assert "forwarding lets nobody else read it" in text_of(dana, url(ticket, "forward/"))


def test_lists_show_the_lock_with_a_name(client_of: ClientOf, ticket: Ticket) -> None:
    for address in ("/tickets/", "/search/?q=prints", f"/my/calls/?sel={ticket.number}", url(ticket, "beside/")):
        name = "marcus" if "my/calls" in address else "dana"
        assert 'aria-label="Need to know"' in text_of(client_of(name), address), address
    assert "need to know" in text_of(client_of("dana"), f"/search/palette/?q={ticket.number}")


OPENED: list[tuple[str, Callable[[Seed], str], str]] = [
    ("dana", lambda _made: "", "page"),
    ("dana", lambda _made: "live/", "page"),
    ("dana", lambda _made: "assign/", "page"),
    ("dana", lambda _made: "?print=notes", "print"),
    ("dana", lambda _made: "history/", "history"),
    ("dana", lambda _made: "beside/", "beside"),
    ("dana", lambda made: f"files/{made.objects['district']['note_file_id']}/", "file"),
    ("dana", lambda made: f"files/{made.objects['district']['note_file_id']}/image/", "file"),
    ("dana", lambda made: f"files/{made.objects['district']['note_file_id']}/preview/", "page"),
]


@pytest.mark.parametrize(("name", "rest", "how"), OPENED)
def test_each_opening_is_kept(
    client_of: ClientOf, seeded: Seed, ticket: Ticket, name: str, rest: Callable[[Seed], str], how: str
) -> None:
    assert client_of(name).get(url(ticket, rest(seeded))).status_code == 200
    assert views(ticket) == [("Dana", how)]


def test_the_pane_of_the_open_call_log_is_kept(client_of: ClientOf, ticket: Ticket) -> None:
    client_of("marcus").get(f"/my/calls/?sel={ticket.number}")
    assert ("Marcus", "beside") in views(ticket)


def test_reading_by_a_program_is_kept(world: World, seeded: Seed, ticket: Ticket) -> None:
    program = Program(make_token(world.users["dana"], clock.now()))
    answer = program.read(f"/tickets/{ticket.public_id}")
    assert answer.json()["need_to_know"] is True
    assert views(ticket) == [("Dana", "api")]
    other = Ticket.objects.get(number=seeded.objects["district_other"]["number"])
    assert program.read(f"/tickets/{other.public_id}").json()["need_to_know"] is False
    assert views(other) == []


def test_a_program_that_lists_the_files_is_kept(world: World, ticket: Ticket) -> None:
    program = Program(make_token(world.users["dana"], clock.now()))
    assert program.read(f"/tickets/{ticket.public_id}/files").status_code == 200
    assert views(ticket) == [("Dana", "api")]


def note(world: World, ticket: Ticket, at: datetime, by: str = "dana", **more: Any) -> None:
    viewing.note_view(actor=world.actor(by), ticket=ticket, now=at, **{"how": "page"} | more)


def test_a_reload_is_the_same_view_and_the_open_page_none(world: World, ticket: Ticket) -> None:
    for minutes, more in ((0, {}), (9, {}), (11, {}), (30, {"within": viewing.PAGE_STAYS}), (31, {"how": "print"})):
        note(world, ticket, world.now + timedelta(minutes=minutes), **more)
    note(world, ticket, world.now, by="marcus")
    note(world, ticket, world.now, how="file", file_id=1)
    note(world, ticket, world.now, how="file", file_id=2)
    hows = ["page", "page", "print", "page", "file", "file"]
    assert [how for _name, how in views(ticket)] == hows


def test_what_cannot_be_noted_is_not_shown(
    client_of: ClientOf, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_more: Any) -> None:
        raise DatabaseError("read only")

    monkeypatch.setattr(viewing, "record", fail)
    dana = client_of("dana")
    dana.raise_request_exception = False
    answer = dana.get(url(ticket))
    assert answer.status_code >= 500
    assert b"Nothing prints" not in answer.content


def test_who_has_looked_at_it_is_listed_newest_first_and_taken_away(
    client_of: ClientOf, world: World, seeded: Seed, ticket: Ticket
) -> None:
    assert "Nobody has looked at it yet" in text_of(client_of("dana"), url(ticket, "viewers/"))
    file = StoredFile.objects.get(public_id=seeded.objects["district"]["note_file_id"])
    note(world, ticket, world.now - timedelta(minutes=5), by="marcus")
    note(world, ticket, world.now, by="miriam", how="file", file_id=file.pk)
    text = text_of(client_of("dana"), url(ticket, "viewers/"))
    assert text.index("Miriam") < text.index("Marcus Okafor</th>")
    assert "the file Picture of a note.png" in text
    assert "data-print-now" in text_of(client_of("dana"), url(ticket, "viewers/?print=1"))
    answer = client_of("dana").get(url(ticket, "viewers.csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0]) == (3, "When,Who,How")
    assert lines[2].endswith(",Marcus Okafor,the ticket's page")


def test_the_page_shows_the_newest_and_says_where_all_are(
    client_of: ClientOf, world: World, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firstline.tickets.views.need_to_know.viewers.SHOWN", 1)
    note(world, ticket, world.now)
    note(world, ticket, world.now, by="marcus")
    assert "These are the newest" in text_of(client_of("dana"), url(ticket, "viewers/"))


def test_the_list_stays_when_the_desk_reads_it_again(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    note(world, ticket, world.now)
    open_to_desk(actor=world.actor("dana"), ticket_id=ticket.pk, now=world.now)
    text = text_of(client_of("dana"), url(ticket, "viewers/"))
    assert "The whole desk reads it now" in text
    assert [view.how for view in views_of(world.actor("dana"), ticket)] == ["page"]


def test_views_are_no_part_of_the_timeline(client_of: ClientOf, world: World, ticket: Ticket) -> None:
    note(world, ticket, world.now)
    assert "ticket_viewed" not in text_of(client_of("dana"), url(ticket, "history/"))
    entry = Entry.objects.get(verb="tickets.ticket_viewed", data__how="page")
    assert (entry.retention, entry.visibility) == ("audit", "restricted")


def test_only_need_to_know_tickets_cost_more(client_of: ClientOf, seeded: Seed, ticket: Ticket) -> None:
    other = Ticket.objects.get(number=seeded.objects["district_other"]["number"])
    dana, counts = client_of("dana"), []
    for shown in (ticket, other, ticket, other):
        with CaptureQueriesContext(connection) as queries:
            dana.get(url(shown))
        counts.append(len([q for q in queries if "SAVEPOINT" not in q["sql"]]))
    assert counts[2] <= counts[3] + QUERIES_MORE
