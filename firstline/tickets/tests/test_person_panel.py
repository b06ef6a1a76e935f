"""The panel of a person's page: coverage at the reader's desks, and tickets that the reader may see."""

import pytest
from django.test import Client

from firstline.tickets.views import person_panel
from tests.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world()


def text_of(world: World, username: str, person: str, **headers: str) -> str:
    client = Client(headers=headers)
    client.force_login(world.users[username])
    return client.get(f"/people/{world.person(person).pk}/tickets/").content.decode()


@pytest.mark.usefixtures("seeded")
def test_the_panel_says_what_is_covered_and_lists_tickets(world: World) -> None:
    text = text_of(world, "dana", "carol", **{"HX-Request": "true"})
    assert "Covered for all services" in text
    assert "Nothing prints" in text
    assert "<h1>" not in text
    assert "<h1>Tickets of Carol Jimenez</h1>" in text_of(world, "dana", "carol")


@pytest.mark.usefixtures("seeded")
def test_older_tickets_are_a_link_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person_panel, "SHOWN_COUNT", 1)
    first = text_of(world, "dana", "carol")
    address = f"/people/{world.person('carol').pk}/tickets/?all=1"
    assert f'href="{address}"' in first
    client = Client()
    client.force_login(world.users["dana"])
    everything = client.get(address).content.decode()
    assert everything.count("<li>") > first.count("<li>")
    assert "older one" not in everything


@pytest.mark.usefixtures("seeded")
def test_tickets_of_another_desk_are_not_there(world: World) -> None:
    assert "No tickets yet" in text_of(world, "dana", "paul")
    assert "Covered" not in text_of(world, "dana", "paul")
    assert "Nothing prints" in text_of(world, "rita", "paul")


def test_the_person_page_asks_for_the_panel_of_those_who_may_read_it(world: World) -> None:
    for username, is_there in (("dana", True), ("ellen", False)):
        client = Client()
        client.force_login(world.users[username])
        text = client.get(f"/people/{world.person('carol').pk}/").content.decode()
        assert ("Coverage and tickets" in text) is is_there
