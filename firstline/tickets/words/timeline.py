"""One quiet line for each fact of a ticket. ``EntryView.data`` holds the fact's codes and, beside each id, its name.

Names come as ``…_name`` next to ``…_id`` (``group_name``, ``assignee_name``, ``level_name``), put there by
``selectors/conversation.py``.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from firstline.kernel.registry import EntryView
from firstline.kit.words import SEVERITY_WORDS, duration_text, full_moment_text

Sentence = Callable[[EntryView], str]

ICONS = {
    "tickets.ticket_opened": "phone",
    "tickets.ticket_triaged": "flag",
    "tickets.ticket_assigned": "user-check",
    "tickets.ticket_forwarded": "arrow-forward-up",
    "tickets.ticket_escalated": "arrow-up",
    "tickets.ticket_taken": "player-play",
    "tickets.reply_written": "message",
    "tickets.work_noted": "lock",
    "tickets.ticket_waiting": "hourglass",
    "tickets.ticket_resumed": "player-play",
    "tickets.ticket_resolved": "circle-check",
    "tickets.ticket_closed": "square-check",
    "tickets.ticket_reopened": "rotate",
    "tickets.ticket_voided": "circle-x",
    "tickets.clocks_recomputed": "clock",
    "tickets.order_changed": "arrows-sort",
    "tickets.identity_checked": "shield-check",
    "tickets.act_undone": "arrow-back-up",
    "tickets.requester_answered": "message",
    "tickets.title_changed": "pencil",
    "tickets.note_changed": "pencil",
    "tickets.reply_made_note": "lock",
    "tickets.requester_changed": "user-check",
    "tickets.nature_changed": "tag",
    "tickets.ticket_restricted": "lock",
    "tickets.readers_changed": "lock",
    "tickets.ticket_opened_to_desk": "eye",
    "tickets.callback_promised": "phone-outgoing",
    "tickets.callback_tried": "phone-outgoing",
    "tickets.callback_near": "phone-outgoing",
    "tickets.callback_missed": "phone-off",
    "tickets.promise_near": "clock",
    "tickets.promise_broken": "alarm",
}
"""Verb → icon; whatever is not here has the icon of history."""

WAITING_ON = {
    "requester": lambda: _("the caller"),
    "vendor": lambda: _("the vendor"),
    "parts": lambda: _("parts"),
}
METHODS: dict[str, Callable[[], str]] = {
    "callback": lambda: _("a callback to the number on file"),
    "mail_code": lambda: _("a code by mail"),
    "employee_number": lambda: _("employee number with site"),
    "in_person": lambda: _("in person"),
}


def icon_of(verb: str) -> str:
    """Return the icon's name of a fact."""
    return ICONS.get(verb, "history")


def _who(entry: EntryView) -> str:
    return entry.actor_name or "Firstline"


def _plain(text: Callable[[], str]) -> Sentence:
    return lambda entry: text() % {"who": _who(entry)}


def _opened(entry: EntryView) -> str:
    nature = entry.data.get("nature_name", "")
    if entry.data.get("channel") == "phone":
        return _("%(who)s logged the call: %(nature)s") % {"who": _who(entry), "nature": nature}
    return _("%(who)s opened the ticket: %(nature)s") % {"who": _who(entry), "nature": nature}


def _triaged(entry: EntryView) -> str:
    data = entry.data
    severity = SEVERITY_WORDS.get(data.get("severity", ""), "")
    old, suggested = data.get("old_severity", ""), data.get("suggested", "")
    if old:
        words = {"who": _who(entry), "severity": severity, "old": SEVERITY_WORDS.get(old, "")}
        return _("%(who)s set severity to %(severity)s, it was %(old)s") % words
    if data.get("is_override"):
        words = {"who": _who(entry), "severity": severity, "suggested": SEVERITY_WORDS.get(suggested, "")}
        return _("%(who)s set severity to %(severity)s, suggested was %(suggested)s") % words
    return _("Severity is %(severity)s, by the answers") % {"severity": severity}


def _assigned(entry: EntryView) -> str:
    data = entry.data
    if data.get("assignee_id") is None:
        words = {"who": _who(entry), "old": data.get("old_assignee_name", "")}
        return _("%(who)s took it from %(old)s, now nobody has it") % words
    if data["assignee_id"] == entry.actor_id:
        return _("%(who)s took it") % {"who": _who(entry)}
    words = {"who": _who(entry), "assignee": data.get("assignee_name", "")}
    return _("%(who)s gave it to %(assignee)s") % words


