"""The palette and the search page: groups, signs, filters, paging, and who finds what."""

import pytest
from django.urls import reverse

from firstline.tickets.models import Ticket
from firstline.tickets.services import work
from tests.architecture.matrix.seed import Seed
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db


def palette(client_of: ClientOf, username: str, query: str = "", **more: str) -> str:
    answer = client_of(username).get(reverse("front:palette"), {"q": query, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def page(client_of: ClientOf, username: str, **query: str) -> str:
    answer = client_of(username).get(reverse("front:search"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_groups_stand_in_their_order_and_matches_are_marked(client_of: ClientOf, seeded: Seed) -> None:
    number = seeded.objects["district"]["number"]
    html = palette(client_of, "dana", number)
    assert html.index('data-group="tickets.number"') < html.index("fl-palette-f")
    html = palette(client_of, "dana", "car")
    groups = [html.find(f'data-group="{code}"') for code in ("people.people", "tickets.words", "people.sites")]
    assert [place for place in groups if place > 0] == sorted(place for place in groups if place > 0)
    assert "<mark>Car</mark>ol" in html


def test_a_sign_asks_one_group_alone(client_of: ClientOf, seeded: Seed) -> None:
    number = seeded.objects["district"]["number"]
    assert 'data-group="people.people"' not in palette(client_of, "dana", f"#{number[:4]}")
    assert f"#{number}" in palette(client_of, "dana", f"#{number[:4]}")
    assert 'data-group="people.people"' in palette(client_of, "dana", "@carol")
    assert 'data-group="actions"' not in palette(client_of, "dana", "@carol")
    dark = palette(client_of, "dana", "> dark")
    assert 'value="dark"' in dark
    assert 'data-group="people.people"' not in dark


def test_before_typing_the_own_tickets_and_actions_are_offered(client_of: ClientOf, seeded: Seed) -> None:
    html = palette(client_of, "marcus")
    assert seeded.objects["district"]["number"] in html
    assert "Log a call" in html


def test_an_extension_finds_its_person(client_of: ClientOf, seeded: Seed, world: World) -> None:
    carol = world.person("carol")
    html = palette(client_of, "dana", carol.extension)
    assert carol.name in html
    assert f"ext {carol.extension}" in html


def test_a_requester_finds_own_requests_only_and_no_notes(client_of: ClientOf, seeded: Seed, world: World) -> None:
    own = seeded.objects["district"]
    work.add_note(
        actor=world.actor("dana"), ticket_id=own["ticket_id"], body="Suspicious zebra in the lab", now=world.now
    )
    assert "zebra" not in palette(client_of, "carol", "zebra").replace("“zebra”", "").replace("q=zebra", "")
    html = palette(client_of, "carol", "prints")
    assert reverse("front:request", kwargs={"number": own["number"]}) in html
    assert seeded.objects["district_other"]["number"] not in html
    assert "zebra" in page(client_of, "dana", q="zebra").replace("value=", "")
    assert f">{own['number']}" not in page(client_of, "carol", q="zebra")


def test_the_page_narrows_by_desk_status_nature_and_day(client_of: ClientOf, seeded: Seed, world: World) -> None:
    ticket = Ticket.objects.get(number=seeded.objects["district"]["number"])
    found = f"#{ticket.number}<"
    assert found in page(client_of, "dana", q="prints", status="waiting" and "open")
    assert found not in page(client_of, "dana", q="prints", status="resolved")
    assert found in page(client_of, "dana", q="prints", nature=str(ticket.nature_id))
    assert found in page(client_of, "dana", q="prints", opened_from="2026-09-15", opened_to="2026-09-15")
    assert found not in page(client_of, "dana", q="prints", opened_from="2026-09-16")
    assert found not in page(client_of, "dana", q="prints", opened_to="2026-09-14")


def test_a_number_in_the_page_leads_to_the_ticket(client_of: ClientOf, seeded: Seed) -> None:
    own = seeded.objects["district"]["number"]
    assert reverse("tickets:ticket", kwargs={"number": own}) in page(client_of, "dana", q=own)


def test_what_nobody_wrote_is_said_with_what_to_do(client_of: ClientOf, seeded: Seed) -> None:
    html = page(client_of, "dana", q="xylophone quartet")
    assert "Nothing found for “xylophone quartet”" in html
    assert reverse("tickets:console") in html


def test_words_that_were_meant_are_shown_instead(client_of: ClientOf, seeded: Seed) -> None:
    assert "<b>nothing</b>" in page(client_of, "dana", q="nothng")


def test_other_words_stand_in_only_where_nothing_else_was_found(client_of: ClientOf, seeded: Seed) -> None:
    words = seeded.world.person("ellen").name.split()[-1]
    html = page(client_of, "dana", q=words)
    assert seeded.world.person("ellen").name in html.replace("<mark>", "").replace("</mark>", "")
    assert "No ticket found" not in html
    assert "No ticket found" in page(client_of, "dana", q="nothng")


def test_an_action_named_in_full_comes_first(client_of: ClientOf, seeded: Seed) -> None:
    Ticket.objects.update(title="People in the queue")
    for named in ("queue", "People"):
        assert palette(client_of, "dana", named).index('data-group="actions"') < 400
    assert palette(client_of, "dana", "peopl").index('data-group="actions"') > 400


def test_the_palette_opens_with_the_pages_of_an_administrator(client_of: ClientOf, seeded: Seed) -> None:
    ellen = seeded.world.users["ellen"]
    ellen.is_administrator = True
    ellen.save()
    assert reverse("identity:users") in palette(client_of, "ellen")


@pytest.mark.parametrize("name", ["search", "palette"])
def test_pages_only_read(client_of: ClientOf, seeded: Seed, name: str) -> None:
    assert client_of("dana").post(reverse(f"front:{name}")).status_code == 405
