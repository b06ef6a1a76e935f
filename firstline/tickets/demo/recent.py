"""Making what is open now, through the same services that the pages call, at the times at which it happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from firstline.calendars.rules import business_time
from firstline.contacts.services.calls import end_call
from firstline.contacts.services.drafts import save_draft
from firstline.identity.models import User
from firstline.identity.selectors import actor_of
from firstline.kernel.actor import Actor
from firstline.kernel.demo import DemoRun
from firstline.people.demo.cast import email_of
from firstline.people.models import EmailAddress, Person
from firstline.tickets.demo.calls import Callers
from firstline.tickets.demo.scene import NatureScene
from firstline.tickets.demo.today import (
    COMPOSING,
    LOADS,
    OPEN_CALLS,
    PINNED,
    UNLOGGED,
    Load,
    OpenCall,
    Step,
    Unlogged,
)
from firstline.tickets.models import CHOSEN_BY_HAND, Ticket
from firstline.tickets.services import assignment, composer, intake, order, transfer, work

ANSWERS = {"y": "yes", "n": "no", "-": "not_asked"}
LOGGED_AFTER = timedelta(minutes=3)


@dataclass(frozen=True)
class Teller:
    """Makes open tickets: accounts and callers by name, the desks' vocabulary, the present moment."""

    run: DemoRun
    random: Random
    actors: dict[str, Actor]
    persons: dict[str, Person]
    callers: dict[str, Callers]

    def opened_at(self, call: OpenCall) -> datetime:
        """Return when the call came."""
        calendar = self.callers[call.desk].scene.calendar
        found = business_time.subtract(calendar, self.run.now, timedelta(minutes=call.age))
        return (found or self.run.now).replace(microsecond=0)

    def tell(self, call: OpenCall) -> Ticket:
        """Log the call, and take every step of the work."""
        opened_at = self.opened_at(call)
        logged_at = min(self.run.now, opened_at + LOGGED_AFTER)
        scene = self.callers[call.desk].scene
        nature = scene.natures[call.nature]
        person = self.persons[call.caller]
        answers = {question.pk: ANSWERS[mark] for question, mark in zip(nature.questions, call.answers, strict=False)}
        told = intake.Call(
            key=self.uuid(),
            desk_id=scene.desk.pk,
            started_at=opened_at,
            person_id=person.pk,
            number=person.extension,
            ended_at=logged_at,
        )
        problem = intake.Problem(
            text=call.problem,
            nature_id=nature.nature.pk,
            nature_reason=self._words(call),
            answers=answers,
            severity=call.severity,
            severity_reason=call.why,
        )
        steps = list(call.steps)
        actor = self.actors[call.answered_by]
        if steps and steps[0].act == "forward":
            first = steps.pop(0)
            logged = intake.log_and_forward(actor=actor, call=told, problem=problem, tried=first.words, now=logged_at)
        elif steps and steps[0].act == "assign":
            user_id = self.actors[steps.pop(0).on].account_id
            logged = intake.log_and_assign(actor=actor, call=told, problem=problem, user_id=user_id, now=logged_at)
        else:
            logged = intake.log_and_queue(actor=actor, call=told, problem=problem, now=logged_at)
        for step in steps:
            self._step(call, logged.ticket, step, max(logged_at, self._later(call, opened_at, step.after)))
        return logged.ticket

    def leave_unlogged(self, call: Unlogged) -> None:
        """Leave a call without its log: ended, or handed to a colleague with its draft."""
        started_at = self.run.now - timedelta(minutes=call.started)
        ended_at = self.run.now - timedelta(minutes=call.ended)
        actor, person = self.actors[call.answered_by], self.persons[call.caller]
        draft = save_draft(
            actor=actor,
            draft_id=self.uuid(),
            desk_id=self.callers[call.desk].scene.desk.pk,
            known_revision=0,
            data={"person_id": person.pk, "caller_label": person.name, "problem": call.problem},
            started_at=started_at,
            now=started_at + timedelta(seconds=40),
        )
        if call.to:
            to_user_id = self.actors[call.to].account_id
            transfer.transfer_call(actor=actor, draft_id=draft.pk, to_user_id=to_user_id, now=ended_at)
        else:
            end_call(actor=actor, contact_id=draft.contact_id, now=ended_at)

    def more(self, load: Load) -> list[OpenCall]:
        """Return further open calls of a person, with words of the vocabulary."""
        return [self._one_more(load, index) for index in range(load.tickets)]

    def uuid(self) -> UUID:
        """Return a random identifier from the seed."""
        return UUID(int=self.random.getrandbits(128), version=4)

    def _one_more(self, load: Load, index: int) -> OpenCall:
        callers = self.callers[load.desk]
        nature = callers.scene.natures[load.natures[index % len(load.natures)]]
        common = [case for case in nature.talk.cases if case.weight >= 1]
        case = min(common, key=lambda case: case.on_call * self.random.uniform(0.8, 1.2))
        caller = callers.caller_of(nature)
        own = {"room": caller.room}
        age = round(self.random.uniform(10, load.oldest))
        coordinator = "rita" if load.desk == "police" else self.random.choice(("dana", "sunita"))
        steps = [
            Step(3 + level, "forward", coordinator, callers.say(nature.talk.tried, own))
            for level in range(self._level(load, nature))
        ]
        if load.username:
            after = round(age * self.random.uniform(0.1, 0.3))
            steps.append(Step(3 + after, "take", load.username))
            steps.append(Step(5 + after, "reply", load.username, callers.say(nature.talk.replies, own)))
        self.persons.setdefault(str(caller.person_id), Person.objects.get(pk=caller.person_id))
        return OpenCall(
            load.desk,
            age,
            coordinator,
            str(caller.person_id),
            nature.nature.code,
            callers.say(case.problems, own),
            "",
            tuple(steps),
        )

    def _level(self, load: Load, nature: NatureScene) -> int:
        """Return how many levels up the person works; calls that nobody has are on the first or second."""
        last = len(nature.stops) - 1
        if not load.username:
            return min(last, self.random.randrange(2))
        user_id = self.actors[load.username].user_id
        for level, stop in enumerate(nature.stops):
            if any(member.user_id == user_id for member in nature.members[stop.group_id or 0]):
                return level
        return min(last, 1)

    def _step(self, call: OpenCall, ticket: Ticket, step: Step, now: datetime) -> None:
        actor, act = self.actors[step.who], ACTS[step.act]
        act(self, call, actor, ticket.pk, step, now)

    def _later(self, call: OpenCall, at: datetime, minutes: int) -> datetime:
        found = business_time.add(self.callers[call.desk].scene.calendar, at, timedelta(minutes=minutes))
        return min(self.run.now, found or at)

    def ahead(self, call: OpenCall, minutes: int) -> datetime:
        """Return the moment so many open minutes from now."""
        found = business_time.add(self.callers[call.desk].scene.calendar, self.run.now, timedelta(minutes=minutes))
        return found or self.run.now + timedelta(minutes=minutes)

    def _words(self, call: OpenCall) -> str:
        scene = self.callers[call.desk].scene
        found = scene.words.suggest(call.problem)
        fits = found and found[0].nature == scene.natures[call.nature].nature.pk
        return ", ".join(found[0].matched_words) if fits else CHOSEN_BY_HAND


