"""What the palette offers before one types: tickets and persons opened lately, each asked for again."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client

from firstline.identity.models import Grant
from firstline.kernel import clock
from firstline.kernel.actor import VISITOR
from firstline.kernel.errors import NotAllowed
from firstline.kit.models import Opened
from firstline.kit.services import OPENED_KEPT, note_opened
from firstline.tickets.tests.queue.test_list import logged
from tests.support.clients import ClientOf
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(client_of: ClientOf) -> Client:
    return client_of("dana")


def offered(client: Client) -> str:
    """Return the group of what was opened lately, nothing when it is not there."""
    text = client.get("/search/palette/").content.decode()
    return text.partition('data-group="recent"')[2].partition('role="group"')[0]


def test_the_last_opened_comes_first_and_each_once(dana: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = logged(world, "A jam of its own")
    paths = (f"/tickets/{ticket.number}/", f"/people/{world.carol.pk}/", f"/tickets/{ticket.number}/")
    for minute, path in enumerate(paths):
        monkeypatch.setattr(clock, "now", lambda at=world.now + timedelta(minutes=minute): at)
        assert dana.get(path).status_code == 200
    shown = offered(dana)
    assert 0 < shown.index("A jam of its own") < shown.index("Carol Jimenez")
    assert shown.count("A jam of its own") == 1


def test_parts_of_pages_and_refused_pages_are_not_remembered(dana: Client, client_of: ClientOf, world: World) -> None:
    ticket = logged(world, "A jam of its own")
    dana.get(f"/tickets/{ticket.number}/live/")
    dana.get(f"/tickets/{ticket.number}/", headers={"HX-Request": "true"})
    assert client_of("rita").get(f"/tickets/{ticket.number}/").status_code == 404
    assert not Opened.objects.exists()
    assert not offered(dana)


def test_what_one_may_not_see_any_more_is_not_offered_and_nobody_sees_anothers(
    dana: Client, client_of: ClientOf, world: World
) -> None:
    ticket = logged(world, "A jam of its own")
    dana.get(f"/tickets/{ticket.number}/")
    assert not offered(client_of("marcus"))
    Grant.objects.filter(user=world.dana).delete()
    assert not offered(dana)


def test_only_ten_are_offered_and_few_more_kept(dana: Client, world: World) -> None:
    for number in range(OPENED_KEPT + 5):
        person = world.persons["carol.jimenez"].pk + number
        note_opened(
            actor=world.actor("dana"), page="people:person", key=str(person), now=world.now + timedelta(seconds=number)
        )
    assert Opened.objects.count() == OPENED_KEPT
    assert offered(dana).count('role="option"') == 10
    Opened.objects.create(user=world.dana, page="gone:page", key="1", opened_at=world.now + timedelta(days=1))
    assert offered(dana).count('role="option"') == 10
    with pytest.raises(NotAllowed):
        note_opened(actor=VISITOR, page="people:person", key="1", now=world.now)


def test_a_page_is_shown_although_the_palette_cannot_remember_it(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_told: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("firstline.kit.middleware.note_opened", fail)
    assert client_of("dana").get(f"/people/{world.carol.pk}/").status_code == 200
