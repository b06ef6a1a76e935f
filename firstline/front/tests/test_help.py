"""The requester's pages: the own requests in words, and nothing of the staff's."""

from datetime import time, timedelta

import pytest
from django.test import Client

from firstline.desks.models import Desk
from firstline.front.rules.hours import OpenDays, open_days
from firstline.tickets.models import Ticket
from tests.architecture.matrix.seed import Seed

pytestmark = pytest.mark.django_db
EIGHT, FOUR, NOON, ONE = time(8), time(16), time(12), time(13)


def page(client: Client, seeded: Seed, username: str, url: str) -> str:
    client.force_login(seeded.world.users[username])
    return client.get(url).content.decode()


def test_a_requester_sees_the_own_requests_open_and_ended(client: Client, seeded: Seed) -> None:
    Ticket.objects.filter(status="resolved").update(resolved_at=seeded.world.now + timedelta(days=3650))
    text = page(client, seeded, "carol", "/help/")
    assert f"#{seeded.objects['district']['number']}" in text
    assert f"#{seeded.objects['district']['resolved_number']}" in text
    assert f"#{seeded.objects['district_other']['number']}" not in text
    assert "We wait for another company" in text


def test_the_language_is_changed_on_the_page(client: Client, seeded: Seed) -> None:
    for url in ("/help/", f"/help/{seeded.objects['district']['number']}/"):
        text = page(client, seeded, "carol", url)
        assert 'name="language" value="es"' in text
        assert 'name="language" value="en"' not in text
    client.post("/kit/appearance/", {"language": "es"})
    assert 'name="language" value="en"' in page(client, seeded, "carol", "/help/")


def test_whom_to_ring_and_when(client: Client, seeded: Seed) -> None:
    text = page(client, seeded, "carol", "/help/")
    assert "Extension 3446" in text
    assert "Monday to Friday" in text
    assert seeded.world.police.name not in text


def test_a_confidential_desk_shows_its_number_to_those_it_serves(client: Client, seeded: Seed) -> None:
    text = page(client, seeded, "paul", "/help/")
    assert seeded.world.police.extension in text
    assert "Day and night" in text


def test_the_request_shows_public_words_and_never_a_note(client: Client, seeded: Seed) -> None:
    number = seeded.objects["district"]["number"]
    text = page(client, seeded, "carol", f"/help/{number}/")
    assert "Words of a reply" in text
    assert "Words of a request" in text
    assert "Words of a note" not in text
    assert "Half a" not in text
    assert "Report cards are due" not in text


def test_a_void_ticket_is_gone(client: Client, seeded: Seed) -> None:
    number = seeded.objects["district"]["number"]
    Ticket.objects.filter(number=number).update(status="void")
    client.force_login(seeded.world.users["carol"])
    assert client.get(f"/help/{number}/").status_code == 404
    assert f"#{number}" not in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "new"}, "will take care of it"),
        ({"status": "new", "assignee": None}, "We have it and will start soon"),
        ({"status": "in_progress"}, "Marcus Okafor works on it"),
        ({"status": "in_progress", "assignee": None}, "We work on it"),
        ({"status": "scheduled"}, "A visit is booked"),
        ({"waiting_on": "requester"}, "We wait for an answer from you"),
        ({"waiting_on": "parts"}, "We wait for a part"),
        ({"waiting_on": ""}, "We wait and will go on"),
    ],
)
def test_progress_is_said_in_words(client: Client, seeded: Seed, values: dict[str, object], words: str) -> None:
    number = seeded.objects["district"]["number"]
    Ticket.objects.filter(number=number).update(**values)
    assert words in page(client, seeded, "carol", f"/help/{number}/")


def test_a_late_request_says_so(client: Client, seeded: Seed) -> None:
    Ticket.objects.filter(number=seeded.objects["district"]["number"]).update(
        status="in_progress", due_at=seeded.world.now - timedelta(days=3650)
    )
    assert "We are late" in page(client, seeded, "carol", "/help/")


def test_nothing_open_says_what_will_appear(client: Client, seeded: Seed) -> None:
    assert "Your request appears here" in page(client, seeded, "lucia", "/help/") or "Su solicitud" in page(
        client, seeded, "lucia", "/help/"
    )


def test_a_number_leads_staff_to_the_desk_and_requesters_to_their_page(client: Client, seeded: Seed) -> None:
    number = seeded.objects["district"]["number"]
    client.force_login(seeded.world.users["carol"])
    assert client.get(f"/{number}")["Location"] == f"/help/{number}/"
    client.force_login(seeded.world.users["paul"])
    police = seeded.objects["police"]["number"]
    assert client.get(f"/{police.lower()}")["Location"] == f"/help/{police}/"


def test_an_account_without_a_role_may_hold_no_request(client: Client, seeded: Seed) -> None:
    Desk.objects.update(is_confidential=False)
    assert "Extension 3446" in page(client, seeded, "ellen", "/help/")


def test_days_with_the_same_hours_stand_together() -> None:
    week = [(day, EIGHT, FOUR) for day in range(4)] + [(4, EIGHT, NOON), (6, EIGHT, NOON), (6, ONE, FOUR)]
    assert open_days(week) == [
        OpenDays(0, 3, ((EIGHT, FOUR),)),
        OpenDays(4, 4, ((EIGHT, NOON),)),
        OpenDays(6, 6, ((EIGHT, NOON), (ONE, FOUR))),
    ]
    assert open_days([]) == []
