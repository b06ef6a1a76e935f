"""The helper beside a form: public holidays are proposed into the calendar's form, reviewed, and saved as ever."""

import pytest
from django.urls import reverse

from firstline.calendars.models import Calendar
from firstline.settings.models import SettingRevision
from firstline.settings.selectors.documents import setting
from tests.support.clients import ClientOf
from tests.world import World

OK, FOUND, FORBIDDEN, CONFLICT, WRONG = 200, 302, 403, 409, 422
ASKED = {"helper-country": "US", "helper-state": "NY", "helper-years": "2030", "propose": "1"}
TYPED = {"name": "District", "time_zone": "America/New_York", "monday": "8-12", "holidays": "2030-12-25 Our Christmas"}


@pytest.fixture
def url(world: World) -> str:
    """Return the address of the district's calendar."""
    return reverse("settings:edit", args=["calendars", world.district.calendar.pk])


def test_public_holidays_are_proposed_into_the_form_and_nothing_is_saved(client_of: ClientOf, url: str) -> None:
    answer = client_of("ellen").post(url, TYPED | ASKED | {"seen": "mark"})
    assert answer.status_code == OK
    shown = answer.context["form"]["holidays"].value()
    assert "2030-11-28 Thanksgiving Day" in shown
    assert "2030-02-12 Lincoln's Birthday" in shown
    assert "2030-11-28 Thanksgiving Day" in answer.content.decode()
    assert "2030-12-25 Our Christmas" in shown
    assert shown.count("2030-12-25") == 1
    assert "days were added to the holidays. Look at them" in answer.content.decode()
    assert answer.context["form"]["monday"].value() == "8-12"
    assert (answer.context["seen"], SettingRevision.objects.exists()) == ("mark", False)


def test_what_was_proposed_is_saved_by_an_ordinary_change_and_taken_back(
    client_of: ClientOf, world: World, url: str
) -> None:
    client, ellen = client_of("ellen"), world.actor("ellen")
    seen = client.get(url).context["seen"]
    proposed = client.post(url, TYPED | ASKED | {"seen": seen})
    sent = TYPED | {"holidays": proposed.context["form"]["holidays"].value(), "seen": proposed.context["seen"]}
    assert client.post(url, sent).status_code == FOUND
    made = SettingRevision.objects.get()
    assert ["2030-11-28", "Thanksgiving Day"] in made.after["holidays"]
    assert client.post(reverse("settings:undo", args=[made.pk])).status_code == FOUND
    assert setting(ellen, "calendars", world.district.calendar.pk).document == made.before


def test_proposing_does_not_hide_what_a_colleague_changed(client_of: ClientOf, url: str) -> None:
    client = client_of("ellen")
    seen = client.get(url).context["seen"]
    client.post(url, TYPED | {"seen": seen})
    proposed = client.post(url, TYPED | ASKED | {"seen": seen})
    sent = TYPED | {"holidays": "2030-01-01 Mine", "seen": proposed.context["seen"]}
    assert client.post(url, sent).status_code == CONFLICT


def test_what_stands_there_already_is_said(client_of: ClientOf, url: str) -> None:
    client = client_of("ellen")
    shown = client.post(url, TYPED | ASKED).context["form"]["holidays"].value()
    again = client.post(url, TYPED | ASKED | {"holidays": shown})
    assert again.context["form"]["holidays"].value() == shown
    assert "All of these stand there already" in again.content.decode()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"helper-country": "Atlantis"}, "No public holidays are known of “Atlantis”"),
        ({"helper-country": ""}, "This field is required"),
        ({"helper-state": "QQ"}, "“QQ” is no state of that country. There are AK, AL"),
        ({"helper-country": "SG", "helper-state": "X"}, "Leave the state empty"),
        ({"helper-years": "soon"}, "Enter up to 5 years, such as 2026, 2027"),
        ({"holidays": "Christmas"}, "“Christmas” is no holiday"),
    ],
)
def test_what_cannot_be_proposed_is_told_and_nothing_typed_is_lost(
    client_of: ClientOf, url: str, more: dict[str, str], told: str
) -> None:
    answer = client_of("ellen").post(url, TYPED | ASKED | more)
    page = answer.content.decode()
    assert answer.status_code == WRONG
    assert told in page
    assert (TYPED | more)["holidays"] in page


def test_a_new_calendar_gets_them_too(client_of: ClientOf) -> None:
    client, url = client_of("ellen"), reverse("settings:add", args=["calendars"])
    page = client.get(url)
    assert page.context["helper_form"]["years"].value()
    answer = client.post(url, {"name": "", "holidays": ""} | ASKED)
    assert answer.status_code == OK
    assert "2030-11-28 Thanksgiving Day" in answer.content.decode()
    assert not Calendar.objects.filter(name="").exists()


def test_other_kinds_have_no_helper_and_others_may_not_ask(client_of: ClientOf, world: World, url: str) -> None:
    assert client_of("dana").post(url, TYPED | ASKED).status_code == FORBIDDEN
    code = world.resolution_codes["by_advice"]
    other = reverse("settings:edit", args=["resolution-codes", code.pk])
    client = client_of("ellen")
    assert client.get(other).context["helper_form"] is None
    assert client.post(other, {"name": "", "propose": "1"}).status_code == WRONG


def test_the_page_of_a_calendar_leads_to_its_year(client_of: ClientOf, world: World, url: str) -> None:
    year = reverse("calendars:year", args=[world.district.calendar.pk])
    assert f'href="{year}"' in client_of("ellen").get(url).content.decode()
