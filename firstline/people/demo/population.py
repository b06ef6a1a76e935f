"""The people of Harbor Point beside the named ones: who works where, as what, and how they are reached."""

import unicodedata
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

from firstline.desks.models import Desk
from firstline.kernel.demo import DemoRun
from firstline.people.demo.cast import CAST, DOMAIN, TAKEN_EXTENSIONS
from firstline.people.demo.jobs import JOBS, SITE_MIX, Job
from firstline.people.demo.names import Family, random_name
from firstline.people.demo.places import PLACES, Place
from firstline.people.models import (
    Department,
    EmailAddress,
    Person,
    PersonCategory,
    PhoneNumber,
    PreferredContact,
    Room,
    Site,
)

FIRST_EMPLOYEE_NUMBER = 1001
BATCH_COUNT = 2_000
WHAT = "people"
SHARE_MOBILE, SHARE_LEFT, SHARE_PREFERS_LANGUAGE, SHARE_NOTE = 0.42, 0.008, 0.3, 0.014
SHARE_WRITES, SHARE_TEXTS = 0.2, 0.06
FOUR_DIGITS, FIVE_DIGITS = range(3000, 7000), range(10_000, 100_000)
NOTES = (
    "Hard of hearing: e-mail or text first.",
    "Uses a screen reader: send steps as text, not as pictures.",
    "Low vision: meet in person for anything on screen.",
    "Stammers: allow time, do not finish sentences.",
    "Left hand only: ask before moving the mouse settings.",
    "Relay calls: the first voice is the operator.",
)


class Found(NamedTuple):
    """Rows that persons point to."""

    sites: dict[str, Site]
    categories: dict[str, PersonCategory]
    departments: dict[str, Department]
    rooms: dict[tuple[str, str], Room]
    police: Desk


def make_population(run: DemoRun, police: Desk) -> None:
    """Make the people beside the cast, in batches, until the run's number is reached."""
    total = run.people - len(CAST)
    if total <= 0:
        return
    random = run.random(WHAT)
    found = Found(
        sites={site.code: site for site in Site.objects.all()},
        categories={category.code: category for category in PersonCategory.objects.all()},
        departments={department.name: department for department in Department.objects.all()},
        rooms={(room.building.site.code, room.name): room for room in Room.objects.select_related("building__site")},
        police=police,
    )
    addresses, extensions = Addresses(), Extensions()
    posts = _posts(random, total)
    for start in range(0, total, BATCH_COUNT):
        batch = list(islice(posts, BATCH_COUNT))
        number = FIRST_EMPLOYEE_NUMBER + len(CAST) + start
        _write(random, found, batch, number, addresses, extensions)
        run.progress(WHAT, start + len(batch), total)


def _posts(random: Random, total: int) -> Iterator[tuple[Place, Job]]:
    """Yield a place and a job for each person: one of each needed post first, then by shares."""
    places = {place.code: place for place in PLACES}
    have = {(known.site, known.category) for known in CAST}
    needed = [
        (place, job)
        for place in PLACES
        for job in JOBS
        if job.is_needed and job.fits(place) and (place.code, job.category) not in have
    ]
    yield from needed[:total]
    codes, shares = list(SITE_MIX), list(SITE_MIX.values())
    fitting = {code: [job for job in JOBS if job.fits(places[code])] for code in codes}
    weights = {code: [job.share for job in jobs] for code, jobs in fitting.items()}
    for _ in range(total - len(needed)):
        code = random.choices(codes, shares)[0]
        yield places[code], random.choices(fitting[code], weights[code])[0]


def _write(
    random: Random,
    found: Found,
    batch: list[tuple[Place, Job]],
    number: int,
    addresses: "Addresses",
    extensions: "Extensions",
) -> None:
    persons, emails, phones = [], [], []
    for offset, (place, job) in enumerate(batch):
        name, family = random_name(random)
        person = _person(random, found, place, job, job.rank(random) + name, family)
        person.employee_number = f"S{number + offset}" if job.category == "student" else str(number + offset)
        if random.random() < job.has_extension:
            person.extension = extensions.near(int(place.line[-4:]))
        persons.append(person)
        emails.append(EmailAddress(person=person, address=addresses.of(name), is_primary=True))
        if random.random() < SHARE_MOBILE:
            phones.append(_mobile(random, person))
            if random.random() < SHARE_TEXTS:
                person.preferred_contact = PreferredContact.TEXT
    Person.objects.bulk_create(persons)
    EmailAddress.objects.bulk_create(emails)
    PhoneNumber.objects.bulk_create(phones)


def _person(random: Random, found: Found, place: Place, job: Job, name: str, family: Family) -> Person:
    prefers = family.language and random.random() < SHARE_PREFERS_LANGUAGE
    return Person(
        name=name,
        folded_name="",  # filled when the directory is indexed
        job_title=job.title(random, place),
        category=found.categories[job.category],
        department=found.departments[job.department],
        site=found.sites[place.code],
        room=found.rooms.get((place.code, job.room(random, place))),
        preferred_contact=PreferredContact.EMAIL if random.random() < SHARE_WRITES else PreferredContact.PHONE,
        accommodation_note=random.choice(NOTES) if random.random() < SHARE_NOTE else "",
        language=family.language if prefers else "en",
        guarded_by=found.police if job.category.startswith("police") else None,
        is_active=random.random() >= SHARE_LEFT,
    )


def _mobile(random: Random, person: Person) -> PhoneNumber:
    area, line = random.randrange(200, 999), random.randrange(10_000)
    return PhoneNumber(person=person, number=f"(555) {area}-{line:04}", digits=f"555{area}{line:04}", label="mobile")


class Addresses:
    """E-mail addresses, each given once."""

    def __init__(self) -> None:
        """Know the cast's addresses as taken."""
        self._counts = {known.key: 1 for known in CAST}

    def of(self, name: str) -> str:
        """Return a new address made from the name: anna.lee, anna.lee2; staff, staff2 where no letter fits."""
        plain = unicodedata.normalize("NFKD", name.casefold().translate(_BARE)).encode("ascii", "ignore").decode()
        words = "".join(letter if letter.isalnum() or letter == "-" else " " for letter in plain).split()
        local = ".".join(words) or "staff"
        count = self._counts[local] = self._counts.get(local, 0) + 1
        return f"{local}{count}@{DOMAIN}" if count > 1 else f"{local}@{DOMAIN}"


_BARE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ı": "i", "'": None, ".": None})


class Extensions:
    """Extensions, each given once: four digits near the site's own block, five when those are used up."""

    def __init__(self) -> None:
        """Know which are taken."""
        self._free = [number for number in FOUR_DIGITS if str(number) not in TAKEN_EXTENSIONS]
        self._next_of_block: dict[int, int] = {}
        self._given: set[int] = set()
        self._longer = iter(FIVE_DIGITS)

    def near(self, block: int) -> str:
        """Return the next free extension after the block's start, around the end of the range if need be."""
        if len(self._given) >= len(self._free):
            return str(next(self._longer, ""))
        index = self._next_of_block.get(block)
        if index is None:
            index = next((i for i, number in enumerate(self._free) if number > block), 0)
        while index in self._given:
            index = (index + 1) % len(self._free)
        self._given.add(index)
        self._next_of_block[block] = (index + 1) % len(self._free)
        return str(self._free[index])
