"""Promised times in words: "7 min, goal 1 h", "12 min late", "clock paused, 50 min left"."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firstline.kit.words import duration_text, full_moment_text
from firstline.promises.rules.clock import ClockFace

TONES = {
    ClockFace.AMBER: "warn",
    ClockFace.LATE: "late",
    ClockFace.MET: "ok",
    ClockFace.MET_LATE: "late",
}
BARS = {ClockFace.AMBER: "soon", ClockFace.LATE: "late", ClockFace.MET: "good", ClockFace.MET_LATE: "late"}
NO_BAR = {ClockFace.NONE, ClockFace.MET, ClockFace.MET_LATE, ClockFace.STOPPED}


def goal_text(minutes: int | None, business_days: int | None) -> str:
    """Return what was promised: "1 h", "1 business day"; empty when nothing was."""
    if business_days is not None:
        return ngettext("%(count)d business day", "%(count)d business days", business_days) % {"count": business_days}
    return duration_text(minutes) if minutes is not None else ""


def title_text(kind: str, due_at: datetime | None, face: ClockFace, now: datetime) -> str:
    """Return the name of the promise, with its time while it is owed."""
    reply = kind == "first_reply"
    if due_at is None or face in NO_BAR:
        return (
            _("First reply") if reply else _("Resolved") if face in {ClockFace.MET, ClockFace.MET_LATE} else _("Solve")
        )
    at = full_moment_text(due_at, now=now)
    return _("Reply by %(at)s") % {"at": at} if reply else _("Resolve by %(at)s") % {"at": at}


def state_text(face: ClockFace, left: timedelta | None, took: timedelta, goal: str, day_minutes: int) -> str:
    """Return how the promise stands. A long time that was taken is told in the desk's working days."""
    rest = duration_text(left) if left is not None else ""
    spent = duration_text(took, day_minutes=day_minutes)
    if face in {ClockFace.MET, ClockFace.MET_LATE}:
        return _("%(took)s, goal %(goal)s") % {"took": spent, "goal": goal} if goal else spent
    if face is ClockFace.PAUSED:
        return _("clock paused, %(left)s left") % {"left": rest} if rest else _("clock paused")
    if face is ClockFace.STOPPED:
        return _("stopped")
    if face is ClockFace.NONE:
        return _("nothing promised")
    if face is ClockFace.LATE:
        return _("%(time)s late") % {"time": rest}
    return _("%(time)s left") % {"time": rest}


def promise_row(promise: Any, *, day_minutes: int, now: datetime) -> dict[str, Any]:
    """Return a promise ready to be drawn: title, words, tone, and the bar's colour."""
    goal = goal_text(promise.target_minutes, promise.target_business_days)
    return {
        "promise": promise,
        "title": title_text(promise.kind, promise.due_at, promise.face, now),
        "text": state_text(promise.face, promise.left, promise.took, goal, day_minutes),
        "tone": TONES.get(promise.face, ""),
        "bar": BARS.get(promise.face, ""),
        "has_bar": promise.face not in NO_BAR,
        "icon": _icon(promise.face),
        "is_late": promise.face in {ClockFace.LATE, ClockFace.MET_LATE},
    }


def _icon(face: ClockFace) -> str:
    if face is ClockFace.MET:
        return "circle-check"
    if face in {ClockFace.LATE, ClockFace.MET_LATE}:
        return "alarm"
    return "player-pause" if face is ClockFace.PAUSED else "clock"
