"""The help desk procedure (ISD-P002), clause by clause, through the use cases: contact, ticket and ledger after."""

from datetime import timedelta
from uuid import uuid4

import pytest

from firstline.contacts.models import CallDraft, Contact
from firstline.contacts.selectors import get_draft, not_logged_yet, open_drafts
from firstline.contacts.services.calls import end_call
from firstline.contacts.services.drafts import save_draft
from firstline.kernel.errors import Conflict
from firstline.ledger.models import Entry
from firstline.ledger.selectors import unscoped_entries_of
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.call_log import call_log
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.intake import Call, Problem, log_and_assign, log_and_forward, log_and_resolve
from firstline.tickets.services.order import pin_ticket
from firstline.tickets.services.resolution import resolve_ticket
from firstline.tickets.services.transfer import transfer_call
from firstline.tickets.services.work import add_note
from firstline.triage.selectors import suggest_nature
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def facts_of(ticket: Ticket) -> list[str]:
    """Return the verbs of a ticket's facts in order."""
    return list(unscoped_entries_of("ticket", ticket.pk).order_by("id").values_list("verb", flat=True))


def answered(world: World, caller: str, words: str, minutes_ago: int) -> CallDraft:
    """Return the draft of a call that Dana answered at extension 3446 (5.2.1, 5.2.2) some minutes ago."""
    return save_draft(
        actor=world.actor("dana"),
        draft_id=uuid4(),
        desk_id=world.district.pk,
        known_revision=0,
        data={"person_id": world.person(caller).pk, "problem": words},
        started_at=world.now - minutes_ago * MINUTE,
        now=world.now - minutes_ago * MINUTE + timedelta(seconds=2),
    )


def as_call(world: World, draft: CallDraft) -> Call:
    """Return the submit of a draft's call form."""
    return Call(draft.pk, draft.desk_id, draft.contact.started_at, person_id=draft.data["person_id"])


def as_problem(world: World, draft: CallDraft, tried: str = "") -> Problem:
    """Return the submit of a draft's problem, with the nature that its words speak for."""
    suggested = suggest_nature(draft.desk, draft.data["problem"])
    assert suggested is not None
    return Problem(draft.data["problem"], suggested.nature_id, ", ".join(suggested.matched_words), tried)


def test_5_2_1_to_5_2_3_a_call_solved_by_the_coordinator_is_logged_and_closed(world: World) -> None:
    draft = answered(world, "carol", "The toner light is on and it will not print", 3)
    problem = as_problem(world, draft, tried="Reset the tray and printed a test page.")
    logged = log_and_resolve(
        actor=world.actor("dana"), call=as_call(world, draft), problem=problem, minutes=None, now=world.now
    )
    contact, ticket = Contact.objects.get(), Ticket.objects.get()
    dana = world.users["dana"].pk
    assert (contact.answered_by_id, contact.logged_by_id, contact.outcome) == (dana, dana, "solved")
    assert (contact.started_at, contact.ended_at) == (world.now - 3 * MINUTE, world.now)
    assert (ticket, ticket.requester, ticket.nature) == (logged.ticket, world.carol, world.natures["printing"])
    assert (ticket.status, ticket.minutes_worked, ticket.resolution_note) == ("closed", 3, problem.tried)
    assert ticket.opened_at == contact.started_at
    opened, triaged, resolved, closed = facts_of(ticket)
    assert [opened, triaged] == ["tickets.ticket_opened", "tickets.ticket_triaged"]
    assert [resolved, closed] == ["tickets.ticket_resolved", "tickets.ticket_closed"]
    assert not open_drafts(world.actor("dana"))


def test_5_2_4_what_the_coordinator_cannot_solve_goes_to_the_next_level_by_its_nature(world: World) -> None:
    draft = answered(world, "carol", "Attendance in Classxp stays empty", 4)
    problem = as_problem(world, draft)
    logged = log_and_forward(
        actor=world.actor("dana"),
        call=as_call(world, draft),
        problem=problem,
        tried="Signed out and in, another browser.",
        now=world.now,
    )
    ticket = Ticket.objects.select_related("level", "group", "nature").get(pk=logged.ticket.pk)
    assert (ticket.nature.code, ticket.level.rank, ticket.group.name) == ("classxp", 2, "Applications")
    assert (ticket.status, ticket.assignee_id, logged.contact.outcome) == ("new", None, "forwarded")
    assert list(ticket.messages.values_list("kind", "body")) == [
        ("request", "Attendance in Classxp stays empty"),
        ("note", "Signed out and in, another browser."),
    ]
    assert facts_of(ticket)[-1] == "tickets.ticket_forwarded"


