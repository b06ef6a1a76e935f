"""Writing what an import's plan says, set by set, inside the import's one transaction."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.text import slugify

from firstline.desks.models import Desk
from firstline.people.models import (
    Building,
    Department,
    EmailAddress,
    Person,
    PersonCategory,
    PhoneNumber,
    Room,
    Site,
)
from firstline.people.rules.folding import fold
from firstline.people.rules.import_plan import Change, Plan, Value
from firstline.people.rules.terms import digits_of
from firstline.people.services.indexing import index_people

BATCH_COUNT = 2000
Written = list[tuple[Change, int]]
"""Each change with the id of its record."""
Place = tuple[str, str, str]
"""Site, building and room of a person, by name; empty where there is none."""
_NOWHERE: Place = ("", "", "")

_UPDATE_PEOPLE_SQL = """
    UPDATE people_person AS person SET {assignments}
      FROM jsonb_to_recordset(%s::jsonb) AS new(id bigint, changed jsonb, {columns})
     WHERE person.id = new.id
"""
_PERSON_COLUMNS = {
    "employee_number": "text",
    "name": "text",
    "extension": "text",
    "job_title": "text",
    "category_id": "bigint",
    "department_id": "bigint",
    "site_id": "bigint",
    "room_id": "bigint",
    "preferred_contact": "text",
    "language": "text",
    "accommodation_note": "text",
    "is_active": "boolean",
    "guarded_by_id": "bigint",
}


@dataclass(frozen=True)
class _References:
    """Ids of what people refer to, by the names that the plan uses."""

    sites: Mapping[str, int]
    desks: Mapping[str, int]
    categories: Mapping[str, int]
    departments: Mapping[str, int]
    rooms: Mapping[Place, int]


def write_people(plan: Plan, places: Mapping[int, Place], progress: Callable[[int], None]) -> Written:
    """Write the people of a plan and return each change with its person's id, in order.

    ``places`` says where each person of the directory is now.
    """
    references = _references(plan, places)
    written: Written = []
    for batch in _batches(plan.new):
        written += _insert_people(batch, references)
        progress(len(batch))
    for batch in _batches(plan.changed):
        written += _update_people(batch, references, places)
        progress(len(batch))
    done_before = 0

    def step(done_count: int) -> None:
        nonlocal done_before
        progress(done_count - done_before)
        done_before = done_count

    index_people([person_id for _, person_id in written], progress=step)
    return written


def write_sites(plan: Plan, progress: Callable[[int], None]) -> Written:
    """Write the sites of a plan; people of a renamed site are found by its new name."""
    desks = dict(Desk.objects.values_list("code", "id"))
    sites = [Site(**_site_fields(change, desks)) for change in plan.new]
    Site.objects.bulk_create(sites)
    written = [(change, site.pk) for change, site in zip(plan.new, sites, strict=True)]
    known = Site.objects.in_bulk([change.record_id for change in plan.changed])
    renamed = []
    for change in plan.changed:
        site = known[change.record_id]
        for name, value in _site_fields(change, desks).items():
            setattr(site, name, value)
        if any(field.field == "name" for field in change.fields):
            renamed.append(site.pk)
        written.append((change, site.pk))
    fields = ["name", "school_level", "phone", "address", "hours_note", "is_active", "guarded_by"]
    if known:
        Site.objects.bulk_update(known.values(), fields, batch_size=500)
    progress(len(written))
    index_people(list(Person.objects.filter(site__in=renamed).values_list("id", flat=True)))
    return written


def _insert_people(batch: Sequence[Change], references: _References) -> Written:
    people = [Person(**_person_fields(change, references, _NOWHERE)) for change in batch]
    Person.objects.bulk_create(people)
    written = [(change, person.pk) for change, person in zip(batch, people, strict=True)]
    _write_numbers(written)
    return written


def _update_people(batch: Sequence[Change], references: _References, places: Mapping[int, Place]) -> Written:
    records = []
    for change in batch:
        fields = _person_fields(change, references, places[change.record_id])
        records.append({"id": change.record_id, "changed": fields, **fields})
    with connection.cursor() as cursor:
        cursor.execute(_update_statement(), [json.dumps(records)])
    written = [(change, change.record_id) for change in batch]
    PhoneNumber.objects.filter(person__in=_changing(batch, "phones")).delete()
    EmailAddress.objects.filter(person__in=_changing(batch, "emails")).delete()
    _write_numbers(written)
    return written


def _update_statement() -> str:
    """Return the statement that sets exactly the changed columns of each person."""
    assignments = ", ".join(
        f"{column} = CASE WHEN jsonb_exists(new.changed, '{column}') THEN new.{column} ELSE person.{column} END"
        for column in _PERSON_COLUMNS
    )
    columns = ", ".join(f"{column} {kind}" for column, kind in _PERSON_COLUMNS.items())
    return _UPDATE_PEOPLE_SQL.format(assignments=assignments, columns=columns)


def _write_numbers(written: Written) -> None:
    phones = [
        PhoneNumber(person_id=person_id, number=number, digits=digits_of(number))
        for change, person_id in written
        for number in _new_value(change, "phones") or ()
    ]
    emails = [
        EmailAddress(person_id=person_id, address=address, is_primary=index == 0)
        for change, person_id in written
        for index, address in enumerate(_new_value(change, "emails") or ())
    ]
    PhoneNumber.objects.bulk_create(phones)
    EmailAddress.objects.bulk_create(emails)


def _changing(batch: Sequence[Change], name: str) -> list[int]:
    return [change.record_id for change in batch if _new_value(change, name) is not None]


def _new_value(change: Change, name: str) -> Any:
    return next((field.new for field in change.fields if field.field == name), None)


def _person_fields(change: Change, references: _References, place: Place) -> dict[str, Any]:
    """Return the columns of the person that the change sets."""
    new = {field.field: field.new for field in change.fields}
    fields: dict[str, Any] = {name: new[name] for name in _PERSON_COLUMNS if name in new}
    if "employee_number" in new:
        fields["employee_number"] = new["employee_number"] or None
    if "active" in new:
        fields["is_active"] = new["active"]
    for name, ids in (
        ("site", references.sites),
        ("guarded_by", references.desks),
        ("category", references.categories),
        ("department", references.departments),
    ):
        if name in new:
            key = str(new[name])
            fields[f"{name}_id"] = ids.get(fold(key) if name in ("category", "department") else key)
    if "room" in new or "building" in new:
        fields["room_id"] = references.rooms.get(_room_key(new, place))
    return fields


def _room_key(new: Mapping[str, Value], place: Place) -> Place:
    site, building, room = place
    return str(new.get("site", site)), str(new.get("building", building)), str(new.get("room", room))


def _site_fields(change: Change, desks: Mapping[str, int]) -> dict[str, Any]:
    names = {"active": "is_active"}
    fields: dict[str, Any] = {names.get(field.field, field.field): field.new for field in change.fields}
    if "guarded_by" in fields:
        fields["guarded_by_id"] = desks.get(str(fields.pop("guarded_by")))
    return fields


def _references(plan: Plan, places: Mapping[int, Place]) -> _References:
    sites = dict(Site.objects.values_list("code", "id"))
    _make_names(PersonCategory, plan.new_names.get("category", ()))
    _make_names(Department, plan.new_names.get("department", ()))
    return _References(
        sites=sites,
        desks=dict(Desk.objects.values_list("code", "id")),
        categories={fold(name): pk for name, pk in PersonCategory.objects.values_list("name", "id")},
        departments={fold(name): pk for name, pk in Department.objects.values_list("name", "id")},
        rooms=_rooms(plan, places, sites),
    )


def _make_names(model: type[PersonCategory] | type[Department], names: Sequence[str]) -> None:
    if model is Department:
        Department.objects.bulk_create([Department(name=name) for name in names])
        return
    taken = set(PersonCategory.objects.values_list("code", flat=True))
    for name in names:
        base = slugify(name)[:36] or "category"
        code = next(c for n in range(1, 1000) if (c := base if n == 1 else f"{base}-{n}") not in taken)
        taken.add(code)
        PersonCategory.objects.create(code=code, name=name)


def _rooms(plan: Plan, places: Mapping[int, Place], sites: Mapping[str, int]) -> dict[Place, int]:
    wanted = set()
    for change in plan.changes:
        new = {field.field: field.new for field in change.fields}
        if "room" in new or "building" in new:
            wanted.add(_room_key(new, places.get(change.record_id, _NOWHERE)))
    wanted = {key for key in wanted if key[2]}
    Building.objects.bulk_create(
        [Building(site_id=sites[site], name=name) for site, name in sorted({key[:2] for key in wanted})],
        ignore_conflicts=True,
    )
    buildings = {(site, name): pk for site, name, pk in Building.objects.values_list("site__code", "name", "id")}
    Room.objects.bulk_create(
        [Room(building_id=buildings[site, building], name=room) for site, building, room in sorted(wanted)],
        ignore_conflicts=True,
    )
    rows = Room.objects.values_list("building__site__code", "building__name", "name", "id")
    return {(site, building, room): pk for site, building, room, pk in rows}


def _batches(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    for start in range(0, len(changes), BATCH_COUNT):
        yield changes[start : start + BATCH_COUNT]