def _take(_teller: Teller, _call: OpenCall, actor: Actor, ticket_id: int, _step: Step, now: datetime) -> None:
    assignment.take_ticket(actor=actor, ticket_id=ticket_id, now=now)


def _forward(_teller: Teller, _call: OpenCall, actor: Actor, ticket_id: int, step: Step, now: datetime) -> None:
    assignment.forward_up(actor=actor, ticket_id=ticket_id, tried=step.words, now=now)


def _note(_teller: Teller, _call: OpenCall, actor: Actor, ticket_id: int, step: Step, now: datetime) -> None:
    work.add_note(actor=actor, ticket_id=ticket_id, body=step.words, now=now)


def _reply(_teller: Teller, _call: OpenCall, actor: Actor, ticket_id: int, step: Step, now: datetime) -> None:
    work.reply_to_requester(actor=actor, ticket_id=ticket_id, body=step.words, now=now)


def _wait(teller: Teller, call: OpenCall, actor: Actor, ticket_id: int, step: Step, now: datetime) -> None:
    until = teller.ahead(call, step.ahead)
    work.wait_on(actor=actor, ticket_id=ticket_id, waiting_on=step.on, reason=step.words, until=until, now=now)


ActOnTicket = Callable[[Teller, OpenCall, Actor, int, Step, datetime], None]
ACTS: dict[str, ActOnTicket] = {"take": _take, "forward": _forward, "note": _note, "reply": _reply, "wait": _wait}


def make_teller(run: DemoRun, callers: dict[str, Callers]) -> Teller:
    """Return a teller with the accounts and named people of the demo."""
    keys = {call.caller for call in (*OPEN_CALLS, *UNLOGGED)}
    rows = EmailAddress.objects.filter(address__in=[email_of(key) for key in keys]).select_related("person")
    return Teller(
        run=run,
        random=run.random("recent"),
        actors={user.username: actor_of(user) for user in User.objects.order_by("id")},
        persons={row.address.split("@")[0]: row.person for row in rows.order_by("id")},
        callers=callers,
    )


def open_calls(teller: Teller, most: int) -> list[OpenCall]:
    """Return at most so many open calls, in the order in which they came."""
    calls = [*OPEN_CALLS, *(call for load in LOADS for call in teller.more(load))]
    return sorted(calls[:most], key=teller.opened_at)


def finish(teller: Teller, tickets: dict[str, Ticket]) -> None:
    """Leave calls unlogged, a reply half written, a ticket pinned."""
    for call in UNLOGGED:
        teller.leave_unlogged(call)
    now = teller.run.now
    who, caller, words = COMPOSING
    if caller in tickets:
        ticket = tickets[caller]
        composer.save_composer_draft(
            actor=teller.actors[who],
            ticket_id=ticket.pk,
            kind="reply",
            body=words,
            known_revision=0,
            after_message_id=ticket.messages.order_by("-id").values_list("id", flat=True)[0],
            now=now,
        )
    who, caller, position = PINNED
    if caller in tickets:
        order.pin_ticket(actor=teller.actors[who], ticket_id=tickets[caller].pk, position=position, now=now)
