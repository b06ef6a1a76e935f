"""Writing the named people."""

from firstline.desks.models import Desk
from firstline.people.demo.cast import CAST, Known, email_of
from firstline.people.models import Department, EmailAddress, Person, PersonCategory, Room, Site

FIRST_EMPLOYEE_NUMBER = 1001


def make_cast(police: Desk) -> None:
    """Make the named people with their addresses; police staff are guarded by their desk."""
    categories = {category.code: category for category in PersonCategory.objects.all()}
    departments = {department.name: department for department in Department.objects.all()}
    sites = {site.code: site for site in Site.objects.all()}
    rooms = {(room.building.site_id, room.name): room for room in Room.objects.select_related("building")}
    persons = []
    for number, known in enumerate(CAST, start=FIRST_EMPLOYEE_NUMBER):
        person = _person(known, sites[known.site], police)
        person.employee_number = str(number)
        person.category = categories[known.category]
        person.department = departments[known.department]
        person.room = rooms.get((sites[known.site].pk, known.room))
        persons.append(person)
    Person.objects.bulk_create(persons)
    EmailAddress.objects.bulk_create(
        EmailAddress(person=person, address=email_of(known.key), is_primary=True)
        for person, known in zip(persons, CAST, strict=True)
    )


def _person(known: Known, site: Site, police: Desk) -> Person:
    return Person(
        name=known.name,
        extension=known.extension,
        job_title=known.job_title,
        site=site,
        preferred_contact=known.preferred_contact,
        accommodation_note=known.accommodation_note,
        language=known.language,
        guarded_by=police if known.category.startswith("police") else None,
    )