def test_5_2_5_the_call_is_transferred_only_to_a_specialist_who_is_free(world: World) -> None:
    draft = answered(world, "carol", "Grades in IGPro do not save", 2)
    with pytest.raises(Conflict, match="not_free"):
        transfer_call(actor=world.actor("dana"), draft_id=draft.pk, to_user_id=world.users["marcus"].pk, now=world.now)
    assert list(open_drafts(world.actor("dana"))) == [draft]


def test_5_2_5_and_5_2_6_a_transferred_call_frees_the_line_and_is_logged_by_the_specialist_afterwards(
    world: World,
) -> None:
    dana, priya = world.actor("dana"), world.actor("priya")
    draft = answered(world, "carol", "The printer in the main office is offline", 5)
    transferred_at, ended_at = world.now - 4 * MINUTE, world.now + 8 * MINUTE
    passed = transfer_call(actor=dana, draft_id=draft.pk, to_user_id=priya.account_id, now=transferred_at)
    assert passed.to.extension == "3452"
    leg = passed.contact.legs.get()
    assert (leg.from_user_id, leg.to_user_id, leg.to_extension) == (dana.user_id, priya.user_id, "3452")
    assert leg.transferred_at == transferred_at
    assert open_drafts(dana) == []
    assert get_draft(priya, draft.pk).data["problem"] == "The printer in the main office is offline"

    assert list(not_logged_yet(dana, world.district.pk)) == [passed.contact]
    end_call(actor=priya, contact_id=passed.contact.pk, now=ended_at)
    assert list(not_logged_yet(priya, world.district.pk)) == [passed.contact]

    logged_at = ended_at + 6 * MINUTE
    logged = log_and_resolve(
        actor=priya,
        call=as_call(world, draft),
        problem=as_problem(world, draft, tried="Restarted the print spooler by remote control."),
        minutes=None,
        now=logged_at,
    )
    contact = Contact.objects.get()
    assert (contact.answered_by_id, contact.logged_by_id) == (dana.user_id, priya.user_id)
    assert (contact.started_at, contact.ended_at, contact.logged_at) == (world.now - 5 * MINUTE, ended_at, logged_at)
    assert (logged.ticket.status, logged.ticket.minutes_worked) == ("closed", 13)
    assert list(not_logged_yet(dana, world.district.pk)) == []
    assert list(Entry.objects.filter(subject_type="contact").order_by("id").values_list("verb", flat=True)) == [
        "contacts.call_started",
        "contacts.call_transferred",
        "contacts.call_ended",
        "contacts.contact_logged",
    ]


def test_5_2_9_to_5_2_11_logged_calls_are_assigned_by_nature_and_worked_in_an_own_order(world: World) -> None:
    dana, marcus = world.actor("dana"), world.actor("marcus")
    told = {
        "carol": "Roster in Classxp shows last year's classes",
        "teresa.wojcik": "Classxp: how do I print a class list?",
        "renata.silva": "Report cards in Classxp stop at the third page",
    }
    tickets = []
    for minutes_ago, (caller, words) in zip((30, 20, 10), told.items(), strict=True):
        draft = answered(world, caller, words, minutes_ago)
        problem = as_problem(world, draft)
        at = world.now - (minutes_ago - 1) * MINUTE
        logged = log_and_assign(
            actor=dana, call=as_call(world, draft), problem=problem, user_id=marcus.account_id, now=at
        )
        tickets.append(logged.ticket)
    assert {ticket.nature for ticket in tickets} == {world.natures["classxp"]}
    assert {ticket.status for ticket in tickets} == {"new"}
    quick = tickets[1]

    first_in_first_out = [row.ticket for row in call_log(marcus, marcus.account_id, world.now).rows]
    pin_ticket(actor=marcus, ticket_id=quick.pk, position=0, now=world.now)
    own_order = [row.ticket for row in call_log(marcus, marcus.account_id, world.now).rows]
    assert own_order == [quick, *(ticket for ticket in first_in_first_out if ticket != quick)]
    assert [row.ticket for row in call_log(dana, marcus.account_id, world.now).rows] == own_order

    at = world.now
    for ticket in own_order:
        at += 5 * MINUTE
        take_ticket(actor=marcus, ticket_id=ticket.pk, now=at)
        add_note(actor=marcus, ticket_id=ticket.pk, body="Rang back.", now=at)
        at += 5 * MINUTE
        resolve_ticket(
            actor=marcus, ticket_id=ticket.pk, resolution_code="remotely", note="Shown how.", minutes=5, now=at
        )
    assert not call_log(marcus, marcus.account_id, at).rows
    resolved = list(Ticket.objects.order_by("resolved_at"))
    assert resolved == own_order
    assert {ticket.resolved_by_id for ticket in resolved} == {marcus.user_id}
    assert facts_of(quick) == [
        "tickets.ticket_opened",
        "tickets.ticket_triaged",
        "tickets.ticket_assigned",
        "tickets.order_changed",
        "tickets.ticket_taken",
        "tickets.work_noted",
        "tickets.ticket_resolved",
    ]
