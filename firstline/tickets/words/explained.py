"""Where the time of a promise went, in words: "counted", "paused, waiting on the vendor", "desk closed: Labor Day"."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from firstline.kit.words import duration_text, full_moment_text
from firstline.promises.rules.clock import ClockAct, ClockFace, ClockPhase, Target
from firstline.promises.rules.explain import Stretch, StretchKind
from firstline.tickets.words.promises import goal_text
from firstline.tickets.words.timeline import WAITING_ON

NEVER_IN_DAYS = 10**9
"""Where each minute is told, hours stay hours: a length of the day that no time reaches."""
ONE_DAY = timedelta(days=1)


def clock_title(kind: str) -> str:
    """Return the name of a promise."""
    return _("First reply") if kind == "first_reply" else _("Solution")


def promise_sentences(told: Any, calendar_name: str, now: datetime) -> list[str]:
    """Return what was promised, how that stands, and how much of the time is counted and was spared."""
    goal = target_text(told.explanation.state.target)
    if not goal:
        first = _("Nothing was promised. The clock measures, by the calendar %(calendar)s.")
    elif told.explanation.state.target.business_days is not None:
        first = _("Promised: by the end of %(goal)s after it began, by the calendar %(calendar)s.")
    else:
        first = _("Promised: %(goal)s of working time, by the calendar %(calendar)s.")
    words = {"goal": goal, "calendar": calendar_name}
    return [first % words, *_standing(told.promise, told.state, now), _sums(told)]


def notes_about(told: Any, now: datetime) -> list[str]:
    """Return where the stored clock and what the page works out differ, and why."""
    notes = []
    if not told.story.is_whole:
        notes.append(_("The history of this ticket does not begin with its opening, so the table may miss something."))
    if told.story.is_target_kept:
        notes.append(_("The desk promises another time by now. What this ticket was promised stands."))
    if not told.is_as_stored:
        due_at = told.explanation.state.due_at
        counted = full_moment_text(due_at, now=now) if due_at else _("no time")
        said = _(
            "Worked out anew from the history, by the calendar as it is now, the promised time is: %(due)s. "
            "The table shows that. What is kept with the ticket stands."
        )
        notes.append(said % {"due": counted})
    return notes


def stretch_rows(told: Any, holidays: Mapping[date, str], ticket: Any, now: datetime) -> list[dict[str, Any]]:
    """Return the stretches of a promise ready to be drawn, in order."""
    zone = ZoneInfo(ticket.desk.calendar.time_zone)
    stretches, turned = told.explanation.stretches, dict(_turns(told.story))
    # Only the reason for which it waits now is kept with the ticket.
    waits = stretches[-1].cause if stretches and ticket.status == "waiting" else None
    rows = []
    for part in stretches:
        is_now = waits is not None and part.cause == waits
        what = _what(part, told.fact_of(part.cause), holidays, zone, ticket.waiting_reason if is_now else "")
        rows.append(
            {
                "part": part,
                "what": what,
                "also": turned.get(part.begin, ""),
                "time": duration_text(part.end - part.begin, day_minutes=NEVER_IN_DAYS),
                "counted": duration_text(part.counted, day_minutes=NEVER_IN_DAYS) if part.counted else "",
                "total": duration_text(part.total, day_minutes=NEVER_IN_DAYS),
                "from": full_moment_text(part.begin, now=now),
                "to": full_moment_text(part.end, now=now),
            }
        )
    return rows


def target_text(target: Target) -> str:
    """Return what was promised: "3 h", "1 business day"; empty when nothing was."""
    if target.duration is not None:
        return duration_text(target.duration, day_minutes=NEVER_IN_DAYS)
    return goal_text(None, target.business_days)


def _standing(promise: Any, state: Any, now: datetime) -> Iterator[str]:
    """Return how the stored promise stands, in a sentence; none while nothing is owed."""
    due = full_moment_text(promise.due_at, now=now) if promise.due_at else ""
    if state.phase is ClockPhase.MET:
        yield _("Kept, %(at)s.") % {"at": full_moment_text(state.met_at, now=now)}
    elif state.phase is ClockPhase.LATE:
        yield _("Kept late, %(at)s; it was due %(due)s.") % {
            "at": full_moment_text(state.met_at, now=now),
            "due": due,
        }
    elif state.phase is ClockPhase.STOPPED:
        yield _("Stopped %(at)s: nothing is owed any more.") % {"at": full_moment_text(state.stopped_at, now=now)}
    elif promise.face is ClockFace.LATE:
        yield _("It was due %(due)s, and is late.") % {"due": due}
    elif due:
        yield _("Due %(due)s.") % {"due": due}
    elif state.phase is ClockPhase.PAUSED:
        yield _("Paused: when it is due is known once the waiting ends.")


def _sums(told: Any) -> str:
    words = {
        "counted": duration_text(told.explanation.counted, day_minutes=NEVER_IN_DAYS),
        "paused": duration_text(told.explanation.paused, day_minutes=NEVER_IN_DAYS),
    }
    if not told.explanation.paused:
        return _("%(counted)s counted so far.") % words
    return _("%(counted)s counted so far, %(paused)s of working time paused.") % words


def _what(part: Stretch, fact: Any, holidays: Mapping[date, str], zone: ZoneInfo, reason: str) -> str:
    if part.kind is StretchKind.COUNTED:
        return _("To come: counts") if part.is_ahead else _("Counted")
    if part.kind is StretchKind.CLOSED:
        names = ", ".join(_holidays_in(part, holidays, zone))
        closed = _("To come: desk closed") if part.is_ahead else _("Desk closed")
        return _("%(closed)s, %(names)s") % {"closed": closed, "names": names} if names else closed
    if part.kind is StretchKind.ENDED:
        return _("Not counted: the promise was kept, until it was owed again")
    on = WAITING_ON.get(fact.data.get("waiting_on", ""), lambda: "")()
    said = _("Paused, waiting on %(on)s") % {"on": on}
    return _("%(what)s: %(reason)s") % {"what": said, "reason": reason} if reason else said


def _holidays_in(part: Stretch, holidays: Mapping[date, str], zone: ZoneInfo) -> Iterator[str]:
    day, last = part.begin.astimezone(zone).date(), part.end.astimezone(zone).date()
    while day <= last:
        if day in holidays:
            yield holidays[day]
        day += ONE_DAY


def _turns(story: Any) -> Iterator[tuple[datetime, str]]:
    """Return from when on something else was promised, and what."""
    target = story.target
    for event in story.events:
        if event.act is ClockAct.RETARGET and event.target != target:
            target = event.target
            goal = target_text(target)
            said = _("From here on %(goal)s were promised") % {"goal": goal} if goal else _("From here on nothing was")
            yield event.at.replace(microsecond=0), said
