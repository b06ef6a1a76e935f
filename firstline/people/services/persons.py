"""Adding a caller while the phone rings, and correcting a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.ledger import services as ledger
from firstline.ledger.services import use_case
from firstline.people import policies
from firstline.people.events import PersonAdded, PersonChanged
from firstline.people.models import Building, EmailAddress, Person, PhoneNumber, PreferredContact, Room, Site
from firstline.people.rules.folding import fold
from firstline.people.rules.import_cells import MAX_LENGTHS, BadCell, clean_email, clean_extension
from firstline.people.rules.import_people import MAIN_BUILDING
from firstline.people.rules.terms import digits_of, joined
from firstline.people.services.indexing import index_people

MAX_NAME_LENGTH = 200


@dataclass(frozen=True)
class PersonDetails:
    """All that the form of a person holds. ``room`` and ``building`` are names; unknown ones are made."""

    name: str
    extension: str = ""
    site_id: int | None = None
    building: str = ""
    room: str = ""
    job_title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    preferred_contact: str = PreferredContact.PHONE
    accommodation_note: str = ""


@use_case
def add_person(
    *,
    actor: Actor,
    desk_id: int,
    name: str,
    extension: str = "",
    site_id: int | None = None,
    phone: str = "",
    now: datetime,
) -> Person:
    """Add a caller from the console with the little that is known now, and return the person.

    A caller of a confidential desk, or at a site that one guards, is guarded from the start. Needs ``PERSON_ADD`` at
    the desk. *Emits* person_added. *Raises* NotFound, Invalid (``name_missing``, ``text_too_long``, ``no_such_site``)
    and Conflict (``person_exists`` with ``person_id``) for the same name at the same extension and site.
    """
    if not policies.can_add_person(actor, desk_id):
        raise NotFound
    person = Person(
        name=_name(name),
        extension=_extension(extension),
        site=_site(actor, site_id),
        guarded_by_id=_guard_for_new(desk_id, site_id),
    )
    person.folded_name = fold(person.name)[:MAX_NAME_LENGTH]
    _refuse_double(person)
    person.save(force_insert=True)
    _write_phones(person, [phone] if phone.strip() else [])
    index_people([person.pk])
    fact = PersonAdded(desk_id=person.guarded_by_id, subject_id=person.pk, source="console")
    ledger.record(fact, actor=actor, at=now)
    return person


@use_case
def update_person(*, actor: Actor, person_id: int, details: PersonDetails, now: datetime) -> Person:
    """Correct a person; nothing is recorded when nothing changed.

    Needs ``PERSON_ADD`` at any desk or the right to manage people, for a guarded person ``PERSON_ADD`` at the
    guarding desk. *Emits* person_changed with the names of the fields. *Raises* NotFound, NotAllowed, Invalid
    (as ``add_person``, ``email_wrong``, ``room_without_site``), Conflict (``email_taken``).
    """
    person = policies.visible_to(actor).select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    if not policies.can_change_person(actor, guarded_by_id=person.guarded_by_id):
        raise NotAllowed
    changed = [*_change_fields(actor, person, details), *_change_numbers(person, details)]
    if changed:
        index_people([person.pk])
        fact = PersonChanged(
            desk_id=person.guarded_by_id, subject_id=person.pk, source="page", changed=tuple(sorted(changed))
        )
        ledger.record(fact, actor=actor, at=now)
    return person


def _change_fields(actor: Actor, person: Person, details: PersonDetails) -> list[str]:
    site = _site(actor, details.site_id)
    new = {
        "name": _name(details.name),
        "extension": _extension(details.extension),
        "site": site,
        "room": _room(site, details),
        "job_title": _text(details.job_title, "job_title", 120),
        "preferred_contact": _preferred(details.preferred_contact),
        "accommodation_note": _text(details.accommodation_note, "accommodation_note", 400),
    }
    changed = [field for field, value in new.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, new[field])
    if changed:
        person.save(update_fields=changed)
    return changed


def _change_numbers(person: Person, details: PersonDetails) -> list[str]:
    changed = []
    old_phones = list(person.phone_numbers.order_by("id").values_list("number", flat=True))
    phones = [tidy for phone in details.phones if (tidy := _text(phone, "phones", 40))]
    if phones != old_phones:
        person.phone_numbers.all().delete()
        _write_phones(person, phones)
        changed.append("phones")
    emails = list(dict.fromkeys(_email(email) for email in details.emails if email.strip()))
    if emails != list(person.email_addresses.order_by("-is_primary", "id").values_list("address", flat=True)):
        _write_emails(person, emails)
        changed.append("emails")
    return changed


def _write_phones(person: Person, phones: Iterable[str]) -> None:
    by_digits = {digits_of(_text(phone, "phone", 40)): _text(phone, "phone", 40) for phone in phones}
    if "" in by_digits:
        raise Invalid("phone_wrong", field="phone")
    PhoneNumber.objects.bulk_create(
        [PhoneNumber(person=person, number=number, digits=digits) for digits, number in by_digits.items()]
    )


def _write_emails(person: Person, emails: list[str]) -> None:
    person.email_addresses.all().delete()
    try:
        with transaction.atomic():
            EmailAddress.objects.bulk_create(
                [EmailAddress(person=person, address=a, is_primary=i == 0) for i, a in enumerate(emails)]
            )
    except IntegrityError:
        raise Conflict("email_taken", field="emails") from None


def _refuse_double(person: Person) -> None:
    same = Person.objects.filter(
        folded_name=person.folded_name, extension=person.extension, site=person.site, is_active=True
    ).first()
    if same is not None:
        raise Conflict("person_exists", person_id=same.pk)


def _guard_for_new(desk_id: int, site_id: int | None) -> int | None:
    if Desk.objects.filter(pk=desk_id, is_confidential=True).exists():
        return desk_id
    return Site.objects.filter(pk=site_id).values_list("guarded_by_id", flat=True).first() if site_id else None


def _site(actor: Actor, site_id: int | None) -> Site | None:
    if site_id is None:
        return None
    site = policies.sites_visible_to(actor).filter(pk=site_id).first()
    if site is None:
        raise Invalid("no_such_site", field="site")
    return site


def _room(site: Site | None, details: PersonDetails) -> Room | None:
    name = _text(details.room, "room", 60)
    if not name:
        return None
    if site is None:
        raise Invalid("room_without_site", field="room")
    building_name = _text(details.building, "building", 80)
    known = Room.objects.filter(building__site=site, name=name)
    found = known.filter(building__name=building_name).first() if building_name else known.order_by("id").first()
    if found is None:
        building, _ = Building.objects.get_or_create(site=site, name=building_name or MAIN_BUILDING)
        found, _ = Room.objects.get_or_create(building=building, name=name)
    return found


def _name(text: str) -> str:
    name = _text(text, "name", MAX_NAME_LENGTH)
    if not joined(name):
        raise Invalid("name_missing", field="name")
    return name


def _extension(text: str) -> str:
    return clean_extension(_text(text, "extension", MAX_LENGTHS["extension"]))


def _email(text: str) -> str:
    try:
        return clean_email(text)
    except BadCell as bad:
        raise Invalid(bad.code, field="emails") from None


def _preferred(text: str) -> str:
    if text not in PreferredContact.values:
        raise Invalid("preferred_contact_wrong", field="preferred_contact")
    return text


def _text(text: str, field: str, length: int) -> str:
    tidy = " ".join(text.split())
    if "\x00" in tidy:
        raise Invalid("text_not_allowed", field=field)
    if len(tidy) > length:
        raise Invalid("text_too_long", field=field, limit=length)
    return tidy
