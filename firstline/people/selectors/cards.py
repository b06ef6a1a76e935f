"""A person as the actor may see it: whole, or only name, extension and site."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.people import policies
from firstline.people.models import EmailAddress, Person, PhoneNumber
from firstline.prepared import prepared

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Details(TypedDict):
        """What is read beside a person's own columns."""

        phones: list[str]
        emails: list[str]

    Detailed = WithAnnotations[Person, Details]

CARD = (
    *("name", "extension", "is_active", "job_title", "employee_number", "preferred_contact", "accommodation_note"),
    *("language", "folded_name", "site__code", "site__name", "site__school_level", "category__name"),
    *("department__name", "room__name", "room__building__name", "guarded_by__name"),
)
"""What a card tells: the joined tables have many more columns."""


@dataclass(frozen=True)
class PersonCard:
    """A person on a page. When ``is_cut``, everything after ``is_active`` is empty and ``guarded_by_name`` says why."""

    id: int
    name: str
    extension: str
    site_id: int | None
    site_code: str
    site_name: str
    school_level: str = ""
    is_cut: bool = False
    guarded_by_id: int | None = None
    guarded_by_name: str = ""
    is_active: bool = True
    job_title: str = ""
    category_id: int | None = None
    category: str = ""
    department: str = ""
    building: str = ""
    room: str = ""
    employee_number: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    preferred_contact: str = ""
    accommodation_note: str = ""
    language: str = ""

    @property
    def work(self) -> str:
        """What the person does: the job title, else the category."""
        return self.job_title or self.category

    @property
    def email(self) -> str:
        """The primary e-mail address."""
        return self.emails[0] if self.emails else ""


def cards_of(actor: Actor, person_ids: Iterable[int]) -> Mapping[int, PersonCard]:
    """Return the cards of these persons by id, as far as the actor may know of them. One query."""
    return {person.pk: to_card(actor, person) for person in _persons(actor, tuple(person_ids))}


@prepared
def _persons(actor: Actor, person_ids: tuple[int, ...]) -> "QuerySet[Detailed]":
    return with_details(policies.visible_to(actor).filter(pk__in=person_ids))


def with_details(persons: QuerySet[Person]) -> "QuerySet[Detailed]":
    """Return the persons joined with all that ``to_card`` reads: ``phones`` and ``emails`` are lists, primary first."""
    phones = PhoneNumber.objects.filter(person=OuterRef("pk")).order_by("id").values("number")
    emails = EmailAddress.objects.filter(person=OuterRef("pk")).order_by("-is_primary", "id").values("address")
    joined = persons.select_related("site", "category", "department", "room__building", "guarded_by").only(*CARD)
    return joined.annotate(phones=ArraySubquery(phones), emails=ArraySubquery(emails))


def to_card(actor: Actor, person: "Detailed") -> PersonCard:
    """Return the card of a person read ``with_details``, cut where another desk guards it."""
    site = person.site
    cut = PersonCard(
        id=person.pk,
        name=person.name,
        extension=person.extension,
        site_id=person.site_id,
        site_code=site.code if site else "",
        site_name=site.name if site else "",
        school_level=site.school_level if site else "",
        is_cut=True,
        guarded_by_id=person.guarded_by_id,
        guarded_by_name=person.guarded_by.name if person.guarded_by else "",
        is_active=person.is_active,
    )
    if not policies.sees_whole(actor, guarded_by_id=person.guarded_by_id, person_id=person.pk):
        return cut
    return _whole(cut, person)


def _whole(cut: PersonCard, person: "Detailed") -> PersonCard:
    room = person.room
    return replace(
        cut,
        is_cut=False,
        job_title=person.job_title,
        category_id=person.category_id,
        category=person.category.name if person.category else "",
        department=person.department.name if person.department else "",
        building=room.building.name if room else "",
        room=room.name if room else "",
        employee_number=person.employee_number or "",
        phones=tuple(person.phones),
        emails=tuple(person.emails),
        preferred_contact=person.preferred_contact,
        accommodation_note=person.accommodation_note,
        language=person.language,
    )


def get_person(actor: Actor, person_id: int) -> Person:
    """Return a person whom the actor may know of, with what entitlement is judged by. *Raises* NotFound."""
    found = _active_person(actor, person_id)
    if not found:
        raise NotFound
    return found[0]


@prepared
def _active_person(actor: Actor, person_id: int) -> QuerySet[Person]:
    return policies.visible_to(actor).select_related("category", "site").filter(pk=person_id, is_active=True)
