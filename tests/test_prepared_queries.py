"""Prepared queries find what the same queries find that are put together anew, whatever the values."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, QuerySet, Value

from firstline import prepared as preparing
from firstline.kernel.actor import Actor
from firstline.people.models import Person
from firstline.prepared import prepared
from firstline.tickets.models import Ticket
from firstline.tickets.policies import visible_to
from tests.architecture.matrix.seed import Seed
from tests.world import World

pytestmark = pytest.mark.django_db


def of_status(actor: Actor, status: str, ids: tuple[int, ...]) -> QuerySet[Ticket]:
    return visible_to(actor).filter(status=status, pk__in=ids).select_related("requester").order_by("pk")


def opened_before(moment: Any) -> QuerySet[Ticket, tuple[str, str]]:
    return Ticket.objects.filter(opened_at__lt=moment).order_by("pk").values_list("number", "requester__name")


def with_messages(number: str) -> QuerySet[Ticket]:
    return Ticket.objects.filter(number=number).prefetch_related("messages")


def counted(requester_id: int) -> QuerySet[Ticket, int]:
    tickets = Ticket.objects.filter(requester_id=requester_id).order_by()
    return tickets.values(one=Value(1)).values_list(Count("pk"), flat=True)


def test_every_actor_finds_own_rows_and_no_others(seeded: Seed) -> None:
    ask, ids = prepared(of_status), tuple(Ticket.objects.values_list("pk", flat=True))
    for name in ("dana", "marcus", "rita", "luis", "carol", "dana"):
        for status in ("new", "in_progress", "resolved"):
            for some in (ids, ids[:3], ids[:1], ()):
                actor = seeded.world.actor(name)
                assert ask(actor, status, some) == list(of_status(actor, status, some)), (name, status)


def test_related_rows_moments_and_tuples(seeded: Seed) -> None:
    ask = prepared(opened_before)
    for moved in (-3650, 0, 1):
        moment = seeded.world.now + timedelta(days=moved)
        assert ask(moment) == list(opened_before(moment))
    assert ask(seeded.world.now + timedelta(days=1))


def test_what_is_read_ahead_belongs_to_its_own_rows(seeded: Seed) -> None:
    ask = prepared(with_messages)
    for desk in ("district", "police", "district_other"):
        number = seeded.objects[desk]["number"]
        (found,), (expected,) = ask(number), with_messages(number)
        assert list(found.messages.all()) == list(expected.messages.all())
        assert found.number == number


def test_public_ids(seeded: Seed) -> None:
    ask = prepared(lambda public_id: Ticket.objects.filter(public_id=public_id).values_list("number", flat=True))
    for desk in ("district", "police"):
        assert ask(seeded.objects[desk]["ticket"]) == [seeded.objects[desk]["number"]]


def test_counts(seeded: Seed) -> None:
    ask = prepared(counted)
    for person in (seeded.world.carol, seeded.world.person("paul"), seeded.world.person("olga")):
        assert sum(ask(person.pk)) == Ticket.objects.filter(requester=person).count()


def test_an_account_whose_number_is_its_persons_too(seeded: Seed) -> None:
    """The first account of an agency is often 1, and so is its person: such an actor's queries are kept like all."""
    built = []

    def own(actor: Actor, ids: tuple[int, ...]) -> QuerySet[Ticket]:
        built.append(actor)
        return visible_to(actor).filter(assignee_id__in=ids, requester_id=actor.person_id)

    dana, ask = replace(seeded.world.actor("dana"), user_id=7, person_id=7), prepared(own)
    for _ in range(3):
        assert ask(dana, (8,)) == list(own(dana, (8,)))
    assert len(built) == 2 + 3  # put together once by its values and once by stand-ins; the rest are our own calls
    built.clear()
    for _ in range(2):  # of two equal ids Django names one: nothing is kept until other ids come
        assert ask(dana, (8, 8)) == list(own(dana, (8, 8)))
    assert ask(dana, (8, 9)) == list(own(dana, (8, 9)))
    built.clear()
    ask(dana, (8, 8))
    assert not built


