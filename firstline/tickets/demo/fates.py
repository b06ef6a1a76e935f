"""What becomes of a call: solved at once, referred, transferred, forwarded, left in the queue, promised a callback."""

from datetime import datetime, timedelta

from firstline.calendars.rules import business_time
from firstline.contacts import events as contact_events
from firstline.contacts.models import Callback, Outcome
from firstline.kernel.actor import SYSTEM
from firstline.tickets.demo.book import Book
from firstline.tickets.demo.calls import Call, Callers, Weighted
from firstline.tickets.demo.habits import (
    FATES,
    NO_TICKET_REASONS,
    REOPEN_REASONS,
    RESOLUTION_SHARES,
    SHARE_ABANDONED,
    SHARE_NO_TICKET,
    SHARE_REFERRED,
    SHARE_REOPENED,
    SHARE_TWO_LEVELS,
    SHARE_WAITED,
    SPOKEN,
    WAIT_SHARES,
    WAITS,
)
from firstline.tickets.demo.scene import Staff
from firstline.tickets.demo.story import Story
from firstline.tickets.models import TicketCallback

A_MINUTE = timedelta(minutes=1)
TAKEN_AFTER_MINUTES = {"critical": 4.0, "high": 14.0, "normal": 38.0, "low": 110.0}
"""Median open minutes until somebody takes a ticket."""
CLOSES_AFTER_DAYS = 5
LEAST_MINUTES, UNHURRIED_MINUTES = 120.0, 1500.0
"""Open time before now that a story needs at least, and without hurry; what is open now is told in ``recent``."""
SHARE_LOGGED_AFTERWARDS = 0.08
SHARE_NOTE, SHARE_REPLY = 0.55, 0.6
MORE_WORK = 1.5
NOT_RUNG_YET = timedelta(minutes=25)
"""A callback promised for the last minutes, or for later, is still due."""
"""What is not solved on the call takes longer than what is."""


