"""Paper mode (S-151): numbered forms, entered once, with the times that stand on them."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from firstline.contacts.models import Contact, PaperForm
from firstline.contacts.services.paper import claim_paper_form, issue_paper_forms
from firstline.kernel import clock
from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotFound
from firstline.ledger.models import Entry
from firstline.tickets.services.intake import Call, Problem, log_and_queue
from firstline.tickets.services.paper import enter_paper_form
from firstline.tickets.tests.queue.test_list import browser
from tests.world import World

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/New_York")


def issued(world: World, count: int = 3) -> tuple[int, int]:
    """Return the first and last number of new forms of the district."""
    return issue_paper_forms(actor=world.actor("dana"), desk_id=world.district.pk, count=count, now=clock.now())


def entered(world: World, number: int = 1, *, began_ago: int = 90, ended_ago: int = 80, who: str = "dana") -> Contact:
    """Return the contact that a form became."""
    now = clock.now()
    draft = enter_paper_form(
        actor=world.actor(who),
        desk_id=world.district.pk,
        number=number,
        began_at=now - timedelta(minutes=began_ago),
        ended_at=now - timedelta(minutes=ended_ago),
        draft_id=uuid4(),
        now=now,
    )
    return draft.contact


def test_numbers_go_on_and_each_desk_has_its_own(world: World) -> None:
    assert issued(world) == (1, 3)
    assert issued(world, 2) == (4, 5)
    assert issue_paper_forms(actor=world.actor("rita"), desk_id=world.police.pk, count=1, now=clock.now()) == (1, 1)
    assert Entry.objects.filter(verb="contacts.paper_forms_issued").count() == 3


@pytest.mark.parametrize(
    ("who", "count", "error"), [("dana", 0, Invalid), ("dana", 51, Invalid), ("rita", 1, NotFound)]
)
def test_who_gives_out_numbers_and_how_many(world: World, who: str, count: int, error: type[FirstlineError]) -> None:
    with pytest.raises(error):
        issue_paper_forms(actor=world.actor(who), desk_id=world.district.pk, count=count, now=clock.now())


def test_a_form_is_entered_with_its_true_times_and_its_number_stays_with_the_call(world: World) -> None:
    issued(world)
    contact = entered(world, 2)
    assert contact.paper_form.number == 2
    contact.refresh_from_db()
    assert contact.ended_at is not None
    assert contact.ended_at - contact.started_at == timedelta(minutes=10)
    assert Entry.objects.get(verb="contacts.paper_form_entered").data == {"number": 2}


def test_a_form_is_entered_once_and_the_ticket_is_named(world: World) -> None:
    issued(world)
    contact = entered(world)
    with pytest.raises(Conflict) as first:
        entered(world, who="joel")
    assert first.value.params["number"] == ""
    draft = contact.drafts.get()
    call = Call(draft.pk, world.district.pk, contact.started_at, world.person("carol").pk)
    problem = Problem("Nothing prints", world.natures["printing"].pk)
    ticket = log_and_queue(actor=world.actor("dana"), call=call, problem=problem, now=clock.now()).ticket
    with pytest.raises(Conflict) as second:
        entered(world)
    assert second.value.params["number"] == ticket.number
    assert ticket.opened_at == contact.started_at


@pytest.mark.parametrize(
    ("number", "began_ago", "ended_ago", "code"),
    [
        (9, 20, 10, "paper_unknown"),
        (1, 10, 20, "ended_before_start"),
        (1, 10, -20, "in_the_future"),
        (1, 60 * 24 * 9, 10, "too_long_ago"),
    ],
)
def test_what_cannot_be_is_refused(world: World, number: int, began_ago: int, ended_ago: int, code: str) -> None:
    issued(world)
    with pytest.raises(Invalid, match=code):
        entered(world, number, began_ago=began_ago, ended_ago=ended_ago)


def test_a_claim_is_for_ones_desk_and_for_once(world: World) -> None:
    issued(world)
    contact, theirs = entered(world), PaperForm.objects.get(number=2)
    for desk_id, number, error in ((world.police.pk, 1, NotFound), (world.district.pk, 1, Conflict)):
        with pytest.raises(error):
            claim_paper_form(
                actor=world.actor("dana"), desk_id=desk_id, number=number, contact=contact, now=clock.now()
            )
    assert theirs.contact is None


def test_pages_print_and_enter(world: World) -> None:
    client = browser(world, "dana")
    assert client.get("/calls/paper/").status_code == 200
    assert client.post("/calls/paper/", {"count": "70"}).status_code == 422
    made = client.post("/calls/paper/", {"count": "2", "desk": "district"})
    sheet = client.get(made["Location"]).content.decode()
    assert sheet.count('class="fl-paper"') == 2
    assert "Form 00002" in sheet
    assert client.get("/calls/paper/enter/").status_code == 200
    to = client.post("/calls/paper/enter/", {"number": "1"})
    assert to.status_code == 422
    day = clock.now().astimezone(ZONE).date() - timedelta(days=1)
    body = {"number": 1, "day": day, "began": "10:00", "ended": "10:06"}
    to = client.post("/calls/paper/enter/", body)
    assert to["Location"].startswith("/calls/?call=")
    began_at = Contact.objects.get(paper_form__number=1).started_at
    assert began_at == datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=10)
    assert 'value="10:00"' in client.get(to["Location"]).content.decode()
    again = client.post("/calls/paper/enter/", body)
    assert again.status_code == 409
    assert "entered already" in again.content.decode()
    assert browser(world, "carol").get("/calls/paper/").status_code == 403
    assert client.post("/calls/paper/print/").status_code == 405


def test_forms_that_are_not_there_are_said_and_those_that_are_have_a_button(world: World) -> None:
    client = browser(world, "dana")
    none = client.get("/calls/paper/print/").content.decode()
    assert "No forms with these numbers" in none
    assert "data-print" not in none
    printed = client.post("/calls/paper/", {"count": "2"}, follow=True).content.decode()
    assert "data-print" in printed