def test_it_is_put_together_once_for_a_shape_and_asked_each_time(world: World, django_assert_num_queries: Any) -> None:
    built = []

    def by_id(person_id: int) -> QuerySet[Person]:
        built.append(person_id)
        return Person.objects.filter(pk=person_id)

    ask, ids = prepared(by_id), [world.carol.pk, world.person("olga").pk, world.carol.pk]
    with django_assert_num_queries(3):
        found = [ask(pk) for pk in ids]
    assert found == [[world.carol], [world.person("olga")], [world.carol]]
    assert found[0][0] is not found[2][0]
    assert built == [ids[0], preparing.NUMBER]


def test_the_oldest_plan_makes_room(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "MOST_PLANS", 2)
    ask = prepared(lambda person_ids: Person.objects.filter(pk__in=person_ids).order_by("pk"))
    ids = tuple(Person.objects.order_by("pk").values_list("pk", flat=True)[:5])
    for count in (1, 2, 3, 1, 5, 2):
        assert [person.pk for person in ask(ids[:count])] == list(ids[:count])
    assert len(ask._plans) == 2


def test_texts_are_values_and_never_part_of_the_statement(world: World) -> None:
    ask = prepared(lambda name: Person.objects.filter(name=name))
    for name in ("Carol Jimenez", "'; DROP TABLE people_person; --", "%s", "<Stands In> 0"):
        assert ask(name) == list(Person.objects.filter(name=name))


def test_a_number_too_large_for_its_column_finds_nothing(world: World) -> None:
    ask = prepared(lambda person_id: Person.objects.filter(pk=person_id))
    assert ask(world.carol.pk) == [world.carol]
    assert ask(10**30) == []


def test_what_cannot_be_a_value_is_told_to_who_writes_it(world: World) -> None:
    with pytest.raises(TypeError, match="places"):
        prepared(lambda name: Person.objects.filter(name=name))(name="Carol")
    with pytest.raises(TypeError, match="calculation"):
        prepared(lambda now: Ticket.objects.filter(opened_at__lt=now - timedelta(hours=1)))(world.now)
    with pytest.raises(TypeError, match="calculation"):
        prepared(lambda number: Person.objects.filter(pk=number + 1))(1)
    with pytest.raises(TypeError, match="calculation"):
        prepared(lambda text: Person.objects.filter(name=text.lower()))("Carol")
    with pytest.raises(TypeError, match="calculation"):
        prepared(lambda rank: Ticket.objects.exclude(severity_rank=rank))(1)
    with pytest.raises(TypeError, match="locked"):
        prepared(lambda pk: Ticket.objects.select_for_update().filter(pk=pk))(1)
    with pytest.raises(TypeError, match="limit"):
        prepared(lambda most: Person.objects.order_by("pk")[:most])(3)
    with pytest.raises(TypeError, match="text"):
        prepared(lambda part: Person.objects.filter(name__contains=part))("Carol")
    with pytest.raises(TypeError, match="dict"):
        prepared(lambda more: Person.objects.filter(**more))({"pk": 1})
    with pytest.raises(TypeError, match="stand-in"):
        prepared(lambda rank: Ticket.objects.filter(severity_rank=rank))(1)


def test_threads_ask_over_their_own_connections(world: World) -> None:
    ask = prepared(lambda person_id: Person.objects.filter(pk=person_id))
    used: list[int] = []
    assert ask(world.carol.pk)

    def note(execute: Any, *args: Any) -> Any:
        used.append(threading.get_ident())
        return execute(*args)

    def in_a_thread() -> None:
        with connection.execute_wrapper(note):
            ask(1)
        connection.close()

    thread = threading.Thread(target=in_a_thread)
    thread.start()
    thread.join()
    assert used == [thread.ident]
