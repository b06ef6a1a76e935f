"""The rows of the queue: drawn without a template, so what people type must be escaped here."""

from django.urls import reverse

from firstline.teams.models import SupportGroup
from firstline.tickets.models import Ticket
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.tests.test_intake import a_call, a_problem
from firstline.tickets.words.queue import COLUMNS
from tests.support.clients import ClientOf
from tests.world import World

MARKUP = '"><script>alert(1)</script>'
ESCAPED = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"


def _ticket(world: World) -> Ticket:
    made = log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now)
    return made.ticket


def _page(client_of: ClientOf, *columns: str) -> str:
    client = client_of("dana")
    client.post(reverse("tickets:queue_columns"), {"columns": [*columns]})
    answer = client.get(reverse("tickets:queue"))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_people_typed_is_escaped_in_every_column(world: World, client_of: ClientOf) -> None:
    ticket = _ticket(world)
    Ticket.objects.filter(pk=ticket.pk).update(title=MARKUP)
    person = ticket.requester
    assert person is not None
    assert person.site is not None
    person.name, person.site.name = MARKUP, MARKUP
    person.save()
    person.site.save()
    world.district.natures.filter(pk=ticket.nature_id).update(name=MARKUP)
    SupportGroup.objects.filter(tickets=ticket).update(name=MARKUP)
    page = _page(client_of, *COLUMNS)
    assert "<script>alert(1)" not in page
    assert page.count(ESCAPED) >= 6


def test_columns_stand_in_the_chosen_order(world: World, client_of: ClientOf) -> None:
    _ticket(world)
    row = _page(client_of, "status", "ticket", "severity").split("data-rows>")[1].split("</tr>")[0]
    assert row.index("fl-st") < row.index("fl-cover") < row.index("fl-sev")


def test_a_row_leads_to_its_ticket(world: World, client_of: ClientOf) -> None:
    ticket = _ticket(world)
    assert f'href="{reverse("tickets:ticket", args=[ticket.number])}?list=/tickets/%3F' in _page(client_of, "ticket")


def test_a_row_without_a_promised_time_says_why(world: World, client_of: ClientOf) -> None:
    ticket = _ticket(world)
    ticket.clocks.update(due_at=None)
    Ticket.objects.filter(pk=ticket.pk).update(entitlement="as_needed")
    assert "As needed: no promised time" in _page(client_of, "promised")
    Ticket.objects.filter(pk=ticket.pk).update(entitlement="covered")
    assert "No time is promised for this severity" in _page(client_of, "promised")
