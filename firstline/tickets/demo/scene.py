"""The agency as the history needs it: ids, staff, callers, promises. Read once; nothing below asks the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.calendars.selectors import compiled
from firstline.catalog.models import Nature
from firstline.catalog.rules import entitlement
from firstline.catalog.selectors import entitlement_rules
from firstline.desks.models import Desk
from firstline.identity.models import User
from firstline.kernel.actor import Actor
from firstline.people.models import Person
from firstline.promises.selectors import Targets, targets_by_severity
from firstline.routing.selectors import Stop, stops_of
from firstline.teams.models import Membership
from firstline.tickets.demo.habits import CALLER_KINDS, CALLS_OF, COORDINATORS
from firstline.tickets.demo.vocabulary import TALKS, Talk
from firstline.triage.models import KeywordRule, Modifier, Question
from firstline.triage.rules import suggest
from firstline.triage.rules.suggest import KeywordSuggester
from firstline.triage.selectors import modifiers_of, questions_of

Standing = tuple[str, str]
"""What entitlement looks at in a person: category and school level."""
Judged = tuple[str, str, str]
"""Verdict, clause, and whom to call instead."""


@dataclass(frozen=True)
class Staff:
    """A member of staff as an actor, with the direct extension."""

    actor: Actor
    extension: str

    @property
    def user_id(self) -> int:
        """Return the account's id."""
        return self.actor.account_id


@dataclass(frozen=True)
class NatureScene:
    """A nature with its stops, the people of each stop's group, its questions and what is said about it."""

    nature: Nature
    stops: tuple[Stop, ...]
    members: dict[int, tuple[Staff, ...]]
    questions: tuple[Question, ...]
    talk: Talk


@dataclass(frozen=True)
class CallerScene:
    """Somebody who calls: what the texts say of them, how often they call, and their entitlement by service."""

    person_id: int
    name: str
    kind: str
    number: str
    room: str
    standing: Standing


@dataclass(frozen=True)
class DeskScene:
    """One desk."""

    desk: Desk
    now: datetime
    calendar: CompiledCalendar
    natures: dict[str, NatureScene]
    coordinators: tuple[Staff, ...]
    targets: dict[str, Targets]
    callers: list[CallerScene]
    caller_shares: list[float]
    entitlements: dict[tuple[Standing, int], Judged]
    modifiers: tuple[Modifier, ...]
    words: KeywordSuggester


def read_scene(desk: Desk, now: datetime, random: Random) -> DeskScene:
    """Return the desk with everything that its history speaks of."""
    staff = _staff(desk)
    natures = list(Nature.objects.filter(desk=desk).select_related("service", "desk").order_by("id"))
    persons = _callers(desk)
    callers = [_caller(person) for person in persons]
    return DeskScene(
        desk=desk,
        now=now,
        calendar=compiled(desk.calendar, now),
        natures={nature.code: _nature(desk, nature, staff) for nature in natures},
        coordinators=tuple(staff[name] for name in COORDINATORS[desk.code]),
        targets=targets_by_severity(desk),
        callers=callers,
        caller_shares=_cumulative(
            CALLS_OF[desk.code][_category(person)] * random.lognormvariate(0, 0.7) for person in persons
        ),
        entitlements=_entitlements(desk, persons, natures),
        modifiers=modifiers_of(desk),
        words=_words(desk),
    )


def _staff(desk: Desk) -> dict[str, Staff]:
    extensions = dict(Membership.objects.filter(group__desk=desk).values_list("user_id", "direct_extension"))
    users = User.objects.filter(pk__in=extensions).order_by("id")
    return {
        user.username: Staff(Actor(user.person.name, user.pk, user.person_id), extensions[user.pk]) for user in users
    }


def _nature(desk: Desk, nature: Nature, staff: dict[str, Staff]) -> NatureScene:
    by_user = {member.user_id: member for member in staff.values()}
    stops = stops_of(desk, nature)
    members = {
        stop.group_id: tuple(
            by_user[user_id]
            for user_id in Membership.objects.filter(group_id=stop.group_id)
            .order_by("id")
            .values_list("user_id", flat=True)
        )
        for stop in stops
        if stop.group_id is not None
    }
    return NatureScene(nature, stops, members, questions_of(desk, nature), TALKS[desk.code, nature.code])


def _words(desk: Desk) -> KeywordSuggester:
    rows = KeywordRule.objects.filter(nature__desk=desk).order_by("id")
    rules = rows.values_list("nature_id", "phrase", "weight")
    return suggest.keyword_suggester(tuple(suggest.KeywordRule(*rule) for rule in rules))


def _callers(desk: Desk) -> list[Person]:
    """Return who calls this desk: its own kinds of people, in order of age of the record."""
    persons = Person.objects.filter(is_active=True, category__code__in=CALLS_OF[desk.code])
    return list(persons.select_related("category", "site", "room").order_by("id"))


def _caller(person: Person) -> CallerScene:
    room = person.room.name if person.room else "the office"
    return CallerScene(
        person_id=person.pk,
        name=person.name,
        kind=CALLER_KINDS.get(_category(person), "office"),
        number=person.extension,
        room=f"room {room}" if room.isdigit() else f"the {room[0].lower()}{room[1:]}".replace("the the ", "the "),
        standing=_standing(person),
    )


def _category(person: Person) -> str:
    return person.category.code if person.category else ""


def _standing(person: Person) -> Standing:
    return _category(person), person.site.school_level if person.site else ""


def _entitlements(
    desk: Desk, persons: Iterable[Person], natures: Iterable[Nature]
) -> dict[tuple[Standing, int], Judged]:
    """Judge once for each standing and nature."""
    rules = entitlement_rules(desk)
    found = {}
    for standing in {_standing(person) for person in persons}:
        for nature in natures:
            judged = entitlement.judge(*standing, nature.service.code, rules)
            found[standing, nature.pk] = (str(judged.verdict), judged.clause_number, judged.refer_to)
    return found


def _cumulative(shares: Iterable[float]) -> list[float]:
    total, sums = 0.0, []
    for share in shares:
        total += share
        sums.append(total)
    return sums
