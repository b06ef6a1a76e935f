"""What each kind of setting allows, through the use cases that all share."""

from typing import Any

import pytest

from firstline.calendars.models import Calendar
from firstline.calendars.selectors import compiled
from firstline.desks.models import Desk
from firstline.kernel.errors import Invalid, RuleBroken
from firstline.kernel.registry import SETTINGS
from firstline.kernel.settings import Document
from firstline.settings.models import SettingRevision
from firstline.settings.rules.documents import digest
from firstline.settings.selectors.documents import setting
from firstline.settings.services.changes import (
    add_setting,
    change_setting,
    remove_setting,
    retire_setting,
    undo_change,
)
from firstline.settings.views.lines import SOURCE, find_settings
from tests.world import World


def example_of(code: str, document: Document, desk_id: int | None, world: World) -> str:
    kind = SETTINGS.get(code)
    assert kind is not None
    return kind.example(document, desk_id, world.now)


def document_of(world: World, code: str, subject_id: int) -> Document:
    return setting(world.actor("ellen"), code, subject_id).document or {}


def add(world: World, kind: str, desk_id: int | None = None, /, **document: Any) -> SettingRevision:
    return add_setting(actor=world.actor("ellen"), code=kind, desk_id=desk_id, document=document, now=world.now)


def change(world: World, code: str, subject_id: int, **fields: Any) -> SettingRevision:
    ellen, before = world.actor("ellen"), document_of(world, code, subject_id)
    made = change_setting(
        actor=ellen, code=code, subject_id=subject_id, document=before | fields, seen=digest(before), now=world.now
    )
    assert made is not None
    return made


def undo(world: World, made: SettingRevision) -> SettingRevision:
    return undo_change(actor=world.actor("ellen"), revision_id=made.pk, now=world.now)


def test_a_calendar_says_when_a_ticket_of_friday_is_promised(world: World) -> None:
    calendar = world.district.calendar
    document = document_of(world, "calendars", calendar.pk)
    shown = example_of("calendars", document, None, world)
    assert shown == "A ticket of Friday 18 Sep 16:00 with 3 h is promised by Monday 21 Sep 9:00"
    closed = document | {"holidays": [["2026-09-21", "Founders' Day"]]}
    assert example_of("calendars", closed, None, world).endswith("Tuesday 22 Sep 9:00")
    assert example_of("calendars", document | {"always_open": True}, None, world).endswith("Friday 18 Sep 19:00")


def test_a_changed_calendar_counts_at_once_and_comes_back_whole(world: World) -> None:
    calendar = world.district.calendar
    before = document_of(world, "calendars", calendar.pk)
    made = change(world, "calendars", calendar.pk, monday=[["08:00", "12:00"], ["13:00", "24:00"]], holidays=[])
    edition = calendar.edition
    calendar.refresh_from_db()
    assert calendar.edition != edition
    assert compiled(calendar, world.now).has_hours
    assert document_of(world, "calendars", calendar.pk)["monday"] == [["08:00", "12:00"], ["13:00", "24:00"]]
    undo(world, made)
    assert document_of(world, "calendars", calendar.pk) == before


