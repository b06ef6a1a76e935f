"""Finding the caller: in any order, with typos, without accents, and never by what another desk guards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.people.models import PhoneNumber
from firstline.people.rules.lookup import Reason
from firstline.people.selectors.callers import CallerMatch, find_callers
from firstline.people.services.indexing import index_people
from tests.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = small_world()
    for key, number in (("carol", "(555) 340-4120"), ("paul", "+1 555 867 5309")):
        person = world.person(key)
        PhoneNumber.objects.create(person=person, number=number, digits="".join(c for c in number if c.isdigit()))
        index_people([person.pk])
    return world


def find(world: World, query: str, *, by: str = "dana", desk: str = "district", **more: object) -> list[CallerMatch]:
    desk_id = world.desks[desk].pk
    return find_callers(actor=world.actor(by), desk_id=desk_id, query=query, now=world.now, **more)  # type: ignore[arg-type]  # more by name


def names(matches: list[CallerMatch]) -> list[str]:
    return [match.name for match in matches]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("carol jimenez", "Carol Jimenez"),
        ("jimenez carol", "Carol Jimenez"),
        ("jim car", "Carol Jimenez"),
        ("jiménez, Carol", "Carol Jimenez"),
        ("4120", "Carol Jimenez"),
        ("x4120", "Carol Jimenez"),
        ("ext. 4120", "Carol Jimenez"),
        ("5553404120", "Carol Jimenez"),
        ("340-4120", "Carol Jimenez"),
        ("carol.jimenez@harborpoint.example", "Carol Jimenez"),
        ("carol orchard", "Carol Jimenez"),
        ("wojcik", "Teresa Wójcik"),
        ("Wójcik Teresa", "Teresa Wójcik"),
        ("wojick", "Teresa Wójcik"),
        ("terresa wojcik", "Teresa Wójcik"),
        ("adeyami", "Grace Adeyemi"),
        ("mei ling", "Mei-Ling Chow"),
        ("meiling chow", "Mei-Ling Chow"),
        ("oneill", "Priscilla O’Neill-Vásquez"),
        ("o'neill", "Priscilla O’Neill-Vásquez"),
        ("vasquez", "Priscilla O’Neill-Vásquez"),
        ("Bob Haines", "Robert Haines"),
        ("李秀英", "李秀英"),
        ("מרים", "מרים בן־עמי"),
        ("nguyen bao", "Nguyễn Thị Bảo"),
        ("room 114", "Mei-Ling Chow"),
        ("chow 114", "Mei-Ling Chow"),
        ("secretary orchard", "Carol Jimenez"),
    ],
)
def test_a_caller_is_found_by_what_callers_say(world: World, query: str, name: str) -> None:
    assert names(find(world, query))[0] == name


def test_an_extension_typed_in_part_marks_what_was_typed(world: World) -> None:
    found = find(world, "412")
    assert names(found) == ["Carol Jimenez", "Renata Silva", "Teresa Wójcik"]
    assert found[0].highlights == {"extension": [(0, 3)]}
    assert found[0].reasons == (Reason.EXTENSION,)
    assert (found[0].site_name, found[0].work) == ("Orchard Hill Elementary", "School secretary")


def test_marks_stand_on_the_letters_as_written(world: World) -> None:
    assert find(world, "wojc")[0].highlights["name"] == [(7, 11)]
    assert find(world, "mei-ling")[0].highlights["name"] == [(0, 8)]
    assert find(world, "3404120")[0].highlights["phone"] == [(6, 14)]


def test_a_typo_says_so(world: World) -> None:
    assert find(world, "jimeniz")[0].reasons == (Reason.SIMILAR,)


@pytest.mark.parametrize("query", ["zzzyx qqq", "''' | !(", "\x00", "a" * 5000, "\\", ":*", "🎉", "carol zzzyx"])
def test_nonsense_finds_nobody_and_breaks_nothing(world: World, query: str) -> None:
    assert find(world, query) == []


def test_recent_callers_come_first_and_stand_alone_without_a_query(world: World) -> None:
    recent = [world.person("teresa.wojcik").pk, world.person("renata.silva").pk]
    assert names(find(world, "412", recent_ids=recent)) == ["Teresa Wójcik", "Renata Silva", "Carol Jimenez"]
    assert names(find(world, "  ", recent_ids=recent)) == ["Teresa Wójcik", "Renata Silva"]
    assert find(world, "") == []


def test_people_of_the_own_site_come_before_others(world: World) -> None:
    found = find(world, "main office")
    assert found == []
    denise_first = find(world, "elementary", by="dana")
    assert all(not match.is_own_site for match in denise_first)
    assert find(world, "central")[0].is_own_site


def test_open_tickets_are_counted_by_whoever_knows_them(world: World) -> None:
    found = find(world, "412", open_counts=lambda ids: {ids[0]: 2})
    assert [match.open_count for match in found] == [2, 0, 0]
    assert [match.open_count for match in find(world, "412")] == [None, None, None]


def test_people_who_have_left_are_not_found(world: World) -> None:
    carol = world.person("carol")
    carol.is_active = False
    carol.save()
    assert "Carol Jimenez" not in names(find(world, "carol"))


def test_requesters_and_staff_of_other_desks_may_not_look_up(world: World) -> None:
    for username, desk in (("carol", "district"), ("dana", "police"), ("rita", "district")):
        with pytest.raises(NotFound):
            find(world, "412", by=username, desk=desk)


OPEN_QUERIES = ["devlin", "paul devlin", "4412", "x4412", "police headquarters devlin", "devlyn"]
HIDDEN_QUERIES = [
    "8675309",
    "5558675309",
    "5309",
    "555867",
    "paul.devlin@harborpoint.example",
    "paul.devlin@",
    "room patrol",
    "devlin patrol",
    "devlin sergeant",
    "sergeant",
    "devlin sworn",
    "devlin 8675309",
]


@pytest.mark.parametrize("query", OPEN_QUERIES)
def test_a_guarded_person_is_found_by_name_extension_and_site(world: World, query: str) -> None:
    found = find(world, query)[0]
    assert found.name == "Sgt. Paul Devlin"
    assert found.is_cut
    assert found.guarded_by_name == world.police.name
    assert (found.work, found.room, found.phone, found.email, found.employee_number) == ("", "", "", "", "")


@pytest.mark.parametrize("query", HIDDEN_QUERIES)
def test_a_guarded_person_is_not_found_by_what_is_hidden(world: World, query: str) -> None:
    assert "Sgt. Paul Devlin" not in names(find(world, query))
    assert "Sgt. Paul Devlin" in names(find(world, query, by="rita", desk="police"))


def test_a_guarded_person_is_not_found_by_number_by_strangers(world: World) -> None:
    number = world.person("paul").employee_number
    assert number
    assert "Sgt. Paul Devlin" not in names(find(world, number))
    assert "Sgt. Paul Devlin" in names(find(world, number, by="rita", desk="police"))


def test_the_number_of_queries_is_pinned(world: World) -> None:
    for query, count in (("4120", 2), ("elementary", 2), ("carol jimenez", 4), ("jimeniz", 4), ("zzzz", 3)):
        actor, desk_id = world.actor("dana"), world.district.pk
        with CaptureQueriesContext(connection) as queries:
            find_callers(actor=actor, desk_id=desk_id, query=query, now=world.now)
        assert len(queries) <= count, query


def test_an_actor_without_a_person_looks_up_too(world: World) -> None:
    dana = world.actor("dana")
    robot = Actor(name="Robot", roles=dana.roles)
    assert find_callers(actor=robot, desk_id=world.district.pk, query="4120", now=world.now)
