"""Changing settings and taking changes back: history, undo, conflicts, what must stay."""

from datetime import timedelta

import pytest

from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.registry import SETTINGS
from firstline.kernel.settings import Document
from firstline.ledger.models import Entry
from firstline.settings.models import SettingRevision
from firstline.settings.rules.documents import digest
from firstline.settings.selectors.documents import setting
from firstline.settings.selectors.history import changes
from firstline.settings.services.changes import (
    add_setting,
    change_setting,
    offer_again,
    remove_setting,
    retire_setting,
    undo_change,
)
from tests.world import World

CODES = "resolution-codes"
_KIND = SETTINGS.get(CODES)
assert _KIND is not None
ResolutionCode = _KIND.model
NEW: Document = {"code": "by_parcel", "name": "By parcel", "position": 12}


def add(world: World, **more: object) -> SettingRevision:
    return add_setting(actor=world.actor("ellen"), code=CODES, desk_id=None, document=NEW | more, now=world.now)


def change(world: World, subject_id: int, seen: str = "", **fields: object) -> SettingRevision | None:
    ellen = world.actor("ellen")
    found = setting(ellen, CODES, subject_id)
    return change_setting(
        actor=ellen, code=CODES, subject_id=subject_id, document=(found.document or {}) | fields,
        seen=seen or digest(found.document), now=world.now,
    )  # fmt: skip


def test_a_change_is_a_revision_and_a_fact_without_words(world: World) -> None:
    code = world.resolution_codes["by_advice"]
    made = change(world, code.pk, name="By phone advice")
    assert made is not None
    assert (made.before["name"], made.after["name"]) == ("By advice", "By phone advice")
    assert made.changed_by == world.users["ellen"]
    fact = Entry.objects.get(verb="settings.setting_changed")
    assert fact.data == {
        "setting": CODES, "way": "changed", "fields": ["name"], "revision_id": made.pk, "undone_revision_id": None,
    }  # fmt: skip
    code.refresh_from_db()
    assert code.name == "By phone advice"


def test_undo_is_a_new_change_that_names_the_undone_one(world: World) -> None:
    code = world.resolution_codes["by_advice"]
    made = change(world, code.pk, name="Other")
    assert made is not None
    undone = undo_change(actor=world.actor("ellen"), revision_id=made.pk, now=world.now + timedelta(minutes=1))
    code.refresh_from_db()
    assert code.name == "By advice"
    assert undone.undoes == made
    with pytest.raises(RuleBroken, match="setting_undone_already"):
        undo_change(actor=world.actor("ellen"), revision_id=made.pk, now=world.now)
    again = undo_change(actor=world.actor("ellen"), revision_id=undone.pk, now=world.now)
    assert again.after["name"] == "Other"


def test_undo_is_refused_when_the_setting_changed_since(world: World) -> None:
    code = world.resolution_codes["by_advice"]
    first = change(world, code.pk, name="First")
    change(world, code.pk, name="Second")
    assert first is not None
    with pytest.raises(RuleBroken, match="setting_changed_since"):
        undo_change(actor=world.actor("ellen"), revision_id=first.pk, now=world.now)


def test_what_was_added_is_removed_by_undo_and_comes_back_under_its_id(world: World) -> None:
    added = add(world)
    removed = undo_change(actor=world.actor("ellen"), revision_id=added.pk, now=world.now)
    assert not ResolutionCode.objects.filter(code="by_parcel").exists()
    undo_change(actor=world.actor("ellen"), revision_id=removed.pk, now=world.now)
    assert ResolutionCode.objects.get(code="by_parcel").pk == added.subject_id


@pytest.mark.usefixtures("seeded")
def test_what_records_refer_to_is_retired_but_never_removed(world: World) -> None:
    used = ResolutionCode.objects.create(code="used", name="Used", position=20)
    world.desks["district"].tickets.filter(status="resolved").update(resolution_code=used)
    with pytest.raises(RuleBroken, match="setting_in_use"):
        remove_setting(actor=world.actor("ellen"), code=CODES, subject_id=used.pk, now=world.now)
    retired = retire_setting(actor=world.actor("ellen"), code=CODES, subject_id=used.pk, now=world.now)
    assert retired is not None
    assert not ResolutionCode.objects.get(code="used").is_active
    assert retire_setting(actor=world.actor("ellen"), code=CODES, subject_id=used.pk, now=world.now) is None
    offer_again(actor=world.actor("ellen"), code=CODES, subject_id=used.pk, now=world.now)
    assert ResolutionCode.objects.get(code="used").is_active


