"""Adding and correcting people through the services."""

from dataclasses import replace

import pytest

from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from firstline.ledger.models import Entry
from firstline.people.models import Person, PersonTerms
from firstline.people.selectors.cards import cards_of, get_person
from firstline.people.services.persons import PersonDetails, add_person, update_person
from tests.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world()


def details_of(world: World, key: str) -> PersonDetails:
    """Return what a person's form would hold unchanged."""
    pk = world.person(key).pk
    card = cards_of(world.actor("rita" if key == "paul" else "dana"), [pk])[pk]
    return PersonDetails(
        name=card.name, extension=card.extension, site_id=card.site_id, building=card.building, room=card.room,
        job_title=card.job_title, phones=card.phones, emails=card.emails, preferred_contact=card.preferred_contact,
        accommodation_note=card.accommodation_note,
    )  # fmt: skip


def correct(world: World, key: str, *, by: str = "dana", **changes: object) -> Person:
    details = replace(details_of(world, key), **changes)  # type: ignore[arg-type]  # fields by name
    return update_person(actor=world.actor(by), person_id=world.person(key).pk, details=details, now=world.now)


def test_a_caller_at_a_guarded_site_is_guarded(world: World) -> None:
    added = add_person(
        actor=world.actor("dana"), desk_id=world.district.pk, name="Ofc. New", site_id=world.sites["PH"].pk,
        phone="555 1234", now=world.now,
    )  # fmt: skip
    assert added.guarded_by == world.police
    card = cards_of(world.actor("dana"), [added.pk])[added.pk]
    assert (card.is_cut, card.phones, card.site_name) == (True, (), "Police Headquarters")
    assert Entry.objects.get(verb="people.person_added").desk_id == world.police.pk


def test_the_same_name_at_the_same_extension_and_site_is_one_person(world: World) -> None:
    carol = world.person("carol")
    same = {"name": carol.name.upper(), "extension": carol.extension, "site_id": carol.site_id}
    with pytest.raises(Conflict, match="person_exists") as told:
        add_person(actor=world.actor("dana"), desk_id=world.district.pk, now=world.now, **same)
    assert told.value.params == {"person_id": carol.pk}


def test_a_caller_of_a_confidential_desk_is_guarded(world: World) -> None:
    added = add_person(actor=world.actor("rita"), desk_id=world.police.pk, name="Ofc. New", now=world.now)
    assert added.guarded_by == world.police


def test_only_those_who_answer_calls_add_people(world: World) -> None:
    for username, desk in (("miriam", world.district), ("dana", world.police), ("carol", world.district)):
        with pytest.raises(NotFound):
            add_person(actor=world.actor(username), desk_id=desk.pk, name="Ada", now=world.now)


def test_an_unchanged_form_records_nothing(world: World) -> None:
    correct(world, "carol")
    assert not Entry.objects.filter(verb="people.person_changed").exists()


def test_every_field_can_be_corrected_and_only_names_of_fields_are_recorded(world: World) -> None:
    changed = correct(
        world, "carol", name="Carol Soto", extension="ext 4129", site_id=world.sites["LV"].pk, building="Annex",
        room="A-1", job_title="Registrar", phones=("555 1", "555-1", "555 2"), emails=("B@x.org", "a@x.org"),
        preferred_contact="text", accommodation_note="Slowly",
    )  # fmt: skip
    card = cards_of(world.actor("dana"), [changed.pk])[changed.pk]
    assert (card.name, card.extension, card.site_code, card.building, card.room) == (
        "Carol Soto", "4129", "LV", "Annex", "A-1",
    )  # fmt: skip
    assert (card.phones, card.email, card.work) == (("555-1", "555 2"), "b@x.org", "Registrar")
    entry = Entry.objects.get(verb="people.person_changed")
    assert len(entry.data["changed"]) == 9
    assert "Soto" not in str(entry.data)
    changed.refresh_from_db()
    assert "soto" in PersonTerms.objects.get(pk=changed.pk).search_terms


def test_a_room_is_found_again_in_any_building_and_left_with_its_name(world: World) -> None:
    with_building = correct(world, "carol", room="Copy room", building="Main building")
    without = correct(world, "carol", room="Library", building="")
    assert with_building.room != without.room
    assert without.room is not None
    assert without.room.building.name == "Main building"
    assert correct(world, "carol", room="").room is None


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", " ", "name_missing"),
        ("name", "a\x00b", "text_not_allowed"),
        ("job_title", "x" * 121, "text_too_long"),
        ("site_id", 999_999, "no_such_site"),
        ("emails", ("nobody",), "email_wrong"),
        ("phones", ("none",), "phone_wrong"),
        ("preferred_contact", "pigeon", "preferred_contact_wrong"),
    ],
)
def test_what_cannot_be_is_refused(world: World, field: str, value: object, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        correct(world, "carol", **{field: value})
    assert refused.value.code == code


def test_a_room_without_a_site_is_refused(world: World) -> None:
    with pytest.raises(Invalid, match="room_without_site"):
        correct(world, "carol", site_id=None)


def test_an_address_belongs_to_one_person(world: World) -> None:
    with pytest.raises(Conflict, match="email_taken"):
        correct(world, "carol", emails=("renata.silva@harborpoint.example",))


def test_who_may_not_is_refused(world: World) -> None:
    with pytest.raises(NotAllowed):
        correct(world, "paul", name="Paul")
    with pytest.raises(NotAllowed):
        correct(world, "carol", by="miriam")
    with pytest.raises(NotFound):
        correct(world, "renata", by="carol")
    assert correct(world, "paul", by="rita", job_title="Lieutenant").job_title == "Lieutenant"


def test_everybody_sees_the_own_record_whole_and_requesters_no_other(world: World) -> None:
    paul, carol = world.person("paul"), world.person("carol")
    cards = cards_of(world.actor("paul"), [paul.pk, carol.pk])
    assert list(cards) == [paul.pk]
    assert cards[paul.pk].email == "paul.devlin@harborpoint.example"
    assert get_person(world.actor("dana"), carol.pk) == carol
    with pytest.raises(NotFound):
        get_person(world.actor("carol"), paul.pk)
