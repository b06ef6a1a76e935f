"""One call as it happened, and the ticket that it opens: the part of the history that every fate shares."""

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from statistics import median
from uuid import UUID
from zoneinfo import ZoneInfo

from firstline.calendars.rules import business_time
from firstline.catalog.rules.scales import Severity
from firstline.contacts import events as contact_events
from firstline.contacts.models import CallDraft, Contact, ContactLeg, Outcome
from firstline.promises.rules import clock
from firstline.promises.selectors import NOTHING, Targets
from firstline.tickets import events
from firstline.tickets.demo.arrivals import season_of
from firstline.tickets.demo.book import Book
from firstline.tickets.demo.habits import (
    CHANNELS,
    IDENTITY_METHODS,
    NATURES_OF,
    OVERRIDE_REASONS,
    SEASONS,
    SHARE_NAME_AS_TOLD,
    SHARE_OVERRIDDEN,
    SHARE_WITH_MODIFIER,
)
from firstline.tickets.demo.judging import Judge, Judged, answer_all
from firstline.tickets.demo.scene import CallerScene, DeskScene, NatureScene, Staff
from firstline.tickets.demo.story import Story
from firstline.tickets.demo.texts import compose
from firstline.tickets.demo.vocabulary import Case
from firstline.tickets.models import CHOSEN_BY_HAND, Message, MessageKind, Ticket, TicketAnswer, TicketContact

ESTIMATE_SAMPLE, ESTIMATE_LEAST, ESTIMATE_EVERY = 50, 5, 10
DRAFTS_KEPT = timedelta(days=30)
IS_INBOUND = IS_PUBLIC = True
NO_PROMISE = ("as_needed", "refer")


@dataclass(slots=True)
class Call:
    """A contact with what is known once the caller has spoken."""

    contact_id: int
    started_at: datetime
    channel: str
    answered_by: Staff
    owner: Staff
    caller: CallerScene | None
    name_as_told: str
    number: str
    nature: NatureScene
    case: Case
    problem: str
    nature_reason: str
    fix: str
    own: dict[str, str]


class Estimates:
    """Expected minutes of a nature, as the product would have said at that time."""

    def __init__(self) -> None:
        """Begin without a history."""
        self._minutes: dict[int, deque[int]] = {}
        self._known: dict[int, tuple[int, int | None]] = {}

    def of(self, nature_id: int) -> int | None:
        """Return the median of the last fifty, refreshed now and then; None while there are under five."""
        known = self._known.get(nature_id)
        if known is None or known[0] <= 0:
            rows = self._minutes.get(nature_id, ())
            known = (ESTIMATE_EVERY, round(median(rows)) if len(rows) >= ESTIMATE_LEAST else None)
        self._known[nature_id] = (known[0] - 1, known[1])
        return known[1]

    def add(self, nature_id: int, minutes: int) -> None:
        """Remember a resolved ticket."""
        self._minutes.setdefault(nature_id, deque(maxlen=ESTIMATE_SAMPLE)).append(minutes)


class Weighted:
    """A choice by shares, prepared once."""

    def __init__(self, shares: dict[str, float] | dict[str, int]) -> None:
        """Take the names with their shares."""
        self.names = list(shares)
        total, self.sums = 0.0, []
        for share in shares.values():
            total += share
            self.sums.append(total)

    def pick(self, random: Random) -> str:
        """Return a name."""
        return random.choices(self.names, cum_weights=self.sums)[0]