def _forwarded(entry: EntryView) -> str:
    data = entry.data
    words = {"who": _who(entry), "group": data.get("group_name", ""), "level": data.get("level_name", "")}
    direction = data.get("direction")
    if direction == "up":
        return _("%(who)s forwarded it up to %(group)s (%(level)s)") % words
    if direction == "down":
        return _("%(who)s forwarded it down to %(group)s (%(level)s)") % words
    return _("%(who)s forwarded it to %(group)s") % words


def _escalated(entry: EntryView) -> str:
    words = {"who": _who(entry), "level": entry.data.get("level_name", "")}
    return _("%(who)s took it to the director: no group above %(level)s has this nature") % words


def _waiting(entry: EntryView) -> str:
    data = entry.data
    on = WAITING_ON.get(data.get("waiting_on", ""), lambda: "")()
    until = _moment(data.get("until"), entry.occurred_at)
    words = {"who": _who(entry), "on": on, "until": until}
    return _("%(who)s set it to waiting on %(on)s until %(until)s") % words


def _resolved(entry: EntryView) -> str:
    data = entry.data
    words = {"who": _who(entry), "how": data.get("resolution_name", ""), "time": _minutes(data.get("minutes_worked"))}
    return _("%(who)s resolved it: %(how)s, %(time)s") % words


def _reopened(entry: EntryView) -> str:
    count = entry.data.get("reopened_count", 1)
    if count == 1:
        return _("%(who)s reopened it") % {"who": _who(entry)}
    return _("%(who)s reopened it, for the %(count)s. time") % {"who": _who(entry), "count": count}


def _order(entry: EntryView) -> str:
    position = entry.data.get("position")
    if position is None:
        return _("%(who)s gave its place back to the suggested order") % {"who": _who(entry)}
    return _("%(who)s moved it to place %(place)s of the open call log") % {"who": _who(entry), "place": position + 1}


def _identity(entry: EntryView) -> str:
    how = METHODS.get(entry.data.get("method", ""), lambda: "")()
    words = {"who": _who(entry), "how": how}
    if entry.data.get("is_verified"):
        return _("%(who)s verified the caller by %(how)s") % words
    return _("%(who)s could not verify the caller by %(how)s") % words


def _restricted(entry: EntryView) -> str:
    words = {"who": _who(entry), "names": _listed(entry, "reader_names")}
    return _("%(who)s made it need to know: only %(names)s and the director read it") % words


def _readers_changed(entry: EntryView) -> str:
    words = {"who": _who(entry), "added": _listed(entry, "added_names"), "removed": _listed(entry, "removed_names")}
    if words["added"] and words["removed"]:
        return _("%(who)s let %(added)s read it, and %(removed)s no longer") % words
    if words["added"]:
        return _("%(who)s let %(added)s read it") % words
    if words["removed"]:
        return _("%(who)s let %(removed)s read it no longer") % words
    return _("%(who)s gave another reason for need to know") % words


def _callback_promised(entry: EntryView) -> str:
    at = _moment(entry.data.get("promised_at"), entry.occurred_at)
    return _("%(who)s promised to ring back %(at)s") % {"who": _who(entry), "at": at}


def _callback_tried(entry: EntryView) -> str:
    outcome, at = entry.data.get("outcome"), _moment(entry.data.get("again_at"), entry.occurred_at)
    words = {"who": _who(entry), "at": at}
    if outcome == "reached":
        return _("%(who)s rang back and reached them") % words
    if outcome == "no_answer":
        return _("%(who)s rang back, nobody answered. Again %(at)s") % words
    return _("%(who)s noted that no callback is needed") % words


def _promise_near(entry: EntryView) -> str:
    words = {"at": _moment(entry.data.get("due_at"), entry.occurred_at)}
    if entry.data.get("kind") == "first_reply":
        return _("Most of the time to reply is used. Promised by %(at)s") % words
    return _("Most of the time to solve is used. Promised by %(at)s") % words


def _promise_broken(entry: EntryView) -> str:
    words = {"at": _moment(entry.data.get("due_at"), entry.occurred_at)}
    if entry.data.get("kind") == "first_reply":
        return _("The reply is late. It was promised by %(at)s") % words
    return _("The solution is late. It was promised by %(at)s") % words


def _listed(entry: EntryView, key: str) -> str:
    return ", ".join(entry.data.get(key, ()))


def _requester_changed(entry: EntryView) -> str:
    data = entry.data
    words = {"who": _who(entry), "name": data.get("requester_name", ""), "old": data.get("old_requester_name", "")}
    if data.get("old_requester_id") is None:
        return _("%(who)s put %(name)s in as the requester") % words
    return _("%(who)s put %(name)s in as the requester, it was %(old)s") % words


