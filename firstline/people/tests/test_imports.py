"""Importing people and sites: previewed, then exactly that, all or nothing, again without doubles."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.people.models import (
    Department,
    EmailAddress,
    ImportRun,
    ImportState,
    Person,
    PersonCategory,
    PersonTerms,
    Site,
)
from firstline.people.selectors.callers import find_callers
from firstline.people.services.imports import (
    MAX_FILE_BYTES,
    apply_import,
    confirm_import,
    finish_import,
    preview_again,
    preview_import,
)
from firstline.people.tests.import_files import (
    ADMINISTRATOR,
    NEW,
    codes,
    counts,
    file_of,
    preview,
    rows_with,
    run_of,
)
from tests.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world()


def terms_of(person: Person) -> PersonTerms:
    """Return what a person is found by."""
    return PersonTerms.objects.get(pk=person.pk)


def test_a_preview_changes_nothing(world: World) -> None:
    before = Person.objects.count()
    run = preview(world, file_of(NEW))
    assert counts(run) == (1, 0, 0, 0)
    assert run.state == ImportState.PREVIEWED
    assert Person.objects.count() == before
    assert not Entry.objects.filter(verb__startswith="people.").exists()


def test_applying_adds_the_person_whole_and_findable(world: World) -> None:
    run_of(world, file_of(NEW))
    ada = Person.objects.get(employee_number="9001")
    assert (ada.name, ada.extension, ada.folded_name) == ("Ada Fernández", "4777", "ada fernandez")
    assert (ada.site, ada.room and ada.room.building.name) == (world.sites["OH"], "Main building")
    assert (ada.category, ada.department and ada.department.name) == (world.categories["teacher"], "Schools")
    assert [email.address for email in ada.email_addresses.all()] == ["ada@example.org"]
    assert [phone.digits for phone in ada.phone_numbers.all()] == ["5553404777"]
    found = find_callers(actor=world.actor("dana"), desk_id=world.district.pk, query="fernandes", now=world.now)
    assert [match.person_id for match in found] == [ada.pk]


def test_facts_name_fields_and_hold_no_personal_values(world: World) -> None:
    run = run_of(world, file_of(NEW))
    person = Person.objects.get(employee_number="9001")
    run_of(world, file_of(*rows_with("Extension", "4778")))
    entries = Entry.objects.filter(verb__startswith="people.").order_by("id")
    assert [(entry.verb, entry.subject_id) for entry in entries][:2] == [
        ("people.imported", run.pk),
        ("people.person_added", person.pk),
    ]
    assert entries[3].data == {"source": "import", "changed": ["extension"]}
    assert all("4778" not in str(entry.data) for entry in entries)


def test_the_same_file_again_changes_nothing(world: World) -> None:
    run_of(world, file_of(NEW))
    again = preview(world, file_of(NEW))
    assert counts(again) == (0, 0, 1, 0)
    with pytest.raises(RuleBroken):
        apply_import(actor=ADMINISTRATOR, run_id=again.pk, now=world.now)


def test_applying_twice_is_applying_once(world: World) -> None:
    run = run_of(world, file_of(NEW))
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert Person.objects.filter(name="Ada Fernández").count() == 1
    assert Entry.objects.filter(verb="people.imported").count() == 1


def test_changes_show_old_and_new(world: World) -> None:
    carol = world.person("carol")
    row = (carol.employee_number or "", "Carol Jimenez-Soto", "4122", "", "", "", "", "", "")
    run = preview(world, file_of(row))
    assert counts(run) == (0, 1, 0, 0)
    assert run.summary["changed"][0]["fields"] == [
        {"field": "name", "old": "Carol Jimenez", "new": "Carol Jimenez-Soto"},
        {"field": "extension", "old": "4120", "new": "4122"},
    ]
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    carol.refresh_from_db()
    assert (carol.name, carol.extension, carol.job_title) == ("Carol Jimenez-Soto", "4122", "School secretary")
    assert carol.room is not None
    assert "#4122" in terms_of(carol).search_terms
    assert "#4120" not in terms_of(carol).search_terms


def test_empty_cells_leave_what_is_there(world: World) -> None:
    carol = world.person("carol")
    run = preview(world, file_of((carol.employee_number or "", *[""] * 8)))
    assert counts(run) == (0, 0, 1, 0)


def test_a_person_without_number_is_known_again_by_email(world: World) -> None:
    headers = ("E-mail", "Extension", "Employee number")
    Person.objects.filter(pk=world.person("carol").pk).update(employee_number=None)
    run_of(world, file_of(("CAROL.jimenez@harborpoint.example", "4199", "777"), headers=headers))
    carol = Person.objects.get(pk=world.person("carol").pk)
    assert (carol.extension, carol.employee_number) == ("4199", "777")


def test_moving_to_another_site_leaves_the_old_room(world: World) -> None:
    carol = world.person("carol")
    run_of(world, file_of((carol.employee_number or "", "LV"), headers=("Employee number", "Site")))
    carol.refresh_from_db()
    assert (carol.site, carol.room) == (world.sites["LV"], None)


def test_several_addresses_and_numbers_replace_those_before(world: World) -> None:
    run_of(world, file_of(NEW))
    run_of(world, file_of(*rows_with("E-mail", "second@example.org; ada@example.org")))
    ada = Person.objects.get(employee_number="9001")
    emails = ada.email_addresses.order_by("-is_primary").values_list("address", "is_primary")
    assert list(emails) == [("second@example.org", True), ("ada@example.org", False)]


def test_new_categories_and_departments_are_announced_and_made(world: World) -> None:
    row = (*NEW[:7], "Bus Driver", "Transport Pool")
    run = preview(world, file_of(row))
    assert run.summary["new_names"] == {"category": ["Bus Driver"], "department": ["Transport Pool"]}
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert PersonCategory.objects.get(code="bus-driver").name == "Bus Driver"
    assert Department.objects.filter(name="Transport Pool").exists()


def test_a_file_that_is_too_large_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        preview(world, b"x" * (MAX_FILE_BYTES + 1))
    assert (refused.value.code, refused.value.params) == ("file_too_large", {"limit_megabytes": 20})


def test_a_directory_that_changed_since_the_preview_is_not_overwritten(world: World) -> None:
    run = preview(world, file_of(NEW))
    Person.objects.create(name="Somebody else", employee_number="9001")
    with pytest.raises(Conflict) as refused:
        apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert refused.value.code == "import_outdated"
    run.refresh_from_db()
    assert run.state == ImportState.OUTDATED
    assert not EmailAddress.objects.filter(address="ada@example.org").exists()
    again = preview_again(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert counts(again) == (0, 1, 0, 0)


def test_unrelated_changes_do_not_stand_in_the_way(world: World) -> None:
    run = preview(world, file_of(NEW))
    Person.objects.filter(pk=world.person("carol").pk).update(extension="4999")
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert Person.objects.filter(employee_number="9001").exists()


def test_a_failure_in_the_middle_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run = preview(world, file_of(NEW))

    def fail(*_args: object, **_more: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr("firstline.people.services._import_writing.index_people", fail)
    with pytest.raises(OSError, match="disk full"):
        apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert not Person.objects.filter(employee_number="9001").exists()
    finish_import(actor=ADMINISTRATOR, run_id=run.pk, state=ImportState.FAILED, now=world.now)
    assert ImportRun.objects.get(pk=run.pk).state == ImportState.FAILED


def test_confirming_hands_the_run_to_the_worker_once(world: World) -> None:
    run = preview(world, file_of(NEW))
    for _ in range(2):
        confirm_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%%apply_confirmed_import'")
        assert cursor.fetchone() == (1,)
    progress: list[tuple[int, int]] = []
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now, progress=lambda d, t: progress.append((d, t)))
    assert progress[-1] == (2, 2)
    assert ImportRun.objects.get(pk=run.pk).content == b""


def test_previews_that_nobody_confirmed_are_thrown_away(world: World) -> None:
    old = preview(world, file_of(NEW))
    later = world.now + timedelta(days=8)
    preview_import(actor=ADMINISTRATOR, kind="people", file_name="x", content=b"", now=later)
    assert not ImportRun.objects.filter(pk=old.pk).exists()


def test_only_administrators_import(world: World) -> None:
    run = preview(world, file_of(NEW))
    for username in ("dana", "rita", "carol"):
        actor = world.actor(username)
        with pytest.raises(NotAllowed):
            preview(world, file_of(NEW), actor=actor)
        with pytest.raises(NotAllowed):
            apply_import(actor=actor, run_id=run.pk, now=world.now)
    with pytest.raises(NotFound):
        apply_import(actor=ADMINISTRATOR, run_id=0, now=world.now)
    with pytest.raises(Invalid):
        preview(world, b"", kind="tickets")


def test_what_a_desk_guards_is_brought_in_line_but_never_shown(world: World) -> None:
    paul = world.person("paul")
    headers = ("Employee number", "Extension", "Phone")
    guess, right = (paul.employee_number or "", "4412", "555 1"), (paul.employee_number or "", "4412", "")
    changed, same = (preview(world, file_of(row, headers=headers)) for row in (guess, right))
    assert changed.summary == same.summary
    assert changed.summary["guarded_count"] == 1
    apply_import(actor=ADMINISTRATOR, run_id=changed.pk, now=world.now)
    assert [phone.digits for phone in paul.phone_numbers.all()] == ["5551"]
    entry = Entry.objects.get(verb="people.person_changed")
    assert entry.desk_id == world.police.pk
    paul.refresh_from_db()
    assert "+5551" not in terms_of(paul).search_terms
    assert "+5551" in terms_of(paul).guarded_terms


def test_an_import_does_not_lift_a_guard_of_another_desk(world: World) -> None:
    number = world.person("paul").employee_number or ""
    run = preview(world, file_of((number, "none"), headers=("Employee number", "Guarded by")))
    assert codes(run) == [(2, "guarded_by", "guard_kept")]
    officer = Actor(name="Both", roles=world.actor("rita").roles, is_administrator=True)
    run = preview(world, file_of((number, "none"), headers=("Employee number", "Guarded by")), actor=officer)
    assert codes(run) == []


def test_people_at_a_guarded_site_are_guarded_from_the_start(world: World) -> None:
    run_of(world, file_of(*rows_with("Site", "Police Headquarters")))
    assert Person.objects.get(employee_number="9001").guarded_by == world.police


SITE_HEADERS = ("Code", "Name", "School level", "Phone", "Guarded by")


def test_sites_are_added_and_changed_by_code(world: World) -> None:
    rows = (("OH", "Orchard Hill Academy", "middle", "", ""), ("ZZ", "Zephyr School", "High", "555", ""))
    run = preview(world, file_of(*rows, headers=SITE_HEADERS), kind="sites")
    assert counts(run) == (1, 1, 0, 0)
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    site = Site.objects.get(code="OH")
    assert (site.name, site.school_level, site.phone) == ("Orchard Hill Academy", "middle", "(555) 340-4100")
    assert Site.objects.get(code="ZZ").school_level == "high"
    assert "academy" in terms_of(world.person("carol")).search_terms
    assert counts(preview(world, file_of(*rows, headers=SITE_HEADERS), kind="sites")) == (0, 0, 2, 0)


def test_sites_that_are_all_new_are_added(world: World) -> None:
    run = preview(world, file_of(("ZZ", "Zephyr School", "High", "555", ""), headers=SITE_HEADERS), kind="sites")
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert Site.objects.get(code="ZZ").name == "Zephyr School"


def test_the_planner_is_told_of_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstline.people.services.imports.BATCH_COUNT", 1)
    rows = (("ZY", "Zebra School", "High", "", ""), ("ZZ", "Zephyr School", "High", "", ""))
    run = preview(world, file_of(*rows, headers=SITE_HEADERS), kind="sites")
    with CaptureQueriesContext(connection) as queries:
        apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert any(query["sql"].startswith("ANALYZE people_person") for query in queries)


def test_wrong_rows_of_sites_are_named(world: World) -> None:
    rows = [
        ("", "No code", "", "", ""),
        ("Q1", "", "", "", ""),
        ("Q2", "Twice", "", "", ""),
        ("Q2", "Twice", "", "", ""),
        ("Q3", "Level", "university", "", ""),
        ("Q4", "Desk", "", "", "nobody"),
        ("PH", "", "", "", "none"),
        ("Q5", "x" * 121, "", "", ""),
    ]
    run = preview(world, file_of(*rows, headers=SITE_HEADERS), kind="sites")
    assert [code for _, _, code in codes(run)] == [
        "code_missing", "name_missing", "key_twice", "school_level_wrong", "desk_unknown", "guard_kept",
        "text_too_long",
    ]  # fmt: skip
    run = preview(world, b"Name\nx\n", kind="sites")
    assert codes(run) == [(1, "", "code_column_missing")]
    assert codes(preview(world, b"", kind="sites")) == [(0, "", "empty_file")]


def test_columns_that_were_not_tried_elsewhere(world: World) -> None:
    headers = ("Employee number", "Name", "Active", "Site", "Building", "Room", "Guarded by", "Language")
    run_of(world, file_of(("9001", "Ada", "no", "OH", "Annex", "7", "Police IT", "Spanish"), headers=headers))
    ada = Person.objects.get(employee_number="9001")
    assert (ada.is_active, ada.guarded_by, ada.language) == (False, world.police, "es")
    assert ada.room is not None
    assert ada.room.building.name == "Annex"
    run_of(world, b"Code,Phone,Guarded by,Active\nOH,555 1,police,no\n", kind="sites")
    site = Site.objects.get(code="OH")
    assert (site.name, site.guarded_by, site.is_active) == ("Orchard Hill Elementary", world.police, False)


def test_a_run_that_was_outdated_stays_so(world: World) -> None:
    run = preview(world, file_of(NEW))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.OUTDATED)
    with pytest.raises(Conflict):
        apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    with pytest.raises(NotFound):
        preview_again(actor=ADMINISTRATOR, run_id=0, now=world.now)


def test_a_key_that_somebody_took_in_the_same_moment_outdates_the_run(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = preview(world, file_of(NEW))

    def taken(*_args: object, **_more: object) -> None:
        Person.objects.create(name="Quick", employee_number="1001")

    monkeypatch.setattr("firstline.people.services.imports.write_people", taken)
    with pytest.raises(Conflict, match="import_outdated"):
        apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert ImportRun.objects.get(pk=run.pk).state == ImportState.OUTDATED


def test_a_second_worker_does_nothing_when_the_first_was_quicker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run = preview(world, file_of(NEW))

    def first_one(*_args: object) -> None:
        ImportRun.objects.filter(pk=run.pk).update(state=ImportState.APPLIED)

    monkeypatch.setattr("firstline.people.services.imports._start", first_one)
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert not Person.objects.filter(employee_number="9001").exists()
