"""Doing anything to a ticket, at random: what the services let through, some of it taken back."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from firstline.tickets.models import Message, Ticket, TicketCallback
from firstline.tickets.services import assignment, corrections, requests, resolution, undo, work
from firstline.tickets.services.intake import log_and_queue, log_and_resolve
from firstline.tickets.services.promised import callbacks
from firstline.tickets.services.promised.sweep import (
    close_resolved,
    end_waits,
    tell_of_broken_promises,
    warn_of_promises,
)
from firstline.tickets.services.queue.bulk import close_many, set_severity_of_many
from firstline.tickets.services.queue.undo import undo_many
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import World

REFUSALS = (Conflict, Invalid, NotAllowed, NotFound, RuleBroken)
NATURES = ("printing", "projector", "password", "network", "accounts")
SEVERITIES = ("low", "normal", "high", "critical")
STEPS = (3, 40, 400, 3000)
"""Up to so many minutes lie between two acts."""
SYSTEM = Actor(name="Firstline", is_system=True)
TRIES = 30
USUAL, RARE = 0.6, 0.1
"""How often an act is left to stand: nothing can follow on what is void."""


class Story:
    """One ticket and what is done to it. ``done`` names the acts that went through, ``back`` those taken back."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random, self.now = world, random.Random(seed), world.now  # noqa: S311 - a story told again
        self.done: list[str] = []
        self.back: list[str] = []
        self.dana = world.actor("dana")
        self.ticket_id = self._opened().pk

    def act(self) -> None:
        """Let time pass and do something that is possible now."""
        for _ in range(TRIES):
            minutes = self.random.randrange(self.random.choice(STEPS))
            self.now += timedelta(minutes=minutes, microseconds=self.random.randrange(60_000_000))
            with suppress(*REFUSALS), transaction.atomic():
                act = self.random.choice(ACTS)
                if act in NEVER_TAKEN_BACK or self.random.random() < (RARE if act is void else USUAL):
                    act(self, self.now)
                else:
                    self._and_back(act)
                self.done.append(act.__name__)
                return

    @property
    def ticket(self) -> Ticket:
        """The ticket as it stands."""
        return Ticket.objects.select_related("desk__calendar").get(pk=self.ticket_id)

    def given(self, now: datetime, by: str = "dana", **more: Any) -> dict[str, Any]:
        """Return the arguments that every act takes."""
        return {"actor": self.world.actor(by), "ticket_id": self.ticket_id, "now": now} | more

    def _opened(self) -> Ticket:
        nature = self.random.choice([name for name in NATURES if name in self.world.natures])
        call = a_call(self.world, started_at=self.now - timedelta(minutes=self.random.randrange(600)))
        given: dict[str, Any] = {"actor": self.dana, "call": call, "problem": a_problem(self.world, nature)}
        if self.random.random() < 0.15:
            with suppress(RuleBroken), transaction.atomic():
                return log_and_resolve(**given, minutes=5, now=self.now).ticket
        return log_and_queue(**given, now=self.now).ticket

    def _and_back(self, act: Callable[["Story", datetime], Any]) -> None:
        memory = undo.act_undoably(
            actor=self.dana, ticket_id=self.ticket_id, act=lambda at: act(self, at), now=self.now
        )
        self.now += timedelta(seconds=self.random.randrange(1, 50))
        if memory is not None:
            undo.undo_act(actor=self.dana, memory=memory.data(), now=self.now)
            self.back.append(act.__name__)


def take(story: Story, now: datetime) -> None:
    assignment.take_ticket(**story.given(now))


def reply(story: Story, now: datetime) -> None:
    work.reply_to_requester(**story.given(now, body=f"Written at {now}"))


def note(story: Story, now: datetime) -> None:
    work.add_note(**story.given(now, body="For staff"))


def wait(story: Story, now: datetime) -> None:
    waiting_on, until = story.random.choice(["requester", "vendor", "parts"]), now + timedelta(days=3)
    work.wait_on(**story.given(now, waiting_on=waiting_on, reason="A part", until=until))


def go_on(story: Story, now: datetime) -> None:
    work.resume_work(**story.given(now))


