"""From a call to a ticket: what each outcome leaves behind."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from firstline.contacts.models import CallDraft
from firstline.kernel.errors import Invalid, NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.tickets.models import Ticket
from firstline.tickets.services.intake import (
    Call,
    Problem,
    log_and_assign,
    log_and_forward,
    log_and_promise_callback,
    log_and_queue,
    log_and_refer,
    log_and_resolve,
)
from tests.world import World

pytestmark = pytest.mark.django_db


def a_call(world: World, **changes: Any) -> Call:
    """Return Carol's call of two minutes ago."""
    call = Call(
        key=uuid4(),
        desk_id=world.district.pk,
        started_at=world.now - timedelta(minutes=2),
        person_id=world.persons["carol.jimenez"].pk,
    )
    return replace(call, **changes)


def a_problem(world: World, nature: str = "printing", **changes: Any) -> Problem:
    """Return what Carol said."""
    problem = Problem("Progress reports will not print", world.natures[nature].pk, tried="Cleared the print profile.")
    return replace(problem, **changes)


def verbs() -> list[str]:
    """Return the verbs of the ledger in order."""
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_a_solved_call_is_one_closed_ticket_with_its_contact_and_facts(world: World) -> None:
    logged = log_and_resolve(
        actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), minutes=None, now=world.now
    )
    ticket = Ticket.objects.get(pk=logged.ticket.pk)
    assert (ticket.status, ticket.minutes_worked, str(ticket.resolution_code)) == ("closed", 2, "On the call")
    assert ticket.closed_at == ticket.resolved_at == world.now
    assert list(ticket.contacts.values_list("outcome", "logged_by_id")) == [("solved", world.users["dana"].pk)]
    assert all(clock.met_at == world.now for clock in ticket.clocks.all())
    assert verbs() == [
        "contacts.call_started",
        "contacts.contact_logged",
        "tickets.ticket_opened",
        "tickets.ticket_triaged",
        "tickets.ticket_resolved",
        "tickets.ticket_closed",
    ]


def test_the_same_submit_twice_makes_one_ticket(world: World) -> None:
    call, problem = a_call(world), a_problem(world)
    first = log_and_queue(actor=world.actor("dana"), call=call, problem=problem, now=world.now)
    second = log_and_queue(actor=world.actor("dana"), call=call, problem=problem, now=world.now)
    assert second.is_repeat
    assert second.ticket == first.ticket
    assert Ticket.objects.count() == 1


def test_the_same_key_with_other_words_is_refused(world: World) -> None:
    call = a_call(world)
    log_and_queue(actor=world.actor("dana"), call=call, problem=a_problem(world), now=world.now)
    with pytest.raises(Invalid, match="key_reused"):
        log_and_queue(actor=world.actor("dana"), call=call, problem=a_problem(world, text="Else"), now=world.now)


@pytest.mark.parametrize("what", ["tried", "assignee", "whom"])
def test_the_same_key_with_another_decision_is_refused(world: World, what: str) -> None:
    common = {"actor": world.actor("dana"), "call": a_call(world), "problem": a_problem(world), "now": world.now}
    priya, joel = world.users["priya"].pk, world.users["joel"].pk
    acts: dict[str, tuple[Any, dict[str, Any], dict[str, Any]]] = {
        "tried": (log_and_forward, {"tried": "Toner"}, {"tried": "Paper"}),
        "assignee": (log_and_assign, {"user_id": priya}, {"user_id": joel}),
        "whom": (log_and_refer, {"refer_to": "The library"}, {"refer_to": "The office"}),
    }
    act, first, other = acts[what]
    made = act(**common, **first)
    assert act(**common, **first).is_repeat
    with pytest.raises(Invalid, match="key_reused"):
        act(**common, **other)
    assert Ticket.objects.get() == made.ticket