class Fates:
    """Tells the story of each call at one desk, to its end before now."""

    def __init__(self, callers: Callers, codes: dict[str, int], now: datetime) -> None:
        """Take the callers of the desk, the resolution codes with their ids, and the present moment."""
        self.callers, self.codes, self.now = callers, codes, now
        self.random = callers.random
        self._fates, self._endings = Weighted(FATES), Weighted(RESOLUTION_SHARES)
        self._waits = Weighted(WAIT_SHARES)

    def tell(self, book: Book, at: datetime, number: str) -> None:
        """Tell one call that makes a ticket, and sometimes one beside it that makes none."""
        chance = self.random.random()
        if chance < SHARE_NO_TICKET + SHARE_ABANDONED:
            self._without_ticket(book, at, is_abandoned=chance < SHARE_ABANDONED)
        call = self.callers.call(book, at)
        self.callers.start(book, call)
        if self.callers.entitlement(call)[0] == "refer" and self.random.random() < SHARE_REFERRED:
            self._referred(book, call, number)
        elif call.channel in SPOKEN and self.random.random() < call.case.on_call:
            self._solved(book, call, number)
        elif self._open_minutes_left(at) < LEAST_MINUTES:
            call.channel = "phone"
            self._solved(book, call, number)
        else:
            self._not_solved(book, call, number)

    def _without_ticket(self, book: Book, at: datetime, *, is_abandoned: bool) -> None:
        call = self.callers.call(book, at)
        call.channel, call.caller, call.name_as_told = "phone", None if is_abandoned else call.caller, ""
        ended_at = min(self.now, at + timedelta(seconds=int(self.callers.spread(25))))
        if is_abandoned:
            self.callers.log(book, call, Outcome.ABANDONED, ended_at, ended_at)
            return
        self.callers.start(book, call)
        reason = self.random.choice(NO_TICKET_REASONS)
        self.callers.log(book, call, Outcome.NO_TICKET, ended_at, ended_at, reason)

    def _ends(self, call: Call, minutes: float) -> tuple[datetime, datetime]:
        """Return when the call ended and when it was logged; sometimes the log came afterwards."""
        ended_at = min(self.now, call.started_at + timedelta(seconds=int(60 * minutes)))
        if self.random.random() >= SHARE_LOGGED_AFTERWARDS:
            return ended_at, ended_at
        logged_at = ended_at + timedelta(seconds=int(self.callers.spread(240)))
        return ended_at, min(self.now, logged_at)

    def _solved(self, book: Book, call: Call, number: str) -> None:
        ended_at, at = self._ends(call, max(0.7, self.callers.spread(call.case.minutes, 0.5)))
        self.callers.log(book, call, Outcome.SOLVED, ended_at, at)
        words = self.callers.say((call.fix,), call.own)
        tried = words if self.random.random() < SHARE_NOTE else ""
        story = self.callers.open(book, call, number, tried, at)
        self._resolve(story, call.owner, "on_the_call", tried, _minutes(call, ended_at), at)
        story.close(call.owner.actor, at)
        story.finish()

    def _referred(self, book: Book, call: Call, number: str) -> None:
        whom = self.callers.entitlement(call)[2]
        ended_at, at = self._ends(call, max(0.7, self.callers.spread(1.6, 0.4)))
        self.callers.log(book, call, Outcome.REFERRED, ended_at, at)
        story = self.callers.open(book, call, number, "", at)
        self._resolve(story, call.owner, "referred", whom, _minutes(call, ended_at), at)
        story.close(call.owner.actor, at)
        story.finish()

    def _not_solved(self, book: Book, call: Call, number: str) -> None:
        fate = self._fates.pick(self.random) if call.channel == "phone" else "forwarded"
        last = call.nature.stops[min(1, len(call.nature.stops) - 1)]
        experts = call.nature.members[last.group_id or 0]
        if fate == "transferred":
            self._transferred(book, call, number, experts)
            return
        ended_at, at = self._ends(call, self.callers.spread(2.2, 0.4))
        if call.channel not in SPOKEN:
            at = min(self.now, self.callers.later(ended_at, self.callers.spread(14)))
        outcome = {"forwarded": Outcome.FORWARDED, "queued": Outcome.QUEUED, "callback": Outcome.CALLBACK}[fate]
        self.callers.log(book, call, outcome, ended_at, at)
        tried = self.callers.say(call.nature.talk.tried, call.own)
        story = self.callers.open(book, call, number, tried, at)
        if fate == "forwarded":
            story.forward_up(call.owner.actor, tried, at)
        if fate == "callback":
            self._promise(book, call, story, at)
        self._work(story, call, at)
        story.finish()

    def _transferred(self, book: Book, call: Call, number: str, experts: tuple[Staff, ...]) -> None:
        """5.2.5 and 5.2.6: the specialist takes the live call, and logs it, sometimes afterwards."""
        handed_at = min(self.now, call.started_at + timedelta(seconds=int(self.callers.spread(75, 0.4))))
        expert = self.callers.pick(experts)
        if expert.user_id != call.answered_by.user_id:
            self.callers.transfer(book, call, expert, handed_at)
        ended_at, at = self._ends(call, 1.5 + self.callers.spread(call.case.minutes * MORE_WORK, 0.5))
        ended_at, at = max(ended_at, handed_at), max(at, handed_at)
        self.callers.log(book, call, Outcome.SOLVED, ended_at, at)
        words = self.callers.say((call.fix,), call.own)
        story = self.callers.open(book, call, number, words, at)
        self._resolve(story, call.owner, "on_the_call", words, _minutes(call, ended_at), at)
        story.close(call.owner.actor, at)
        story.finish()

    def _promise(self, book: Book, call: Call, story: Story, at: datetime) -> None:
        callback_id = book.take_id(Callback)
        promised_at = self.callers.later(at, self.random.choice((30, 60, 90, 120)))
        number = call.number or self.callers.scene.desk.extension
        is_due = promised_at > self.now - NOT_RUNG_YET
        book.add(
            Callback,
            callback_id,
            self.callers.scene.desk.pk,
            call.contact_id,
            story.requester_id,
            number,
            promised_at,
            call.owner.user_id,
            story.title[:200],
            None,
            "due" if is_due else "reached",
            0 if is_due else 1,
            promised_at,
            None if is_due else promised_at,
            None,
            None,
        )
        book.add(TicketCallback, book.take_id(TicketCallback), callback_id, story.ticket_id)
        fact = contact_events.CallbackPromised(
            desk_id=self.callers.scene.desk.pk,
            subject_id=callback_id,
            parent_type="contact",
            parent_id=call.contact_id,
            contact_id=call.contact_id,
            promised_at=promised_at.isoformat(),
            for_user_id=None,
        )
        book.record(fact, call.owner.actor, at)

    def _work(self, story: Story, call: Call, at: datetime) -> None:
        """Tell the work on a ticket from its log to its end, all of it before now."""
        pace = self._pace(at)
        at = self._next(at, TAKEN_AFTER_MINUTES[story.severity] * pace)
        worker = self._worker(call, story)
        story.take(worker.actor, at)
        if self.random.random() < SHARE_NOTE:
            at = self._next(at, 8 * pace)
            story.note(worker.actor, self.callers.say(call.nature.talk.notes, call.own), at)
        if self.random.random() < SHARE_REPLY:
            at = self._next(at, 6 * pace)
            story.reply(worker.actor, self.callers.say(call.nature.talk.replies, call.own), at)
        if self.random.random() < SHARE_TWO_LEVELS and story.stop_index + 1 < len(story.stops):
            at = self._next(at, 25 * pace)
            story.forward_up(worker.actor, self.callers.say(call.nature.talk.tried, call.own), at)
            at = self._next(at, 45 * pace)
            worker = self._worker(call, story)
            story.take(worker.actor, at)
        if self.random.random() < SHARE_WAITED:
            at = self._waited(story, worker, at, pace)
        spent = max(2.0, self.callers.spread(call.case.minutes * MORE_WORK, 0.5))
        at = self._next(at, (spent + 12) * pace)
        code = self._endings.pick(self.random)
        self._resolve(story, worker, code, self.callers.say((call.fix,), call.own), round(spent), at)
        self._end(story, call, worker, at)

    def _worker(self, call: Call, story: Story) -> Staff:
        return self.callers.pick(call.nature.members[story.stop.group_id or 0])

    def _pace(self, at: datetime) -> float:
        """Return 1, or less where too little open time is left before now for a story of the usual length."""
        return min(1.0, self._open_minutes_left(at) / UNHURRIED_MINUTES)

    def _open_minutes_left(self, at: datetime) -> float:
        return business_time.elapsed(self.callers.scene.calendar, at, self.now) / A_MINUTE

    def _next(self, at: datetime, minutes: float) -> datetime:
        return min(self.now, self.callers.later(at, self.callers.spread(minutes)))

    def _waited(self, story: Story, worker: Staff, at: datetime, pace: float) -> datetime:
        on = self._waits.pick(self.random)
        at = self._next(at, 15 * pace)
        until = self.callers.later(at, self.random.choice((300, 600, 900, 1200)) * pace + 1)
        story.wait(worker.actor, on, self.random.choice(WAITS[on]), until, at)
        at = min(self.now, self.callers.later(at, self.random.uniform(0.3, 1.1) * 600 * pace))
        story.resume(worker.actor, at)
        return at

    def _resolve(self, story: Story, staff: Staff, code: str, words: str, minutes: int, at: datetime) -> None:
        story.resolve(staff.actor, (self.codes[code], code), words, minutes, at)
        self.callers.estimates.add(story.nature_id, minutes)

    def _end(self, story: Story, call: Call, worker: Staff, at: datetime) -> None:
        """Close what was resolved long enough ago; some come back before."""
        if self.random.random() < SHARE_REOPENED:
            again_at = self.callers.later(at, self.random.uniform(60, 900))
            solved_at = self.callers.later(again_at, self.callers.spread(60))
            if solved_at < self.now:
                story.reopen(call.answered_by.actor, self.random.choice(REOPEN_REASONS), again_at)
                words = self.callers.say((call.fix,), call.own)
                minutes = (story.minutes_worked or 0) + round(self.callers.spread(8))
                self._resolve(story, worker, "remotely", words, minutes, solved_at)
                at = solved_at
        closed_at = business_time.end_of_next_business_day(self.callers.scene.calendar, at, CLOSES_AFTER_DAYS)
        if closed_at is not None and closed_at <= self.now:
            story.close(SYSTEM, closed_at)


def _minutes(call: Call, ended_at: datetime) -> int:
    return max(1, round((ended_at - call.started_at) / A_MINUTE))
