"""The directory as an import compares a file with it. Unscoped on purpose: a file of the staff system names everybody,
and what another desk guards never leaves the plan (``services/imports.py`` cuts the summary).
"""  # noqa: D205 - the second sentence is the reason

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, OuterRef

from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.people import policies
from firstline.people.models import Department, EmailAddress, Person, PersonCategory, PhoneNumber, Room, Site
from firstline.people.rules.folding import fold
from firstline.people.rules.import_people import Directory, Known
from firstline.people.rules.import_plan import Value


def unscoped_directory(actor: Actor) -> Directory:
    """Return all people with what they are compared by. Seven queries, about a second for 50,000 people.

    Unscoped: a file is compared with the whole directory; the services ask for people.import first.
    """
    sites = list(Site.objects.values_list("code", "name", "guarded_by__code"))
    return Directory(
        people=[_known_person(row) for row in _people_rows()],
        sites={fold(name): code for code, name, _ in sites} | {fold(code): code for code, _, _ in sites},
        site_guards={code: guard for code, _, guard in sites if guard},
        categories=_names(PersonCategory.objects.values_list("code", "name")),
        departments=_names(Department.objects.values_list("name", "name")),
        desks=desks_by_name(),
        rooms=_rooms(),
        guards=guards_of(actor),
    )


def unscoped_sites() -> list[Known]:
    """Return all sites with what they are compared by. Unscoped: as ``unscoped_directory``."""
    rows = Site.objects.values(
        "id", "code", "name", "school_level", "phone", "address", "hours_note", "is_active", "guarded_by__code"
    )
    return [_known_site(row) for row in rows]


def desks_by_name() -> dict[str, str]:
    """Return the code of a desk by its folded code and its folded name."""
    desks = list(Desk.objects.filter(is_active=True).values_list("code", "name"))
    return {fold(name): code for code, name in desks} | {fold(code): code for code, _ in desks}


def guards_of(actor: Actor) -> frozenset[str]:
    """Return the codes of the desks whose guarded people the actor sees whole."""
    desks = Desk.objects.all() if actor.is_system else Desk.objects.filter(pk__in=policies.guarding_desk_ids(actor))
    return frozenset(desks.values_list("code", flat=True))


def _people_rows() -> Any:
    texts: ArrayField[Any, Any] = ArrayField(CharField())
    numbers = PhoneNumber.objects.filter(person=OuterRef("pk")).order_by("id").values("number")
    addresses = EmailAddress.objects.filter(person=OuterRef("pk")).order_by("-is_primary", "id").values("address")
    return (
        Person.objects.annotate(
            numbers=ArraySubquery(numbers, output_field=texts), addresses=ArraySubquery(addresses, output_field=texts)
        )
        .values_list(
            "id",
            "employee_number",
            "name",
            "extension",
            "numbers",
            "addresses",
            F("site__code"),
            F("room__building__name"),
            F("room__name"),
            F("category__name"),
            F("department__name"),
            "job_title",
            "preferred_contact",
            "language",
            "accommodation_note",
            "is_active",
            F("guarded_by__code"),
        )
        .order_by("id")
    )


_FIELDS = (
    "employee_number",
    "name",
    "extension",
    "phones",
    "emails",
    "site",
    "building",
    "room",
    "category",
    "department",
    "job_title",
    "preferred_contact",
    "language",
    "accommodation_note",
    "active",
    "guarded_by",
)


def _known_person(row: tuple[Any, ...]) -> Known:
    values: dict[str, Value] = {
        name: tuple(value) if isinstance(value, list) else "" if value is None else value
        for name, value in zip(_FIELDS, row[1:], strict=True)
    }
    return Known(row[0], values)


def _known_site(row: Mapping[str, Any]) -> Known:
    values: dict[str, Any] = {name: "" if value is None else value for name, value in row.items()}
    values |= {"active": values.pop("is_active"), "guarded_by": values.pop("guarded_by__code")}
    return Known(values.pop("id"), values)


def _names(pairs: Any) -> dict[str, str]:
    pairs = list(pairs)
    return {fold(code): name for code, name in pairs} | {fold(name): name for _, name in pairs}


def _rooms() -> dict[tuple[str, str], str]:
    """Return for each room the building that it is in; of two buildings with such a room the older one."""
    rows = Room.objects.order_by("-id").values_list("building__site__code", "name", "building__name")
    return {(site, room): building for site, room, building in rows}