class Callers:
    """Who calls one desk about what; opens calls and tickets into a book."""

    def __init__(self, scene: DeskScene, random: Random, now: datetime) -> None:
        """Prepare the choices of the desk."""
        self.scene, self.random, self.now = scene, random, now
        self.judge, self.estimates = Judge(scene.modifiers), Estimates()
        self.zone = ZoneInfo(scene.desk.calendar.time_zone)
        self._reasons: dict[str, str] = {}
        self._channels = Weighted(CHANNELS[scene.desk.code])
        self._methods = Weighted(IDENTITY_METHODS)
        self._natures = {
            (kind, season): Weighted({name: share * more.get(name, 1.0) for name, share in natures.items()})
            for kind, natures in NATURES_OF.items()
            for season, more in SEASONS.items()
            if natures.keys() <= scene.natures.keys()
        }
        self._cases = {code: [case.weight for case in nature.talk.cases] for code, nature in scene.natures.items()}

    def call(self, book: Book, at: datetime) -> Call:
        """Return a new call, answered, with the caller's words."""
        random, scene = self.random, self.scene
        caller = random.choices(scene.callers, cum_weights=scene.caller_shares)[0]
        code = self._natures[caller.kind, season_of(at.astimezone(self.zone).date())].pick(random)
        nature = scene.natures[code]
        case = random.choices(nature.talk.cases, self._cases[code])[0]
        own = {"room": caller.room}
        which = int(random.random() * len(case.problems))
        is_unknown = random.random() < SHARE_NAME_AS_TOLD
        answered_by = self.pick(scene.coordinators)
        return Call(
            contact_id=book.take_id(Contact),
            started_at=at,
            channel=self._channels.pick(random),
            answered_by=answered_by,
            owner=answered_by,
            caller=None if is_unknown else caller,
            name_as_told=caller.name if is_unknown else "",
            number=caller.number,
            nature=nature,
            case=case,
            problem=compose(random, case.problems[which], own),
            nature_reason=self._reason(nature, case.problems[which]),
            # Problems and fixes of a case stand in the same order.
            fix=case.fixes[which % len(case.fixes)],
            own=own,
        )

    def caller_of(self, nature: NatureScene) -> CallerScene:
        """Return somebody who calls about this nature and is covered for it."""
        scene = self.scene
        fitting = [
            caller
            for caller in scene.callers
            if nature.nature.code in NATURES_OF[caller.kind]
            and scene.entitlements[caller.standing, nature.nature.pk][0] == "covered"
        ]
        return self.random.choice(fitting or scene.callers)

    def _reason(self, nature: NatureScene, text: str) -> str:
        """Return the words that speak for the nature, or that it was chosen by hand. Gaps are left out of it."""
        known = self._reasons.get(text)
        if known is None:
            found = self.scene.words.suggest(text)
            fits = found and found[0].nature == nature.nature.pk
            known = self._reasons[text] = ", ".join(found[0].matched_words) if fits else CHOSEN_BY_HAND
        return known

    def say(self, texts: Sequence[str], own: dict[str, str]) -> str:
        """Return one of the texts with its gaps filled."""
        return compose(self.random, texts[int(self.random.random() * len(texts))], own)

    def pick(self, staff: Sequence[Staff]) -> Staff:
        """Return one of the staff."""
        return staff[int(self.random.random() * len(staff))]

    def later(self, at: datetime, minutes: float) -> datetime:
        """Return the moment after so many open minutes."""
        found = business_time.add(self.scene.calendar, at, timedelta(seconds=int(60 * minutes)))
        return at if found is None else found

    def spread(self, middle: float, sigma: float = 0.8) -> float:
        """Return a lognormal number with this median."""
        return middle * self.random.lognormvariate(0.0, sigma)

    def transfer(self, book: Book, call: Call, to: Staff, at: datetime) -> None:
        """Pass the live caller to a colleague, who now owes the log."""
        book.add(
            ContactLeg,
            book.take_id(ContactLeg),
            call.contact_id,
            call.answered_by.user_id,
            to.user_id,
            to.extension,
            at,
        )
        fact = contact_events.CallTransferred(
            desk_id=self.scene.desk.pk,
            subject_id=call.contact_id,
            from_user_id=call.answered_by.user_id,
            to_user_id=to.user_id,
            to_extension=to.extension,
            draft_id=str(self.uuid()),
        )
        book.record(fact, call.answered_by.actor, at)
        call.owner = to

    def start(self, book: Book, call: Call) -> None:
        """Record that somebody answered."""
        fact = contact_events.CallStarted(desk_id=self.scene.desk.pk, subject_id=call.contact_id, channel=call.channel)
        book.record(fact, call.answered_by.actor, call.started_at)

    def log(self, book: Book, call: Call, outcome: Outcome, ended_at: datetime, at: datetime, reason: str = "") -> None:
        """Write the contact, logged by its owner."""
        desk_id, actor = self.scene.desk.pk, call.owner.actor
        if ended_at < at:
            book.record(contact_events.CallEnded(desk_id=desk_id, subject_id=call.contact_id), actor, ended_at)
        person_id = call.caller.person_id if call.caller else None
        is_answered = outcome != Outcome.ABANDONED
        book.add(
            Contact,
            call.contact_id,
            self.uuid(),
            desk_id,
            call.channel,
            IS_INBOUND,
            call.number,
            person_id,
            call.name_as_told,
            call.answered_by.user_id if is_answered else None,
            call.owner.user_id,
            call.started_at,
            ended_at,
            actor.user_id,
            at,
            outcome.value,
            reason,
        )
        fact = contact_events.ContactLogged(
            desk_id=desk_id,
            subject_id=call.contact_id,
            outcome=outcome.value,
            channel=call.channel,
            person_id=person_id,
        )
        book.record(fact, actor, at)
        if is_answered and at > self.now - DRAFTS_KEPT:
            self._keep_draft(book, call, at)

    def _keep_draft(self, book: Book, call: Call, at: datetime) -> None:
        """Keep the draft of a call, as the product does for thirty days: it says how long the typing took."""
        created_at = max(call.started_at, at - timedelta(seconds=self.spread(18, 0.5)))
        caller = {"person_id": call.caller.person_id} if call.caller else {"name_as_told": call.name_as_told}
        data = {**caller, "problem": call.problem, "nature": call.nature.nature.pk}
        user_id, handed_by_id = call.owner.user_id, call.answered_by.user_id
        book.add(
            CallDraft,
            self.uuid(),
            self.scene.desk.pk,
            user_id,
            call.contact_id,
            handed_by_id if handed_by_id != user_id else None,
            1,
            json.dumps(data, ensure_ascii=False),
            created_at,
            created_at,
            at,
        )

    def open(self, book: Book, call: Call, number: str, tried: str, at: datetime) -> Story:
        """Open the ticket of a call: row, first message, answers, clocks, facts."""
        random, scene, nature = self.random, self.scene, call.nature.nature
        answers = answer_all(random, call.nature.questions)
        modifiers = (random.choice(scene.modifiers).code,) if random.random() < SHARE_WITH_MODIFIER else ()
        judged = self.judge.judge(nature, call.nature.questions, answers, modifiers)
        severity, why = self._override(judged)
        verdict, clause, _ = self.entitlement(call)
        targets = Targets(NOTHING, NOTHING) if verdict in NO_PROMISE else scene.targets[severity]
        story = Story(
            book=book,
            scene=scene,
            stops=call.nature.stops,
            ticket_id=book.take_id(Ticket),
            public_id=self.uuid(),
            number=number,
            title=call.problem,
            requester_id=call.caller.person_id if call.caller else None,
            requester_name=call.name_as_told,
            opened_by_id=call.owner.user_id,
            opened_at=call.started_at,
            nature_id=nature.pk,
            nature_reason=call.nature_reason,
            impact=judged.impact,
            urgency=judged.urgency,
            severity=severity,
            severity_rank=Severity(severity).rank,
            severity_reason=why,
            severity_reasons=judged.reasons,
            modifier_codes=json.dumps(modifiers),
            entitlement=verdict,
            entitlement_clause=clause,
            tried=tried,
            estimated_minutes=self.estimates.of(nature.pk),
            reply_clock=clock.start(targets.first_reply, scene.calendar, call.started_at),
            solve_clock=clock.start(targets.solve, scene.calendar, call.started_at),
        )
        if nature.needs_identity_check:
            story.identity_method, story.identity_verified = self._methods.pick(random), True
        self._write_beginning(call, story, answers)
        self._record_opening(call, story, judged, at)
        return story

    def entitlement(self, call: Call) -> tuple[str, str, str]:
        """Return verdict, clause, and whom to call instead."""
        if call.caller is None:
            return "unknown", "", ""
        return self.scene.entitlements[call.caller.standing, call.nature.nature.pk]

    def uuid(self) -> UUID:
        """Return a random identifier from the seed."""
        return UUID(int=self.random.getrandbits(128), version=4)

    def _override(self, judged: Judged) -> tuple[str, str]:
        if self.random.random() >= SHARE_OVERRIDDEN:
            return judged.severity, ""
        other = list(Severity)[max(1, min(len(Severity) - 2, judged.rank + 1))]
        return (
            (judged.severity, "") if other == judged.severity else (other.value, self.random.choice(OVERRIDE_REASONS))
        )

    def _write_beginning(self, call: Call, story: Story, answers: tuple[str, ...]) -> None:
        book = story.book
        book.add_numbers_and_codes(TicketContact, story.ticket_id, call.contact_id)
        book.add(
            Message,
            book.take_id(Message),
            story.ticket_id,
            MessageKind.REQUEST.value,
            IS_PUBLIC,
            call.problem,
            None,
            story.requester_id,
            call.caller.name if call.caller else call.name_as_told,
            call.channel,
            "",
            call.started_at,
        )
        for question, answer in zip(call.nature.questions, answers, strict=True):
            book.add_numbers_and_codes(TicketAnswer, story.ticket_id, question.pk, answer)

    def _record_opening(self, call: Call, story: Story, judged: Judged, at: datetime) -> None:
        actor = call.owner.actor
        story.record(
            events.TicketOpened,
            actor,
            at,
            number=story.number,
            contact_id=call.contact_id,
            requester_id=story.requester_id,
            nature_id=story.nature_id,
            channel=call.channel,
        )
        story.record(
            events.TicketTriaged,
            actor,
            at,
            old_severity="",
            severity=story.severity,
            suggested=judged.severity,
            impact=judged.impact,
            urgency=judged.urgency,
            reason_codes=judged.reason_codes,
            is_override=story.severity != judged.severity,
        )