def test_a_repeat_is_answered_only_to_who_sent_it_first(world: World) -> None:
    call, problem = a_call(world), a_problem(world)
    log_and_queue(actor=world.actor("dana"), call=call, problem=problem, now=world.now)
    CallDraft.objects.all().delete()  # as the nightly housekeeping does after thirty days
    with pytest.raises(NotFound):
        log_and_queue(actor=world.actor("sunita"), call=call, problem=problem, now=world.now)


def test_an_unverified_caller_blocks_solved_for_a_password(world: World) -> None:
    problem = a_problem(world, "signin", text="Password expired")
    with pytest.raises(RuleBroken, match="identity_not_verified"):
        log_and_resolve(actor=world.actor("dana"), call=a_call(world), problem=problem, minutes=1, now=world.now)
    assert Ticket.objects.count() == 0
    assert CallDraft.objects.count() == 0


def test_who_may_not_work_the_ticket_solves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstline.tickets.services._ending.can_work", lambda actor, ticket: False)
    with pytest.raises(NotAllowed):
        log_and_resolve(
            actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), minutes=1, now=world.now
        )
    assert Ticket.objects.count() == 0


def test_forwarding_wants_what_was_tried_and_empties_nobody(world: World) -> None:
    call, problem = a_call(world), a_problem(world)
    with pytest.raises(Invalid, match="required"):
        log_and_forward(actor=world.actor("dana"), call=call, problem=problem, tried=" ", now=world.now)
    logged = log_and_forward(
        actor=world.actor("dana"), call=call, problem=problem, tried="Another printer works.", now=world.now
    )
    assert logged.ticket.level.rank == 1 or logged.ticket.level_id
    assert logged.ticket.assignee_id is None
    assert logged.ticket.messages.filter(kind="note", body="Another printer works.").exists()


def test_assigning_by_nature_leaves_the_ticket_new(world: World) -> None:
    logged = log_and_assign(
        actor=world.actor("dana"),
        call=a_call(world),
        problem=a_problem(world),
        user_id=world.users["priya"].pk,
        now=world.now,
    )
    assert (logged.ticket.status, logged.ticket.assignee_id) == ("new", world.users["priya"].pk)


def test_a_promised_callback_is_kept_with_its_ticket(world: World) -> None:
    promised_at = world.now + timedelta(hours=1)
    logged = log_and_promise_callback(
        actor=world.actor("dana"),
        call=a_call(world),
        problem=a_problem(world),
        promised_at=promised_at,
        number="4120",
        now=world.now,
    )
    (link,) = logged.ticket.callback_links.select_related("callback")
    assert (link.callback.promised_at, link.callback.number) == (promised_at, "4120")


def test_a_referral_is_logged_and_counted(world: World) -> None:
    logged = log_and_refer(
        actor=world.actor("dana"),
        call=a_call(world),
        problem=a_problem(world),
        refer_to="Technology contact of the building",
        now=world.now,
    )
    assert logged.contact.outcome == "referred"
    assert (logged.ticket.status, str(logged.ticket.resolution_code)) == ("closed", "Referred elsewhere")


def test_another_desks_nature_and_staff_are_unknown(world: World) -> None:
    foreign = a_problem(world, nature_id=next(iter(world.police_natures.values())).pk)
    with pytest.raises(Invalid, match="unknown_choice"):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=foreign, now=world.now)
    with pytest.raises(NotFound):
        log_and_queue(actor=world.actor("rita"), call=a_call(world), problem=a_problem(world), now=world.now)


def test_two_problems_of_one_call_are_one_contact_with_two_tickets(world: World) -> None:
    from firstline.contacts.services.drafts import add_problem

    actor = world.actor("dana")
    first = log_and_queue(actor=actor, call=a_call(world), problem=a_problem(world), now=world.now)
    draft = add_problem(actor=actor, contact_id=first.contact.pk, draft_id=uuid4(), now=world.now)
    call = a_call(world, key=draft.pk)
    second = log_and_queue(actor=actor, call=call, problem=a_problem(world, text="And Wi-Fi"), now=world.now)
    assert second.contact == first.contact
    assert first.contact.tickets.count() == 2
