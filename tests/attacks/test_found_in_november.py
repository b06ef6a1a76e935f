"""Attacks that once got through: each gave a 500, or left something with somebody who may not have it."""

from datetime import timedelta
from typing import Any

import pytest

from firstline.identity.services import accounts
from firstline.kernel.errors import RuleBroken
from firstline.prepared import prepared
from firstline.tickets.models import SavedView, Ticket
from firstline.tickets.services import assignment, resolution
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.services.queue import keeps
from firstline.tickets.services.queue.bulk import assign_many
from firstline.tickets.services.queue.undo import undo_many
from firstline.tickets.services.undo import act_undoably, undo_act
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

pytestmark = pytest.mark.django_db


def queued(world: World) -> Ticket:
    return log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now).ticket


@pytest.mark.parametrize("address", ["/sign-in/", "/help/", "/nowhere/", "/api/v1/tickets"])
def test_a_cookie_with_a_nul_is_no_session(client: Any, address: str) -> None:
    client.cookies["sessionid"] = "aaaaaaaa\x00"
    assert client.get(address).status_code in (200, 302, 401, 404)


@pytest.mark.parametrize("sort", ["status", "-status"])
def test_a_void_ticket_opens_from_a_list_by_status(world: World, client_of: Any, sort: str) -> None:
    ticket = queued(world)
    resolution.void_ticket(actor=world.actor("dana"), ticket_id=ticket.pk, reason="A test", now=world.now)
    page = client_of("dana").get(f"/tickets/{ticket.number}/", {"list": f"/tickets/?sort={sort}"})
    assert page.status_code == 200


@pytest.mark.parametrize("sort", ["site", "nature", "assignee", "group"])
def test_half_a_character_is_no_place_in_the_queue(world: World, client_of: Any, sort: str) -> None:
    ticket, client = queued(world), client_of("dana")
    assert client.get("/tickets/", {"sort": sort, "after": '["\\ud800", 1]'}).status_code == 422
    came_from = f"/tickets/?sort={sort}&at=" + '["\\ud800",1]'
    assert client.get(f"/tickets/{ticket.number}/", {"list": came_from}).status_code in (200, 422)


def test_five_thousand_digits_are_no_place_in_a_search(world: World, client_of: Any) -> None:
    assert client_of("dana").get("/search/", {"q": "printer", "after": f"1~1~{'9' * 5000}"}).status_code == 200


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_page_of_two_thousand_years_ago_is_told_what_changed(world: World, client_of: Any, since: str) -> None:
    asked = {"newest": "1", "known": "1", "since": since}
    assert client_of("dana").get("/tickets/changes/", asked).status_code in (200, 422)


def test_undo_gives_nothing_back_to_who_left(world: World) -> None:
    dana, ticket = world.actor("dana"), queued(world)
    joel = world.users["joel"].pk
    assignment.assign_ticket(actor=dana, ticket_id=ticket.pk, user_id=joel, now=world.now)
    memory = act_undoably(
        actor=dana,
        ticket_id=ticket.pk,
        act=lambda at: assignment.assign_ticket(actor=dana, ticket_id=ticket.pk, user_id=None, now=at),
        now=world.now,
    )
    assert memory is not None
    accounts.deactivate_user(actor=world.actor("ellen"), user_id=joel, now=world.now)
    undo_act(actor=dana, memory=memory.data(), now=world.now + timedelta(seconds=5))
    ticket.refresh_from_db()
    assert (ticket.assignee_id, ticket.assigned_at) == (None, None)


def test_undo_of_many_gives_nothing_back_to_who_left(world: World) -> None:
    dana, joel, priya = world.actor("dana"), world.users["joel"].pk, world.users["priya"].pk
    of_joel, of_priya = queued(world), queued(world)
    for ticket, user_id in ((of_joel, joel), (of_priya, priya)):
        assignment.assign_ticket(actor=dana, ticket_id=ticket.pk, user_id=user_id, now=world.now)
    both = [of_joel.pk, of_priya.pk]
    outcome = assign_many(actor=dana, ticket_ids=both, user_id=None, now=world.now)
    assert outcome.act is not None
    accounts.deactivate_user(actor=world.actor("ellen"), user_id=joel, now=world.now)
    undo_many(actor=dana, act_id=outcome.act.pk, now=world.now + timedelta(seconds=5))
    held = dict(Ticket.objects.filter(pk__in=both).values_list("pk", "assignee_id"))
    assert held == {of_joel.pk: None, of_priya.pk: priya}


def test_no_more_views_by_deleting_and_restoring(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeps, "MOST_VIEWS", 2)
    dana = world.actor("dana")

    def save(name: str) -> SavedView:
        return keeps.save_view(actor=dana, name=name, query="view=late", desk_id=None, now=world.now)

    first = save("One")
    save("Two")
    keeps.delete_view(actor=dana, view_id=first.pk, now=world.now)
    save("Three")
    with pytest.raises(RuleBroken, match="too_many_views"):
        keeps.restore_view(actor=dana, view_id=first.pk, now=world.now)


def test_a_query_is_prepared_for_no_set(world: World) -> None:
    ask = prepared(lambda ids: Ticket.objects.filter(pk__in=ids))
    with pytest.raises(TypeError, match="not prepared for a set"):
        ask({1, 2, 3})
