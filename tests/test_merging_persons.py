"""Two records of one person become one: everything that refers to the one refers to the other afterwards."""

from typing import Any

import pytest
from django.urls import reverse

from firstline.contacts.models import Callback, CallDraft, Contact
from firstline.identity.models import User
from firstline.kernel.errors import NotAllowed, NotFound, RuleBroken
from firstline.kernel.settings import references_to
from firstline.ledger.models import Entry
from firstline.people.models import EmailAddress, Person, PhoneNumber
from firstline.people.services.merging import merge_persons
from firstline.tickets.models import OPEN_STATUSES, Message, Ticket
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.undo import act_undoably, undo_act
from tests.support.clients import ClientOf
from tests.world import World

OK, FOUND, FORBIDDEN, MISSING, WRONG_METHOD, CONFLICT, WRONG = 200, 302, 403, 404, 405, 409, 422
COVERED = {Contact, Callback, Ticket, Message, User, Person, PhoneNumber, EmailAddress}


def double(_world: World, **more: Any) -> Person:
    """Return a second record of somebody, made in a hurry."""
    return Person.objects.create(name="Renata S", folded_name="renata s", **more)


def merge(world: World, merged: Person, kept: Person, by: str = "dana") -> Person:
    return merge_persons(actor=world.actor(by), merged_id=merged.pk, kept_id=kept.pk, now=world.now)


def test_every_table_that_names_persons_is_covered() -> None:
    assert {relation.related_model for relation in references_to(Person)} == COVERED


@pytest.mark.usefixtures("seeded")
def test_all_references_follow_and_the_merged_record_leads_to_the_kept_one(world: World) -> None:
    merged, kept = world.person("renata.silva"), double(world)
    draft = CallDraft.objects.filter(desk=world.district).first()
    assert draft is not None
    CallDraft.objects.filter(pk=draft.pk).update(data={"person_id": merged.pk, "problem": "x"})
    tickets = Ticket.objects.filter(requester=merged).count()
    merge(world, merged, kept)
    kept.refresh_from_db()
    merged.refresh_from_db()
    for relation in references_to(Person):
        if relation.related_model is not Person and relation.related_model is not PhoneNumber:
            assert not relation.related_model.objects.filter(**{relation.field.name: merged}).exists()
    assert Ticket.objects.filter(requester=kept).count() == tickets > 0
    assert CallDraft.objects.get(pk=draft.pk).data == {"person_id": kept.pk, "problem": "x"}
    assert (merged.is_active, merged.merged_into, merged.employee_number) == (False, kept, None)
    assert kept.site_id == merged.site_id
    assert kept.email_addresses.filter(is_primary=True).count() == 1
    fact = Entry.objects.get(verb="people.persons_merged")
    assert (fact.subject_id, fact.data["merged_person_id"]) == (kept.pk, merged.pk)


def test_what_the_kept_record_has_is_not_overwritten(world: World) -> None:
    site = next(site for site in world.sites.values() if site.pk != world.person("renata.silva").site_id)
    kept = double(world, extension="4999", site=site)
    EmailAddress.objects.create(person=kept, address="renata@example.org", is_primary=True)
    merged = world.person("renata.silva")
    merge(world, merged, kept)
    kept.refresh_from_db()
    assert (kept.extension, kept.site_id) == ("4999", site.pk)
    primary = kept.email_addresses.get(is_primary=True)
    assert primary.address == "renata@example.org"
    assert kept.email_addresses.count() > 1


def test_a_merged_record_stays_merged_and_chains_lead_to_the_last(world: World) -> None:
    first, second, third = double(world), double(world), double(world)
    merge(world, first, second)
    merge(world, second, third)
    first.refresh_from_db()
    assert first.merged_into == third
    with pytest.raises(RuleBroken, match="merged_already"):
        merge(world, double(world), second)


