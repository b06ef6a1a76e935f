"""A ticket as it unfolds, in memory. Each act mirrors the service of the same name: same fields, same facts.

A test compares what stands in the end with what the services make.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from firstline.kernel.actor import Actor
from firstline.promises.rules import clock
from firstline.promises.rules.clock import ClockState
from firstline.routing.selectors import Stop
from firstline.tickets import events
from firstline.tickets.demo.book import Book
from firstline.tickets.demo.scene import DeskScene
from firstline.tickets.models import Message, MessageKind, Status, Ticket, TicketClock

NO_CHANNEL = "no_channel"


@dataclass(slots=True)
class Story:
    """One ticket. The fields are the columns of its row; ``stops`` are the levels that cover its nature."""

    book: Book
    scene: DeskScene
    stops: tuple[Stop, ...]
    ticket_id: int
    public_id: UUID
    number: str
    title: str
    requester_id: int | None
    requester_name: str
    opened_by_id: int | None
    opened_at: datetime
    nature_id: int
    nature_reason: str
    impact: str
    urgency: str
    severity: str
    severity_rank: int
    severity_reason: str
    severity_reasons: str
    modifier_codes: str
    entitlement: str
    entitlement_clause: str
    tried: str
    estimated_minutes: int | None
    reply_clock: ClockState
    solve_clock: ClockState
    identity_method: str = ""
    identity_verified: bool | None = None
    stop_index: int = 0
    assignee_id: int | None = None
    assigned_at: datetime | None = None
    status: str = Status.NEW
    waiting: tuple[str, str, datetime | None] = ("", "", None)
    resolved_at: datetime | None = None
    resolved_by_id: int | None = None
    resolution_code_id: int | None = None
    resolution_note: str = ""
    minutes_worked: int | None = None
    closed_at: datetime | None = None
    reopened_count: int = 0
    escalated_at: datetime | None = None
    version: int = field(default=1)

    @property
    def stop(self) -> Stop:
        """Return the level and group where the ticket is."""
        return self.stops[self.stop_index]

    def record(self, fact_type: Callable[..., Any], actor: Actor, at: datetime, **data: Any) -> None:
        """Record a fact about this ticket."""
        self.book.record(fact_type(desk_id=self.scene.desk.pk, subject_id=self.ticket_id, **data), actor, at)

    def write(self, actor: Actor, kind: MessageKind, words: str, at: datetime) -> int:
        """Write a message and return its id."""
        message_id = self.book.take_id(Message)
        is_reply = kind == MessageKind.REPLY
        self.book.add(
            Message,
            message_id,
            self.ticket_id,
            kind.value,
            is_reply,
            words,
            actor.user_id,
            None,
            actor.name,
            "",
            NO_CHANNEL if is_reply else "",
            at,
        )
        return message_id

    def assign(self, actor: Actor, user_id: int, at: datetime) -> None:
        """Give the ticket to a person."""
        old_assignee_id, self.assignee_id, self.assigned_at = self.assignee_id, user_id, at
        self.version += 1
        self.record(
            events.TicketAssigned,
            actor,
            at,
            old_group_id=self.stop.group_id,
            group_id=self.stop.group_id,
            old_assignee_id=old_assignee_id,
            assignee_id=user_id,
        )

    def take(self, actor: Actor, at: datetime) -> None:
        """Make it one's own and begin."""
        if self.assignee_id != actor.user_id:
            self.assign(actor, actor.account_id, at)
        self.begin(actor, at)

    def begin(self, actor: Actor, at: datetime) -> None:
        """Begin the work, where it has not begun."""
        self.version += 1
        if self.status == Status.NEW:
            self.status = Status.IN_PROGRESS
            self.record(events.TicketTaken, actor, at)

    def note(self, actor: Actor, words: str, at: datetime) -> None:
        """Write a staff note."""
        self.record(events.WorkNoted, actor, at, message_id=self.write(actor, MessageKind.NOTE, words, at))
        self.begin(actor, at)

    def reply(self, actor: Actor, words: str, at: datetime) -> None:
        """Answer the requester: the first promise is met."""
        message_id = self.write(actor, MessageKind.REPLY, words, at)
        self.record(events.ReplyWritten, actor, at, message_id=message_id, delivery=NO_CHANNEL)
        self.reply_clock = clock.meet(self.reply_clock, self.scene.calendar, at)
        self.begin(actor, at)

    def wait(self, actor: Actor, on: str, reason: str, until: datetime, at: datetime) -> None:
        """Wait on somebody; clocks pause."""
        self.status, self.waiting = Status.WAITING, (on, reason, until)
        self.reply_clock = clock.pause(self.reply_clock, self.scene.calendar, at)
        self.solve_clock = clock.pause(self.solve_clock, self.scene.calendar, at)
        self.version += 1
        self.record(events.TicketWaiting, actor, at, waiting_on=on, until=until.isoformat())

    def resume(self, actor: Actor, at: datetime) -> None:
        """End the waiting; clocks run on."""
        self.status = Status.IN_PROGRESS
        self._end_waiting(at)
        self.version += 1
        self.record(events.TicketResumed, actor, at)

    def forward_up(self, actor: Actor, tried: str, at: datetime) -> None:
        """Forward to the next level, or tell the director where there is none."""
        self.record(events.WorkNoted, actor, at, message_id=self.write(actor, MessageKind.NOTE, tried, at))
        self.version += 1
        old = self.stop
        if self.stop_index + 1 >= len(self.stops):
            self.escalated_at = at
            self.record(events.TicketEscalated, actor, at, level_id=old.level_id)
            return
        self.stop_index += 1
        self.assignee_id = self.assigned_at = None
        self.record(
            events.TicketForwarded,
            actor,
            at,
            old_level_id=old.level_id,
            level_id=self.stop.level_id,
            old_group_id=old.group_id,
            group_id=self.stop.group_id,
            direction="up",
        )

    def resolve(self, actor: Actor, code: tuple[int, str], words: str, minutes: int, at: datetime) -> None:
        """Offer a fix; both promises are met. ``code`` is the resolution code's id and code."""
        self._end_waiting(at)
        self.reply_clock = clock.meet(self.reply_clock, self.scene.calendar, at)
        self.solve_clock = clock.meet(self.solve_clock, self.scene.calendar, at)
        self.status, self.resolution_code_id, self.resolution_note = Status.RESOLVED, code[0], words
        self.minutes_worked, self.resolved_at, self.resolved_by_id = minutes, at, actor.user_id
        self.assignee_id = self.assignee_id or actor.user_id
        self.version += 1
        if words:
            self.write(actor, MessageKind.RESOLUTION, words, at)
        self.record(
            events.TicketResolved,
            actor,
            at,
            resolution_code=code[1],
            minutes_worked=minutes,
            estimated_minutes=self.estimated_minutes,
        )

    def close(self, actor: Actor, at: datetime) -> None:
        """Close what is resolved."""
        self.status, self.closed_at = Status.CLOSED, at
        self.version += 1
        self.record(events.TicketClosed, actor, at)

    def reopen(self, actor: Actor, reason: str, at: datetime) -> None:
        """Take it up again: the fix did not hold."""
        self.status, self.closed_at, self.resolved_at, self.resolution_code_id = Status.IN_PROGRESS, None, None, None
        self.reopened_count += 1
        self.solve_clock = clock.reopen(self.solve_clock, self.scene.calendar, at)
        self.version += 1
        self.record(events.WorkNoted, actor, at, message_id=self.write(actor, MessageKind.NOTE, reason, at))
        self.record(events.TicketReopened, actor, at, reopened_count=self.reopened_count)

    def _end_waiting(self, at: datetime) -> None:
        self.waiting = ("", "", None)
        self.reply_clock = clock.resume(self.reply_clock, self.scene.calendar, at)
        self.solve_clock = clock.resume(self.solve_clock, self.scene.calendar, at)

    def finish(self) -> None:
        """Write the ticket's row and those of its clocks."""
        book, clocks = self.book, (("first_reply", self.reply_clock), ("solve", self.solve_clock))
        open_dues = [state.due_at for _, state in clocks if state.due_at and not state.has_ended]
        book.add(
            Ticket,
            self.ticket_id,
            self.public_id,
            self.number,
            self.scene.desk.pk,
            self.title,
            self.requester_id,
            self.requester_name,
            self.opened_by_id,
            self.opened_at,
            self.nature_id,
            self.stop.level_id,
            self.stop.group_id,
            self.assignee_id,
            self.assigned_at,
            self.status,
            *self.waiting,
            self.impact,
            self.urgency,
            self.severity,
            self.severity_rank,
            self.severity_reason,
            self.severity_reasons,
            self.modifier_codes,
            self.nature_reason,
            self.entitlement,
            self.entitlement_clause,
            self.identity_method,
            self.identity_verified,
            self.tried,
            min(open_dues, default=None),
            self.resolved_at,
            self.resolved_by_id,
            self.resolution_code_id,
            self.resolution_note,
            self.minutes_worked,
            self.estimated_minutes,
            self.closed_at,
            self.reopened_count,
            self.escalated_at,
            self.version,
        )
        for kind, state in clocks:
            _write_clock(book, self.ticket_id, kind, state, self.scene)


def _write_clock(book: Book, ticket_id: int, kind: str, state: ClockState, scene: DeskScene) -> None:
    """Of what is near or past already somebody was told: a demo does not begin with a thousand notices."""
    duration = state.target.duration
    warn_at = clock.share_reached_at(state, scene.calendar)
    book.add(
        TicketClock,
        book.take_id(TicketClock),
        ticket_id,
        kind,
        None if duration is None else round(duration.total_seconds() / 60),
        state.target.business_days,
        state.started_at,
        round(state.elapsed.total_seconds()),
        state.running_since_at,
        state.due_at,
        state.met_at,
        state.stopped_at,
        warn_at,
        warn_at if warn_at is not None and warn_at <= scene.now else None,
        state.due_at if not state.has_ended and state.is_overdue(scene.now) else None,
    )