def judge(story: Story, now: datetime) -> None:
    severity = story.random.choice(SEVERITIES)
    work.change_severity(**story.given(now, severity=severity, reason=f"Said at {now}"))


def judge_many(story: Story, now: datetime) -> None:
    severity, actor = story.random.choice(SEVERITIES), story.dana
    outcome = set_severity_of_many(
        actor=actor, ticket_ids=[story.ticket_id], severity=severity, reason=f"Said at {now}", now=now
    )
    if outcome.act is not None and story.random.random() < 0.4:
        story.now += timedelta(seconds=9)
        undo_many(actor=actor, act_id=outcome.act.pk, now=story.now)
        story.back.append("judge_many")


def put_requester(story: Story, now: datetime) -> None:
    person = story.random.choice(list(story.world.persons.values()))
    corrections.change_requester(**story.given(now, person_id=person.pk))


def put_nature(story: Story, now: datetime) -> None:
    nature = story.random.choice(list(story.world.natures.values()))
    severity = story.random.choice([corrections.KEEP, corrections.TAKE])
    group = story.random.choice([None, story.world.groups["Printing"].pk])
    corrections.change_nature(**story.given(now, nature_id=nature.pk, severity=severity, group_id=group))


def unreply(story: Story, now: datetime) -> None:
    replies = list(Message.objects.filter(ticket=story.ticket_id, kind="reply").order_by("id"))
    if not replies:
        raise NotFound
    corrections.make_reply_a_note(**story.given(now, message_id=story.random.choice(replies).pk))


def resolve(story: Story, now: datetime) -> None:
    note = story.random.choice(["", "New driver"])
    resolution.resolve_ticket(**story.given(now, resolution_code="remotely", note=note, minutes=7))


def close(story: Story, now: datetime) -> None:
    resolution.close_ticket(**story.given(now))


def close_as_one_of_many(story: Story, now: datetime) -> None:
    close_many(actor=story.dana, ticket_ids=[story.ticket_id], now=now)


def reopen(story: Story, now: datetime) -> None:
    resolution.reopen_ticket(**story.given(now, reason="It is back"))


def void(story: Story, now: datetime) -> None:
    resolution.void_ticket(**story.given(now, reason="A test"))


def answer(story: Story, now: datetime) -> None:
    requests.answer_request(actor=_requester(story), ticket_id=story.ticket_id, body=f"Answered at {now}", now=now)


def confirm(story: Story, now: datetime) -> None:
    requests.confirm_solved(actor=_requester(story), ticket_id=story.ticket_id, now=now)


def time_passes(story: Story, now: datetime) -> None:
    """Let the sweep look: waiting that is over ends, what was resolved long ago closes, and people are told."""
    story.now = now + timedelta(days=story.random.randrange(9))
    for pass_ in (warn_of_promises, tell_of_broken_promises, end_waits, close_resolved):
        pass_(actor=SYSTEM, now=story.now)


def promise(story: Story, now: datetime) -> None:
    callbacks.promise_on_ticket(**story.given(now, promised_at=now + timedelta(hours=1), number="4415"))


def ring(story: Story, now: datetime) -> None:
    link = TicketCallback.objects.filter(ticket=story.ticket_id, callback__state="due").first()
    if link is None:
        raise NotFound
    given = story.given(now, callback_id=link.callback_id)
    if story.random.random() < 0.3:
        callbacks.callback_not_answered(**given, again_at=now + timedelta(hours=1))
    else:
        story.random.choice([callbacks.callback_reached, callbacks.callback_not_needed])(**given)


def _requester(story: Story) -> Actor:
    return story.world.actor("carol")


MOVE_CLOCKS = (
    *(reply, ring, wait, go_on, answer, judge, judge_many, put_requester, put_nature, unreply, resolve, reopen),
)
NEVER_TAKEN_BACK = (time_passes, note, promise, reply, judge_many, close_as_one_of_many, answer, confirm)
ACTS = (
    *(promise, promise, ring, ring, ring),
    *(take, note, reply, reply, wait, wait, wait, wait, go_on, go_on, go_on, answer, answer, confirm),
    *(judge, judge, judge_many, put_requester, put_nature, unreply, unreply),
    *(time_passes, time_passes, resolve, resolve, resolve, close, close, close_as_one_of_many, reopen, reopen, void),
)
