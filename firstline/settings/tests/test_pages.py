"""Every kind of setting has pages that work for administrators, and for nobody else."""

import pytest
from django.urls import reverse

from firstline.kernel.registry import SETTINGS
from firstline.settings.models import SettingRevision
from firstline.settings.selectors.documents import rows
from tests.support.clients import ClientOf
from tests.world import World

CODES = "resolution-codes"
_KIND = SETTINGS.get(CODES)
assert _KIND is not None
ResolutionCode = _KIND.model
KINDS = [code for code, _kind in SETTINGS.items()]
OK, FOUND, FORBIDDEN, MISSING, WRONG_METHOD, CONFLICT, WRONG = 200, 302, 403, 404, 405, 409, 422


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_lists_shows_and_adds(client_of: ClientOf, world: World, code: str) -> None:
    kind, ellen = SETTINGS.get(code), world.actor("ellen")
    assert kind is not None
    client, desk_id = client_of("ellen"), world.district.pk if kind.is_of_desk else None
    page = client.get(reverse("settings:list", args=[code]), follow=True)
    assert page.status_code == OK
    assert str(kind.sentence) in page.content.decode().replace("&#x27;", "'")
    for row in list(rows(ellen, code, desk_id))[:3]:
        shown = client.get(reverse("settings:edit", args=[code, row.id]))
        assert shown.status_code == OK
        assert "For example" in shown.content.decode()
    expected = MISSING if kind.is_table else OK
    assert client.get(reverse("settings:add", args=[code])).status_code == expected


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_is_refused_to_everybody_else(client_of: ClientOf, world: World, code: str) -> None:
    for name in ("dana", "carol"):
        client = client_of(name)
        assert client.get(reverse("settings:list", args=[code])).status_code == FORBIDDEN
        assert client.post(reverse("settings:add", args=[code])).status_code == FORBIDDEN
    told = client_of("dana").get(reverse("settings:list", args=[code])).content.decode()
    assert "You cannot change settings. Ask Ellen Brodsky" in told


@pytest.mark.parametrize("code", KINDS)
def test_saving_a_setting_as_it_is_changes_nothing(client_of: ClientOf, world: World, code: str) -> None:
    kind, ellen = SETTINGS.get(code), world.actor("ellen")
    assert kind is not None
    client = client_of("ellen")
    for row in list(rows(ellen, code, world.district.pk if kind.is_of_desk else None))[:3]:
        url = reverse("settings:edit", args=[code, row.id])
        form = client.get(url).context["form"]
        data = {name: form[name].value() for name in form.fields}
        sent = {name: "on" if value is True else value for name, value in data.items() if value not in (None, False)}
        seen = client.get(url).context["seen"]
        answer = client.post(url, sent | {"seen": seen})
        assert answer.status_code == FOUND, answer.content.decode()[:2000]
    assert not SettingRevision.objects.exists()


def test_adding_changing_retiring_and_undoing_by_pages(client_of: ClientOf) -> None:
    client = client_of("ellen")
    client.post(reverse("settings:add", args=[CODES]), {"code": "by_parcel", "name": "By parcel", "position": "12"})
    added = ResolutionCode.objects.get(code="by_parcel")
    url = reverse("settings:edit", args=[CODES, added.pk])
    seen = client.get(url).context["seen"]
    assert client.post(url, {"name": "By mail", "position": "12", "seen": seen})["Location"] == url
    assert client.post(reverse("settings:retire", args=[CODES, added.pk])).status_code == FOUND
    added.refresh_from_db()
    assert (added.name, added.is_active) == ("By mail", False)
    newest = SettingRevision.objects.first()
    assert newest is not None
    assert client.post(reverse("settings:undo", args=[newest.pk])).status_code == FOUND
    added.refresh_from_db()
    assert added.is_active
    history = client.get(reverse("settings:changes")).content.decode()
    assert "put back" in history
    assert "By mail" in history


def test_two_who_write_at_once_see_both_versions(client_of: ClientOf, world: World) -> None:
    client, code = client_of("ellen"), world.resolution_codes["by_advice"]
    url = reverse("settings:edit", args=[CODES, code.pk])
    seen = client.get(url).context["seen"]
    client.post(url, {"name": "Theirs", "position": "4", "seen": seen})
    answer = client.post(url, {"name": "Mine", "position": "4", "seen": seen})
    assert answer.status_code == CONFLICT
    page = answer.content.decode()
    assert "Ellen Brodsky changed this" in page
    assert "Keep theirs" in page
    assert "theirs Theirs, yours Mine" in page
    answer = client.post(url, {"name": "Mine", "position": "4", "seen": answer.context["seen"]})
    assert answer.status_code == FOUND
    code.refresh_from_db()
    assert code.name == "Mine"


def test_bad_input_is_told_in_words_and_nothing_typed_is_lost(client_of: ClientOf) -> None:
    client = client_of("ellen")
    answer = client.post(reverse("settings:add", args=[CODES]), {"code": "a b", "name": "Kept words", "position": "1"})
    assert answer.status_code == WRONG
    assert "Enter a code of letters" in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    answer = client.post(reverse("settings:add", args=[CODES]), {"code": "ab", "name": "N", "position": "x"})
    assert answer.status_code == WRONG


def test_wrong_methods_and_unknown_places(client_of: ClientOf, world: World) -> None:
    client, code = client_of("ellen"), world.resolution_codes["by_advice"]
    assert client.post(reverse("settings:index")).status_code == WRONG_METHOD
    assert client.get(reverse("settings:remove", args=[CODES, code.pk])).status_code == WRONG_METHOD
    assert client.get("/settings/nothing-such/").status_code == MISSING
    answer = client.post(reverse("settings:remove", args=[CODES, world.resolution_codes["on_the_call"].pk]))
    assert answer.status_code == CONFLICT
    assert "has to stay" in answer.content.decode()


def test_the_list_of_settings_names_each_kind_in_its_group(client_of: ClientOf) -> None:
    page = client_of("ellen").get(reverse("settings:index")).content.decode()
    for kind in SETTINGS:
        assert str(kind.title) in page