def _nature_changed(entry: EntryView) -> str:
    data = entry.data
    words = {"who": _who(entry), "nature": data.get("nature_name", ""), "old": data.get("old_nature_name", "")}
    return _("%(who)s changed the nature to %(nature)s, it was %(old)s") % words


UNDONE = {
    "tickets.title_changed": lambda: _("%(who)s took the new title back"),
    "tickets.reply_made_note": lambda: _("%(who)s made the note a reply again"),
    "tickets.requester_changed": lambda: _("%(who)s took the new requester back"),
    "tickets.nature_changed": lambda: _("%(who)s took the new nature back"),
    "tickets.ticket_assigned": lambda: _("%(who)s took the assignment back"),
    "tickets.ticket_taken": lambda: _("%(who)s gave it back"),
    "tickets.ticket_forwarded": lambda: _("%(who)s took the forwarding back"),
    "tickets.ticket_waiting": lambda: _("%(who)s took the waiting back"),
    "tickets.ticket_resumed": lambda: _("%(who)s set it to waiting again"),
    "tickets.ticket_resolved": lambda: _("%(who)s took the resolution back"),
    "tickets.ticket_triaged": lambda: _("%(who)s took the new severity back"),
    "tickets.ticket_closed": lambda: _("%(who)s took the closing back"),
    "tickets.ticket_reopened": lambda: _("%(who)s took the reopening back"),
    "tickets.ticket_voided": lambda: _("%(who)s made it valid again"),
    "tickets.ticket_restricted": lambda: _("%(who)s took need to know back: the whole desk reads it"),
    "tickets.readers_changed": lambda: _("%(who)s took the change of readers back"),
    "tickets.ticket_opened_to_desk": lambda: _("%(who)s made it need to know again"),
    "tickets.callback_tried": lambda: _("%(who)s took back what came of the callback"),
}


def _undone(entry: EntryView) -> str:
    text = UNDONE.get(entry.data.get("undone_verb", ""), lambda: _("%(who)s took the last act back"))()
    return text % {"who": _who(entry)}


def _minutes(minutes: Any) -> str:
    return duration_text(int(minutes)) if minutes is not None else ""


def _moment(text: Any, now: datetime) -> str:
    return full_moment_text(datetime.fromisoformat(text), now=now) if text else ""


SENTENCES: dict[str, Sentence] = {
    "tickets.ticket_opened": _opened,
    "tickets.ticket_triaged": _triaged,
    "tickets.ticket_assigned": _assigned,
    "tickets.ticket_forwarded": _forwarded,
    "tickets.ticket_escalated": _escalated,
    "tickets.ticket_taken": _plain(lambda: _("%(who)s began the work")),
    "tickets.reply_written": _plain(lambda: _("%(who)s wrote a reply. It was not sent, there is no channel")),
    "tickets.work_noted": _plain(lambda: _("%(who)s added a note for staff")),
    "tickets.ticket_waiting": _waiting,
    "tickets.ticket_resumed": _plain(lambda: _("%(who)s ended the waiting")),
    "tickets.ticket_resolved": _resolved,
    "tickets.ticket_closed": _plain(lambda: _("%(who)s closed it")),
    "tickets.ticket_reopened": _reopened,
    "tickets.ticket_voided": _plain(lambda: _("%(who)s took it out as a mistake or a test")),
    "tickets.clocks_recomputed": _plain(lambda: _("%(who)s had the promised times counted anew by the calendar")),
    "tickets.order_changed": _order,
    "tickets.identity_checked": _identity,
    "tickets.act_undone": _undone,
    "tickets.requester_answered": _plain(lambda: _("%(who)s answered")),
    "tickets.title_changed": _plain(lambda: _("%(who)s changed the title")),
    "tickets.note_changed": _plain(lambda: _("%(who)s changed a note")),
    "tickets.reply_made_note": _plain(lambda: _("%(who)s made a reply visible to staff only")),
    "tickets.requester_changed": _requester_changed,
    "tickets.nature_changed": _nature_changed,
    "tickets.ticket_restricted": _restricted,
    "tickets.readers_changed": _readers_changed,
    "tickets.callback_promised": _callback_promised,
    "tickets.callback_tried": _callback_tried,
    "tickets.callback_near": _plain(lambda: _("A callback is due in a few minutes")),
    "tickets.callback_missed": _plain(lambda: _("A promised callback was missed")),
    "tickets.promise_near": _promise_near,
    "tickets.promise_broken": _promise_broken,
    "tickets.ticket_opened_to_desk": _plain(lambda: _("%(who)s let the whole desk read it again")),
}
