"""Demo tickets are what the services make: their facts are acted out again by the services, and the rows compared."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import models, transaction

from firstline.cli.demo import load_demo
from firstline.contacts.models import CallDraft, Contact
from firstline.contacts.services import calls
from firstline.contacts.services.drafts import save_draft
from firstline.identity.models import User
from firstline.identity.selectors import actor_of
from firstline.kernel.actor import SYSTEM, Actor
from firstline.ledger.models import Entry
from firstline.tickets.models import Message, Ticket, TicketAnswer, TicketClock
from firstline.tickets.services import assignment, intake, resolution, work

NOW = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)
OWN = {"id", "public_id", "number", "ticket", "contact", "estimated_minutes"}
"""What two tickets never share."""
DATABASE_OWN = {"recorded_at", "transaction_id", "subject_id", "parent_id", "data"}


@pytest.fixture(scope="module")
def marks(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[int, set[str]]]:
    """Load a history and take it back; return ticket id → what is special about it: verbs, outcome, desk."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(people=150, tickets=700, seed=11, now=NOW)
        done = Ticket.objects.filter(status__in=("resolved", "closed"))
        found = {pk: {desk, outcome} for pk, desk, outcome in done.values_list("pk", "desk__code", "contacts__outcome")}
        ticket_of = dict(done.values_list("contacts__pk", "pk"))
        for verb, about, subject_id, parent_id in Entry.objects.values_list(
            "verb", "subject_type", "subject_id", "parent_id"
        ):
            ticket_id = subject_id if about == "ticket" else ticket_of.get(parent_id or subject_id, 0)
            found.get(ticket_id, set()).add(verb.split(".")[1])
        yield found
        transaction.set_rollback(True)


