"""Opening a ticket: the part that every intake shares. Internal to this room's services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from firstline.catalog.models import Nature
from firstline.catalog.rules import scales
from firstline.catalog.selectors import entitlement_of, natures_of
from firstline.contacts.models import Contact
from firstline.desks.models import Desk
from firstline.desks.services import take_number
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kernel.facts import Fact
from firstline.kernel.texts import LINE_LIMIT, clean_line, clean_text
from firstline.ledger.services import record_all
from firstline.people.models import Person
from firstline.promises.selectors import targets_for
from firstline.routing.selectors import first_stop
from firstline.tickets.events import TicketOpened, TicketTriaged
from firstline.tickets.models import (
    IdentityMethod,
    Message,
    MessageKind,
    Severity,
    Status,
    Ticket,
    TicketAnswer,
    TicketClock,
    TicketContact,
)
from firstline.tickets.policies import can_override_severity
from firstline.tickets.selectors.estimates import expected_minutes
from firstline.tickets.services._clocks import new_clocks
from firstline.tickets.services._ending import (
    Ending,
    closed_fact,
    end_with_the_call,
    resolution_message,
    resolved_fact,
)
from firstline.triage.models import Question
from firstline.triage.selectors import SeverityDecision, judge_severity, questions_of

ANSWERS = ("yes", "no", "not_asked")
WORDS_LIMIT = 10_000


@dataclass(frozen=True)
class Problem:
    """What is wrong, as told on the call.

    ``answers`` maps question ids to yes, no, not_asked; missing ones were not asked. ``question_set_id`` is the version
    of the questions that was asked, None the newest. ``severity`` set means an override and needs ``severity_reason``.
    """

    text: str
    nature_id: int
    nature_reason: str = ""
    tried: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)
    question_set_id: int | None = None
    modifier_codes: tuple[str, ...] = ()
    severity: str = ""
    severity_reason: str = ""
    identity_method: str = ""
    identity_verified: bool | None = None


@dataclass(frozen=True)
class Caller:
    """Who called: a person of the directory, or a name as told."""

    person: Person | None
    name_as_told: str = ""


def open_ticket(
    *,
    actor: Actor,
    desk: Desk,
    contact: Contact,
    caller: Caller,
    problem: Problem,
    ending: Ending | None,
    now: datetime,
) -> Ticket:
    """Write ticket, messages, answers, clocks and facts; routing is the caller's part.

    ``ending`` given: the call itself ended it, so it is written as resolved and closed.
    *Needs* what the calling use case has checked. *Emits* TicketOpened, TicketTriaged; with an ending TicketResolved,
    TicketClosed. *Raises* Invalid, NotAllowed, RuleBroken.
    """
    nature = _nature(desk, problem.nature_id)
    questions = questions_of(desk, nature, problem.question_set_id)
    decision = judge_severity(desk, nature, questions, answers=problem.answers, modifier_codes=problem.modifier_codes)
    severity, reason = _severity(actor, desk, problem, decision)
    coverage = entitlement_of(actor, desk, caller.person, nature.service)
    stop = first_stop(desk, nature)
    ticket = Ticket(
        number=take_number(desk=desk),
        desk=desk,
        title=_title(problem.text),
        requester=caller.person,
        requester_name=clean_line(caller.name_as_told, "caller", required=caller.person is None),
        opened_by_id=actor.user_id,
        opened_at=contact.started_at,
        nature=nature,
        nature_reason=clean_line(problem.nature_reason, "nature", required=False),
        level_id=stop.level_id,
        group_id=stop.group_id,
        status=Status.NEW,
        impact=decision.impact,
        urgency=decision.urgency,
        severity=severity,
        severity_rank=scales.Severity(severity).rank,
        severity_reason=reason,
        severity_reasons=[item.data() for item in decision.reasons],
        modifier_codes=list(problem.modifier_codes),
        entitlement=coverage.verdict,
        entitlement_clause=coverage.clause_number,
        identity_method=_choice(problem.identity_method, IdentityMethod.values, "identity_method"),
        identity_verified=problem.identity_verified if nature.needs_identity_check else None,
        tried=clean_text(problem.tried, "tried", required=False),
        estimated_minutes=expected_minutes(nature.pk),
    )
    clocks = new_clocks(ticket, targets_for(desk, severity, coverage.verdict), at=ticket.opened_at)
    if ending is not None:
        end_with_the_call(actor, ticket, clocks, ending, now)
    messages = [_request(ticket, caller, problem, contact), *resolution_message(actor, ticket, now)]
    _write(ticket, clocks, messages, contact, questions, problem)
    record_all(_facts(ticket, contact, decision, ending), actor=actor, at=now)
    return ticket


def _nature(desk: Desk, nature_id: int) -> Nature:
    nature = next((nature for nature in natures_of(desk) if nature.pk == nature_id), None)
    if nature is None:
        raise Invalid("unknown_choice", field="nature")
    return nature


def _title(text: str) -> str:
    words = clean_text(text, "problem", limit=WORDS_LIMIT)
    line = " ".join(words.split("\n", 1)[0].split())
    return line if len(line) <= LINE_LIMIT else line[: LINE_LIMIT - 1] + "…"


def _severity(actor: Actor, desk: Desk, problem: Problem, decision: SeverityDecision) -> tuple[str, str]:
    chosen = _choice(problem.severity, Severity.values, "severity")
    if not chosen or chosen == decision.severity:
        return str(decision.severity), ""
    if not can_override_severity(actor, desk.pk):
        raise NotAllowed
    return chosen, clean_line(problem.severity_reason, "severity_reason")


def _choice(value: str, allowed: list[str], field_name: str) -> str:
    if value and value not in allowed:
        raise Invalid("unknown_choice", field=field_name)
    return value


def _request(ticket: Ticket, caller: Caller, problem: Problem, contact: Contact) -> Message:
    return Message(
        ticket=ticket,
        kind=MessageKind.REQUEST,
        is_public=True,
        body=clean_text(problem.text, "problem", limit=WORDS_LIMIT),
        author_person=caller.person,
        author_name=caller.person.name if caller.person else ticket.requester_name,
        channel=contact.channel,
        written_at=contact.started_at,
    )


def _write(
    ticket: Ticket,
    clocks: list[TicketClock],
    messages: list[Message],
    contact: Contact,
    questions: Sequence[Question],
    problem: Problem,
) -> None:
    ticket.save(force_insert=True)
    TicketClock.objects.bulk_create(clocks)
    TicketContact.objects.create(ticket=ticket, contact=contact)
    Message.objects.bulk_create(messages)
    _write_answers(ticket, questions, problem)


def _write_answers(ticket: Ticket, questions: Sequence[Question], problem: Problem) -> None:
    known = {question.pk for question in questions}
    if not set(problem.answers) <= known or not set(problem.answers.values()) <= set(ANSWERS):
        raise Invalid("unknown_choice", field="answers")
    TicketAnswer.objects.bulk_create(
        TicketAnswer(ticket=ticket, question=question, answer=problem.answers.get(question.pk, "not_asked"))
        for question in questions
    )


def _facts(ticket: Ticket, contact: Contact, decision: SeverityDecision, ending: Ending | None) -> list[Fact]:
    opened = TicketOpened(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        number=ticket.number,
        contact_id=contact.pk,
        requester_id=ticket.requester_id,
        nature_id=ticket.nature_id,
        channel=contact.channel,
    )
    triaged = TicketTriaged(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        old_severity="",
        severity=ticket.severity,
        suggested=str(decision.severity),
        impact=str(decision.impact),
        urgency=str(decision.urgency),
        reason_codes=tuple(item.code for item in decision.reasons),
        is_override=ticket.severity != decision.severity,
    )
    if ending is None:
        return [opened, triaged]
    return [opened, triaged, resolved_fact(ticket, ending), closed_fact(ticket)]