def test_a_calendar_of_a_desk_stays_and_an_unused_one_can_go(world: World) -> None:
    week: Document = {key: [] for key in ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")}
    week |= {"time_zone": "UTC", "monday": [["22:00", "06:00"]], "holidays": [], "always_open": False}
    made = add(world, "calendars", name="Nights", **week)
    with pytest.raises(Invalid, match="setting_taken"):
        add(world, "calendars", name="Nights", **week)
    with pytest.raises(Invalid, match="calendar_never_open"):
        add(world, "calendars", name="Never", **week | {"monday": []})
    remove_setting(actor=world.actor("ellen"), code="calendars", subject_id=made.subject_id, now=world.now)
    assert not Calendar.objects.filter(name="Nights").exists()
    with pytest.raises(RuleBroken, match="setting_in_use"):
        remove_setting(
            actor=world.actor("ellen"), code="calendars", subject_id=world.district.calendar_id, now=world.now
        )


def test_a_confidential_desk_gets_numbers_of_its_own(world: World) -> None:
    fields = {"calendar_id": world.district.calendar_id, "language": "en"}
    made = add(world, "desks", code="hr", name="People desk", extension="5500", is_confidential=True, prefix="H-",
               **fields)  # fmt: skip
    desk = Desk.objects.get(pk=made.subject_id)
    assert desk.series.prefix == "H-"
    plain = add(world, "desks", code="lib", name="Libraries", extension="5600", **fields)
    assert Desk.objects.get(pk=plain.subject_id).series_id == world.district.series_id
    with pytest.raises(RuleBroken, match="setting_in_use"):
        undo(world, plain)  # it has a nature and levels by now: it can be retired


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"extension": "3446"}, "setting_taken"),
        ({"code": "district"}, "setting_taken"),
        ({"is_confidential": True}, "prefix_missing"),
        ({"is_confidential": True, "prefix": "P-"}, "setting_taken"),
        ({"prefix": "X-"}, "prefix_not_needed"),
    ],
)
def test_desks_that_would_be_mixed_up_are_refused(world: World, fields: dict[str, Any], error: str) -> None:
    good = {"code": "lib", "name": "L", "extension": "5600", "calendar_id": world.district.calendar_id}
    with pytest.raises(Invalid, match=error):
        add(world, "desks", **good | {"language": "en"} | fields)


def test_a_desk_with_tickets_retires_but_stays(world: World) -> None:
    ellen, desk = world.actor("ellen"), world.district
    with pytest.raises(RuleBroken, match="setting_in_use"):
        remove_setting(actor=ellen, code="desks", subject_id=desk.pk, now=world.now)
    made = retire_setting(actor=ellen, code="desks", subject_id=desk.pk, now=world.now)
    assert made is not None
    undo(world, made)
    desk.refresh_from_db()
    assert desk.is_active


def test_the_nature_that_takes_everything_else_stays(world: World) -> None:
    nature = next(nature for nature in world.natures.values() if nature.is_catch_all)
    with pytest.raises(RuleBroken, match="setting_needed"):
        retire_setting(actor=world.actor("ellen"), code="natures", subject_id=nature.pk, now=world.now)


def test_a_number_key_belongs_to_one_nature_of_a_desk(world: World) -> None:
    by_key = {nature.number_key: nature for nature in world.natures.values()}
    with pytest.raises(Invalid, match="setting_taken"):
        change(world, "natures", by_key[1].pk, number_key=by_key[2].number_key)
    made = change(world, "natures", by_key[1].pk, number_key=None, needs_identity_check=True)
    assert made.desk == world.district
    shown = example_of("natures", made.after, world.district.pk, world)
    assert shown.startswith("Typing ")


def test_a_referral_says_whom_to_call(world: World) -> None:
    rule = {"category_id": None, "school_level": "", "service_id": None, "clause_number": "9.9", "clause_text": "Words"}
    with pytest.raises(Invalid, match="refer_to_missing"):
        add(world, "entitlement", verdict="refer", refer_to="", **rule)
    made = add(world, "entitlement", verdict="refer", refer_to="County IT, 555 0100", **rule)
    assert example_of("entitlement", made.after, None, world).startswith("Everybody, Offices: Referred elsewhere")
    remove_setting(actor=world.actor("ellen"), code="entitlement", subject_id=made.subject_id, now=world.now)


def test_coverage_is_a_table_whose_cells_change_and_come_back(world: World) -> None:
    nature, group = world.natures["printing"], world.groups["Network"]
    level = world.levels["district", 1]
    cell = f"n{nature.pk}_l{level.pk}"
    before = document_of(world, "coverage", world.district.pk)
    made = change(world, "coverage", world.district.pk, **{cell: group.pk})
    assert nature.coverage.get(level=level).group == group
    undo(world, made)
    assert document_of(world, "coverage", world.district.pk) == before
    emptied = change(world, "coverage", world.district.pk, **dict.fromkeys(before))
    assert emptied.after == {}
    assert "No nature has a group" in example_of("coverage", {}, world.district.pk, world)
    with pytest.raises(Invalid, match="unknown_choice"):
        change(world, "coverage", world.district.pk, **{cell: world.groups["Police systems"].pk})