def test_two_accounts_two_numbers_or_two_guards_are_refused(world: World) -> None:
    carol, renata = _numberless(world, "carol"), world.person("renata.silva")
    with pytest.raises(RuleBroken, match="merge_same_person"):
        merge(world, renata, renata)
    with pytest.raises(RuleBroken, match="merge_two_accounts"):
        merge(world, carol, _numberless(world, "marcus"))
    first, second = double(world, employee_number="a-1"), double(world, employee_number="a-2")
    with pytest.raises(RuleBroken, match="merge_two_numbers"):
        merge(world, first, second)
    with pytest.raises(NotAllowed):
        merge(world, renata, world.person("paul"))


def _numberless(world: World, name: str) -> Person:
    person = world.users[name].person
    Person.objects.filter(pk=person.pk).update(employee_number=None)
    return person


def test_a_guarded_person_and_another_stay_apart_and_only_the_desk_merges_its_own(world: World) -> None:
    guarded = double(world, guarded_by=world.police)
    with pytest.raises(RuleBroken, match="merge_guarded"):
        merge(world, double(world), guarded, by="rita")
    merge(world, guarded, double(world, guarded_by=world.police), by="rita")
    for name in ("dana", "ellen"):
        with pytest.raises(NotAllowed):
            merge(world, double(world, guarded_by=world.police), double(world, guarded_by=world.police), by=name)


def test_an_account_goes_with_its_person(world: World) -> None:
    carol = _numberless(world, "carol")
    kept = merge(world, carol, double(world), by="ellen")
    assert User.objects.get(username="carol").person == kept


def test_who_may_not_merge(world: World) -> None:
    for name in ("marcus", "miriam"):
        with pytest.raises(NotAllowed):
            merge(world, double(world), double(world), by=name)
    with pytest.raises(NotFound):
        merge(world, double(world), double(world), by="carol")


@pytest.mark.usefixtures("seeded")
def test_the_page_shows_what_moves_says_that_there_is_no_way_back_and_merges(client_of: ClientOf, world: World) -> None:
    merged, kept = world.person("renata.silva"), double(world)
    client, url = client_of("dana"), reverse("people:merge", args=[world.person("renata.silva").pk])
    assert client.post(url).status_code == WRONG
    page = client.get(url, {"with": kept.pk}).content.decode()
    assert "This cannot be undone" in page
    assert "Tickets: " in page
    answer = client.post(url, {"with": kept.pk})
    assert (answer.status_code, answer["Location"]) == (FOUND, reverse("people:person", args=[kept.pk]))
    led = client.get(reverse("people:person", args=[merged.pk]))
    assert led["Location"] == reverse("people:person", args=[kept.pk])
    assert client.post(url, {"with": kept.pk}).status_code == CONFLICT


def test_the_page_is_for_coordinators_and_administrators(client_of: ClientOf, world: World) -> None:
    url = reverse("people:merge", args=[world.person("renata.silva").pk])
    assert client_of("marcus").get(url).status_code == FORBIDDEN
    assert client_of("carol").get(url).status_code == MISSING
    assert client_of("dana").put(url).status_code == WRONG_METHOD
    assert client_of("ellen").get(url, {"with": "x", "q": "nobody at all"}).status_code == OK


def test_nobody_merges_a_record_into_the_own_one(world: World) -> None:
    """Else a coordinator would become the requester of a ticket that is not for them (decision 0028)."""
    for merged, kept in ((double(world), world.person("dana")), (world.person("dana"), double(world))):
        with pytest.raises(RuleBroken, match="merge_oneself"):
            merge(world, merged, kept)


@pytest.mark.usefixtures("seeded")
def test_an_act_of_before_is_not_undone_to_the_record_that_was_given_up(world: World) -> None:
    ticket = Ticket.objects.filter(requester=world.person("renata.silva"), status__in=OPEN_STATUSES).first()
    assert ticket is not None
    dana = world.actor("dana")
    memory = act_undoably(
        actor=dana, ticket_id=ticket.pk, act=lambda at: take_ticket(actor=dana, ticket_id=ticket.pk, now=at),
        now=world.now,
    )  # fmt: skip
    assert memory is not None
    kept = merge(world, world.person("renata.silva"), double(world))
    with pytest.raises(RuleBroken, match="acted_since"):
        undo_act(actor=dana, memory=memory.data(), now=world.now)
    ticket.refresh_from_db()
    assert ticket.requester == kept
