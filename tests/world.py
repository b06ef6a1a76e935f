"""The small world of the tests: Harbor Point with both desks, all configuration and the named people, no history.

``small_world()`` makes it where it is not there yet, and reads it; ask it for what a test needs by name.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from firstline.catalog.models import Nature, Service
from firstline.cli.demo import load_demo
from firstline.desks.models import Desk
from firstline.identity.models import User
from firstline.identity.selectors import actor_of
from firstline.kernel.actor import Actor
from firstline.people.demo.cast import DOMAIN
from firstline.people.models import EmailAddress, Person, PersonCategory, Site, Vehicle
from firstline.teams.models import Level, SupportGroup
from firstline.tickets.models import ResolutionCode
from firstline.triage.models import Question
from tests.support.snapshot import Snapshot

TUESDAY_MORNING = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)
"""Tuesday 15 September 2026, 9:42 am at Harbor Point: the moment of the mock-ups, inside the hours of both desks."""


@dataclass
class World:
    """Harbor Point by name. Everything is read once, when first asked for."""

    now: datetime = field(default=TUESDAY_MORNING)

    @cached_property
    def desks(self) -> dict[str, Desk]:
        """Desks by code: district, police."""
        return {desk.code: desk for desk in Desk.objects.select_related("calendar", "series")}

    @property
    def district(self) -> Desk:
        """The district's desk, 3446."""
        return self.desks["district"]

    @property
    def police(self) -> Desk:
        """The confidential desk, Police IT."""
        return self.desks["police"]

    @cached_property
    def natures(self) -> dict[str, Nature]:
        """The district's natures by code, such as printing."""
        return {nature.code: nature for nature in self.district.natures.select_related("service", "desk")}

    @cached_property
    def police_natures(self) -> dict[str, Nature]:
        """The police desk's natures by code, such as dispatch."""
        return {nature.code: nature for nature in self.police.natures.select_related("service", "desk")}

    @cached_property
    def services(self) -> dict[str, Service]:
        """Services by code."""
        return {service.code: service for service in Service.objects.all()}

    @cached_property
    def users(self) -> dict[str, User]:
        """Accounts by username: dana, priya, marcus, luis, rita, carol."""
        return {user.username: user for user in User.objects.all()}

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Named people by the local part of their address, such as carol.jimenez."""
        rows = EmailAddress.objects.filter(address__endswith=f"@{DOMAIN}", is_primary=True)
        rows = rows.select_related("person__category", "person__site", "person__room", "person__department")
        return {row.address.split("@")[0]: row.person for row in rows.order_by("person_id")[:60]}

    @cached_property
    def categories(self) -> dict[str, PersonCategory]:
        """Categories of personnel by code."""
        return {category.code: category for category in PersonCategory.objects.all()}

    @cached_property
    def sites(self) -> dict[str, Site]:
        """Sites by code, such as OH for Orchard Hill Elementary."""
        return {site.code: site for site in Site.objects.all()}

    @cached_property
    def vehicles(self) -> dict[str, Vehicle]:
        """Police vehicles by unit, such as Car 12."""
        return {vehicle.unit: vehicle for vehicle in Vehicle.objects.all()}

    @cached_property
    def groups(self) -> dict[str, SupportGroup]:
        """Support groups of both desks by name, such as Printing or Police systems."""
        return {group.name: group for group in SupportGroup.objects.select_related("desk")}

    @cached_property
    def levels(self) -> dict[tuple[str, int], Level]:
        """Levels by the desk's code and rank: ("district", 2)."""
        return {(level.desk.code, level.rank): level for level in Level.objects.select_related("desk")}

    @cached_property
    def resolution_codes(self) -> dict[str, ResolutionCode]:
        """Resolution codes by code."""
        return {code.code: code for code in ResolutionCode.objects.all()}

    def questions(self, nature: Nature) -> list[Question]:
        """Return the questions of a nature, in order."""
        return list(Question.objects.filter(question_set__nature=nature).order_by("position"))

    def person(self, name: str) -> Person:
        """Return a named person by first name or address: "carol", "olga.petrenko"."""
        if name in self.persons:
            return self.persons[name]
        return next(person for key, person in self.persons.items() if key.split(".")[0] == name)

    def actor(self, username: str) -> Actor:
        """Return the actor that an account is, such as dana."""
        return actor_of(self.users[username])

    def __getattr__(self, name: str) -> Any:
        """Return the account of this name (dana, marcus), or else the person (carol, olga)."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name in REQUESTERS or name not in self.users:
            try:
                return self.person(name)
            except StopIteration:
                raise AttributeError(name) from None
        return self.users[name]


REQUESTERS = frozenset({"carol", "lucia", "paul"})
"""People with an account who are callers first: ``world.carol`` is the person, ``world.users["carol"]`` the account."""


def small_world(now: datetime = TUESDAY_MORNING) -> World:
    """Return the small world; it is made first in a database that holds none.

    Made once in a process (about 0.2 s); after a test took it back, its rows are copied in again, with the same ids.
    """
    if not Desk.objects.exists():
        kept = _KEPT.get(now)
        if kept is None or not kept.fits():
            load_demo(people=0, tickets=0, now=now)
            _KEPT[now] = Snapshot()
        else:
            kept.restore()
    return World(now)


_KEPT: dict[datetime, Snapshot] = {}