def test_members_come_from_the_desk_and_their_groups_too(world: World) -> None:
    fields = {"level_id": world.levels["district", 2].pk, "direct_extension": "3999", "skills": ["Spanish"]}
    made = add(world, "members", world.district.pk, user_id=world.users["dana"].pk,
               group_id=world.groups["Printing"].pk, **fields)  # fmt: skip
    assert made.after["skills"] == ["Spanish"]
    shown = example_of("members", made.after, world.district.pk, world)
    assert shown == "Dana Whitfield is offered for calls that Printing takes, live at ext 3999"
    silent = made.after | {"direct_extension": ""}
    assert "cannot be put through" in example_of("members", silent, world.district.pk, world)
    undo(world, made)
    for wrong in ({"user_id": world.users["rita"].pk}, {"group_id": world.groups["Police systems"].pk}):
        good = {"user_id": world.users["dana"].pk, "group_id": world.groups["Printing"].pk}
        with pytest.raises(Invalid, match="unknown_choice"):
            add(world, "members", world.district.pk, **good | fields | wrong)


def test_words_that_suggest_a_nature_are_added_and_removed(world: World) -> None:
    nature = world.natures["printing"]
    made = add(world, "keywords", world.district.pk, phrase="paper jam again", nature_id=nature.pk, weight=3)
    assert "suggests Printing" in example_of("keywords", made.after, world.district.pk, world)
    undo(world, made)
    assert not nature.keyword_rules.filter(phrase="paper jam again").exists()


def test_a_level_tells_where_forwarding_up_leads(world: World) -> None:
    first, last = (world.levels["district", rank] for rank in (1, 3))
    for level, end in ((first, f"goes to {world.levels['district', 2].name}"), (last, "no level is higher")):
        document = document_of(world, "levels", level.pk)
        assert example_of("levels", document, world.district.pk, world).endswith(end)


def test_settings_are_found_by_name_sentence_and_field(world: World) -> None:
    ellen = world.actor("ellen")
    for typed, first in (("promised", "Promised times"), ("holidays", "Calendars"), ("severity", "Circumstances")):
        found = find_settings(ellen, typed, now=world.now, limit=5)
        assert found.items[0].title.startswith(first)
    assert find_settings(ellen, "a", now=world.now, limit=2).has_more
    assert not find_settings(ellen, "...", now=world.now, limit=5).items
    assert not find_settings(world.actor("dana"), "holidays", now=world.now, limit=5).items
    assert not SOURCE.visible(world.actor("dana"))


def test_what_is_added_and_removed_only_cannot_be_retired(world: World) -> None:
    nature = world.natures["printing"]
    made = add(world, "keywords", world.district.pk, phrase="paper jam again", nature_id=nature.pk, weight=3)
    with pytest.raises(RuleBroken, match="setting_not_retired"):
        retire_setting(actor=world.actor("ellen"), code="keywords", subject_id=made.subject_id, now=world.now)


def test_a_calendar_that_comes_back_counts_as_it_is_now(world: World) -> None:
    """An id and a counted version would have met an older state of the same calendar in the process."""
    document = document_of(world, "calendars", world.district.calendar.pk)
    revision = add_setting(
        actor=world.actor("ellen"),
        code="calendars",
        desk_id=None,
        document=document | {"name": "Summer"},
        now=world.now,
    )
    assert not compiled(Calendar.objects.get(pk=revision.subject_id), world.now).spec.always_open
    change(world, "calendars", revision.subject_id, always_open=True)
    gone = remove_setting(actor=world.actor("ellen"), code="calendars", subject_id=revision.subject_id, now=world.now)
    undo(world, gone)
    assert compiled(Calendar.objects.get(pk=revision.subject_id), world.now).spec.always_open