@pytest.mark.usefixtures("seeded")
def test_undo_of_adding_is_refused_once_a_record_refers_to_it(world: World) -> None:
    added = add(world)
    world.desks["district"].tickets.filter(status="resolved").update(resolution_code_id=added.subject_id)
    with pytest.raises(RuleBroken, match="setting_in_use"):
        undo_change(actor=world.actor("ellen"), revision_id=added.pk, now=world.now)


def test_what_the_product_goes_by_stays(world: World) -> None:
    needed = world.resolution_codes["on_the_call"]
    for act in (retire_setting, remove_setting):
        with pytest.raises(RuleBroken, match="setting_needed"):
            act(actor=world.actor("ellen"), code=CODES, subject_id=needed.pk, now=world.now)
    assert change(world, needed.pk, name="While on the phone") is not None


def test_two_who_change_the_same_are_told(world: World) -> None:
    code = world.resolution_codes["by_advice"]
    seen = digest(setting(world.actor("ellen"), CODES, code.pk).document)
    change(world, code.pk, name="Hers")
    with pytest.raises(Conflict, match="setting_changed_meanwhile"):
        change(world, code.pk, seen=seen, name="His")


def test_nothing_different_leaves_no_trace(world: World) -> None:
    assert change(world, world.resolution_codes["by_advice"].pk) is None
    assert not SettingRevision.objects.exists()


def test_a_code_stays_as_it_was_first_written(world: World) -> None:
    code = world.resolution_codes["by_advice"]
    made = change(world, code.pk, code="another", name="Another")
    assert made is not None
    assert made.after["code"] == "by_advice"


@pytest.mark.parametrize(
    ("fields", "error", "field"),
    [
        ({"name": ""}, "required", "name"),
        ({"name": "x" * 81}, "too_long", "name"),
        ({"name": "a\x07b"}, "odd_characters", "name"),
        ({"position": 0}, "out_of_range", "position"),
        ({"position": None}, "required", "position"),
        ({"code": "with blanks"}, "not_a_code", "code"),
        ({"code": "by_advice"}, "setting_taken", ""),
    ],
)
def test_bad_input_is_refused_with_its_field(world: World, fields: dict[str, object], error: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(world, **fields)
    assert (refused.value.code, refused.value.field) == (error, field)
    assert not SettingRevision.objects.exists()


def test_only_administrators_change_settings_and_staff_read_whom_to_ask(world: World) -> None:
    for name in ("dana", "miriam", "carol"):
        with pytest.raises(NotAllowed) as refused:
            add_setting(actor=world.actor(name), code=CODES, desk_id=None, document=NEW, now=world.now)
        assert bool(refused.value.params["names"]) is (name != "carol")


def test_unknown_kinds_and_rows_are_not_found(world: World) -> None:
    ellen = world.actor("ellen")
    for code, subject_id in (("nothing", 1), (CODES, 10**9)):
        with pytest.raises(NotFound):
            remove_setting(actor=ellen, code=code, subject_id=subject_id, now=world.now)
    with pytest.raises(NotFound):
        undo_change(actor=ellen, revision_id=10**9, now=world.now)
    with pytest.raises(NotFound):
        add_setting(actor=ellen, code=CODES, desk_id=world.district.pk, document=NEW, now=world.now)


def test_the_history_tells_who_changed_which_field(world: World) -> None:
    code = world.resolution_codes["by_advice"]
    made = change(world, code.pk, name="By phone advice")
    assert made is not None
    undo_change(actor=world.actor("ellen"), revision_id=made.pk, now=world.now)
    newest, first = changes(world.actor("ellen"), code=CODES, subject_id=code.pk)
    assert (newest.did, newest.is_undoable, first.is_undoable) == ("put back", True, False)
    assert (first.title, first.did, first.by) == ("By phone advice", "changed", "Ellen Brodsky")
    assert list(first.fields) == [("Name", "By advice", "By phone advice")]