PATTERNS = {
    "solved": {"ticket_closed"},
    "forwarded and resolved": {"ticket_forwarded", "ticket_taken", "ticket_resolved", "ticket_closed"},
    "with notes and replies": {"work_noted", "reply_written", "ticket_resolved"},
    "waited": {"ticket_waiting", "ticket_resumed", "ticket_resolved"},
    "reopened": {"ticket_reopened"},
    "two levels": {"ticket_forwarded", "ticket_assigned", "ticket_waiting"},
    "callback": {"callback_promised"},
    "referred": {"referred"},
    "transferred": {"call_transferred"},
    "police": {"police", "ticket_forwarded"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_demo_ticket_is_what_the_services_make(marks: dict[int, set[str]], pattern: str) -> None:
    examples = [pk for pk, found in marks.items() if PATTERNS[pattern] <= found]
    assert examples
    for demo in Ticket.objects.select_related("desk", "resolution_code").filter(pk__in=examples[-3:]):
        made = Replay(demo).run()
        assert _row(made) == _row(demo)
        assert [_row(row) for row in _children(made, Message)] == [_row(row) for row in _children(demo, Message)]
        assert [_row(row) for row in _children(made, TicketClock)] == [
            _row(row) for row in _children(demo, TicketClock)
        ]
        answers = [(row.question_id, row.answer) for row in _children(made, TicketAnswer)]
        assert answers == [(row.question_id, row.answer) for row in _children(demo, TicketAnswer)]
        assert _row(_contact(made)) == _row(_contact(demo))
        assert [_entry(row) for row in _entries(made)] == [_entry(row) for row in _entries(demo)]


def _contact(ticket: Ticket) -> Contact:
    return ticket.contacts.get()


def _children(ticket: Ticket, model: Any) -> list[Any]:
    return list(model.objects.filter(ticket=ticket).order_by("id"))


def _entries(ticket: Ticket) -> list[Entry]:
    """Facts of the ticket, its contact and its callback, in order of what happened."""
    contact_id = _contact(ticket).pk
    about = models.Q(subject_type="ticket", subject_id=ticket.pk) | models.Q(
        subject_type="contact", subject_id=contact_id
    )
    below = models.Q(parent_type="contact", parent_id=contact_id)
    return list(Entry.objects.filter(about | below).order_by("occurred_at", "id"))


def _row(row: models.Model) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in OWN]
    return {field.attname: getattr(row, field.attname) for field in fields}


def _entry(entry: Entry) -> dict[str, Any]:
    told = {key: value for key, value in _row(entry).items() if key not in DATABASE_OWN}
    own = {"number", "contact_id", "message_id", "draft_id", "estimated_minutes"}
    if entry.verb == "contacts.call_started":
        own.add("channel")  # the console starts every call as one by telephone; its log says what it was
    return told | {"data": {key: None if key in own else value for key, value in entry.data.items()}}


class Replay:
    """Acts out the facts of a ticket by the services, as the same people at the same times."""

    def __init__(self, demo: Ticket) -> None:
        self.demo, self.contact, self.entries = demo, _contact(demo), _entries(demo)
        self.bodies = {row.pk: row.body for row in _children(demo, Message)}
        self.resolutions = [row.body for row in _children(demo, Message) if row.kind == "resolution"]
        self.draft_id, self.ticket_id = uuid4(), 0

    def run(self) -> Ticket:
        skipped: set[int] = set()
        for place, entry in enumerate(self.entries):
            if place in skipped:
                continue
            same_moment = [
                later
                for later in range(place + 1, len(self.entries))
                if self.entries[later].occurred_at == entry.occurred_at
            ]
            verb = entry.verb.split(".")[1]
            skipped.update(getattr(self, verb)(entry, same_moment) or ())
        return Ticket.objects.get(pk=self.ticket_id)

    def actor(self, entry: Entry) -> Actor:
        return SYSTEM if entry.actor_id is None else actor_of(User.objects.get(pk=entry.actor_id))

    def after(self, places: list[int], *verbs: str) -> list[int]:
        return [place for place in places if self.entries[place].verb.split(".")[1] in verbs]

    def call_started(self, entry: Entry, _later: list[int]) -> None:
        at = entry.occurred_at
        save_draft(
            actor=self.actor(entry), draft_id=self.draft_id, desk_id=self.demo.desk_id, known_revision=0, data={},
            started_at=at, now=at,
        )  # fmt: skip

    def call_ended(self, entry: Entry, _later: list[int]) -> None:
        draft = CallDraft.objects.get(pk=self.draft_id)
        calls.end_call(actor=self.actor(entry), contact_id=draft.contact_id, now=entry.occurred_at)

    def call_transferred(self, entry: Entry, _later: list[int]) -> None:
        calls.hand_over(
            actor=self.actor(entry), draft_id=self.draft_id, to_user_id=entry.data["to_user_id"],
            to_extension=entry.data["to_extension"], now=entry.occurred_at,
        )  # fmt: skip

    def contact_logged(self, entry: Entry, later: list[int]) -> list[int]:
        """The whole intake is one act."""
        common: dict[str, Any] = {"actor": self.actor(entry), "now": entry.occurred_at}
        common |= {"call": self._call(), "problem": self._problem()}
        outcome = entry.data["outcome"]
        if outcome == "solved":
            logged = intake.log_and_resolve(minutes=self.demo.minutes_worked, **common)
        elif outcome == "referred":
            logged = intake.log_and_refer(refer_to=self.demo.resolution_note, **common)
        elif outcome == "forwarded":
            logged = intake.log_and_forward(tried=self.demo.tried, **common)
        elif outcome == "callback":
            callback = self.contact.callbacks.get()
            logged = intake.log_and_promise_callback(promised_at=callback.promised_at, number=callback.number, **common)
        else:
            logged = intake.log_and_queue(**common)
        self.ticket_id = logged.ticket.pk
        ends = ("ticket_resolved", "ticket_closed") if outcome in {"solved", "referred"} else ()
        moves = ("work_noted", "ticket_forwarded", "ticket_escalated") if outcome == "forwarded" else ()
        first_moves = self.after(later, *moves)[:2]
        return [*self.after(later, "ticket_opened", "ticket_triaged", "callback_promised", *ends), *first_moves]

    def _call(self) -> intake.Call:
        contact = self.contact
        return intake.Call(
            key=UUID(str(self.draft_id)), desk_id=contact.desk_id, started_at=contact.started_at,
            person_id=contact.person_id, name_as_told=contact.name_as_told, number=contact.number,
            channel=contact.channel,
        )  # fmt: skip

    def _problem(self) -> intake.Problem:
        demo = self.demo
        return intake.Problem(
            text=demo.title, nature_id=demo.nature_id, nature_reason=demo.nature_reason, tried=demo.tried,
            answers={row.question_id: row.answer for row in _children(demo, TicketAnswer)},
            modifier_codes=tuple(demo.modifier_codes), severity=demo.severity if demo.severity_reason else "",
            severity_reason=demo.severity_reason, identity_method=demo.identity_method,
            identity_verified=demo.identity_verified,
        )  # fmt: skip

    def ticket_assigned(self, entry: Entry, later: list[int]) -> list[int]:
        assignment.take_ticket(actor=self.actor(entry), ticket_id=self.ticket_id, now=entry.occurred_at)
        return self.after(later, "ticket_taken")[:1]

    def work_noted(self, entry: Entry, later: list[int]) -> list[int]:
        words, actor, at = self.bodies[entry.data["message_id"]], self.actor(entry), entry.occurred_at
        common: dict[str, Any] = {"actor": actor, "ticket_id": self.ticket_id, "now": at}
        if moved := self.after(later, "ticket_forwarded", "ticket_escalated")[:1]:
            assignment.forward_up(tried=words, **common)
            return moved
        if reopened := self.after(later, "ticket_reopened")[:1]:
            resolution.reopen_ticket(reason=words, **common)
            return reopened
        work.add_note(body=words, **common)
        return self.after(later, "ticket_taken")[:1]

    def reply_written(self, entry: Entry, later: list[int]) -> list[int]:
        words = self.bodies[entry.data["message_id"]]
        work.reply_to_requester(actor=self.actor(entry), ticket_id=self.ticket_id, body=words, now=entry.occurred_at)
        return self.after(later, "ticket_taken")[:1]

    def ticket_waiting(self, entry: Entry, _later: list[int]) -> None:
        work.wait_on(
            actor=self.actor(entry), ticket_id=self.ticket_id, waiting_on=entry.data["waiting_on"], reason="Anything",
            until=datetime.fromisoformat(entry.data["until"]), now=entry.occurred_at,
        )  # fmt: skip

    def ticket_resumed(self, entry: Entry, _later: list[int]) -> None:
        work.resume_work(actor=self.actor(entry), ticket_id=self.ticket_id, now=entry.occurred_at)

    def ticket_resolved(self, entry: Entry, _later: list[int]) -> None:
        resolution.resolve_ticket(
            actor=self.actor(entry), ticket_id=self.ticket_id, resolution_code=entry.data["resolution_code"],
            note=self.resolutions.pop(0), minutes=entry.data["minutes_worked"], now=entry.occurred_at,
        )  # fmt: skip

    def ticket_closed(self, entry: Entry, _later: list[int]) -> None:
        resolution.close_ticket(actor=self.actor(entry), ticket_id=self.ticket_id, now=entry.occurred_at)
