"""The conversation of a ticket, oldest first: messages, quiet lines from the ledger, days between them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from firstline.contacts.models import Contact
from firstline.desks.models import Desk
from firstline.files.models import StoredFile
from firstline.identity.models import User
from firstline.kernel.registry import TIMELINE_SENTENCES, EntryView
from firstline.ledger.models import Entry
from firstline.ledger.selectors import unscoped_entries_of
from firstline.people.models import Person
from firstline.prepared import prepared
from firstline.tickets.models import Attachment, Message, MessageKind, TextRevision, Ticket, TicketAnswer
from firstline.tickets.selectors.rare import Rare
from firstline.tickets.selectors.settled import settled_names
from firstline.tickets.words.timeline import icon_of

SHOWN = frozenset(
    {
        "tickets.ticket_triaged",
        "tickets.ticket_assigned",
        "tickets.ticket_forwarded",
        "tickets.ticket_escalated",
        "tickets.ticket_waiting",
        "tickets.ticket_resumed",
        "tickets.ticket_resolved",
        "tickets.ticket_closed",
        "tickets.ticket_reopened",
        "tickets.ticket_voided",
        "tickets.identity_checked",
        "tickets.act_undone",
        "tickets.title_changed",
        "tickets.reply_made_note",
        "tickets.requester_changed",
        "tickets.nature_changed",
        "tickets.ticket_restricted",
        "tickets.readers_changed",
        "tickets.ticket_opened_to_desk",
        "tickets.callback_promised",
        "tickets.callback_tried",
        "tickets.callback_missed",
        "tickets.promise_broken",
    }
)
"""Facts that stand between the messages; the others are their messages, or only in the full history."""
FOLD_FROM = 3
_NAMED = {
    "user": ("assignee", "old_assignee", "to_user", "from_user", "for_user"),
    "group": ("group", "old_group"),
    "level": ("level", "old_level"),
    "nature": ("nature", "old_nature"),
    "person": ("requester", "old_requester"),
}
_LISTED = frozenset({"reader_ids", "added_ids", "removed_ids"})
"""Accounts, several at once."""


@dataclass(frozen=True)
class Line:
    """One fact as a quiet line."""

    entry_id: int
    verb: str
    icon: str
    text: str
    at: datetime
    actor_id: int | None
    actor_name: str


@dataclass(frozen=True)
class Turn:
    """One item of the conversation. ``kind``: day, message, event, or fold (``folded_count`` lines left out)."""

    kind: str
    at: datetime
    message: Message | None = None
    line: Line | None = None
    contact: Contact | None = None
    answers: tuple[TicketAnswer, ...] = ()
    revisions: tuple[TextRevision, ...] = ()
    files: tuple[StoredFile, ...] = ()
    folded_count: int = 0


@dataclass(frozen=True)
class Conversation:
    """What is shown between head and composer, and the newest ids, by which a page knows what it has shown."""

    turns: tuple[Turn, ...]
    last_message_id: int
    last_entry_id: int
    newer: tuple[Message, ...] = field(default=())

    @property
    def first_message_id(self) -> int:
        """The first words: they ask, those of the requester after them answer. 0 without any."""
        return next((turn.message.pk for turn in self.turns if turn.message), 0)

    @property
    def is_unanswered(self) -> bool:
        """Whether nobody has written anything after the first words."""
        return sum(1 for turn in self.turns if turn.message) <= 1


def unscoped_conversation(
    ticket: Ticket,
    contacts: list[Contact],
    has: Rare,
    *,
    unfolded: bool = False,
    seen_message_id: int = 0,
    viewer_id: int | None,
) -> Conversation:
    """Return the conversation. Up to nine queries. Unscoped: the caller has read the ticket through its policy.

    ``newer`` are the messages of others after ``seen_message_id``: what arrived while the page was open.
    """
    messages, entries = _messages(ticket.pk), _entries(ticket.pk)
    answers = tuple(_answers(ticket.pk)) if has.answers else ()
    lines = _lines(ticket.desk, [entry for entry in entries if _is_shown(entry)])
    first = messages[0].pk if messages else 0
    revisions: Mapping[int, list[TextRevision]] = _revisions_by_message(ticket.pk) if has.revisions else {}
    files: Mapping[int, list[StoredFile]] = _files_by_message(ticket.pk) if has.files else {}
    turns = [
        Turn(
            "message",
            message.written_at,
            message=message,
            contact=contacts[0] if contacts and message.pk == first else None,
            answers=answers if message.pk == first and message.kind == MessageKind.REQUEST else (),
            revisions=tuple(revisions.get(message.pk, ())),
            files=tuple(files.get(message.pk, ())),
        )
        for message in messages
    ]
    turns += [Turn("event", line.at, line=line) for line in lines]
    turns.sort(key=lambda turn: (turn.at, turn.kind != "message", turn.line.entry_id if turn.line else 0))
    shown = turns if unfolded else _folded(turns)
    newer = [m for m in messages if seen_message_id and m.pk > seen_message_id and m.author_id != viewer_id]
    return Conversation(
        tuple(_with_days(shown, ZoneInfo(ticket.desk.calendar.time_zone))),
        last_message_id=messages[-1].pk if messages else 0,
        last_entry_id=entries[-1].pk if entries else 0,
        newer=tuple(newer),
    )


@prepared
def _messages(ticket_id: int) -> QuerySet[Message]:
    return Message.objects.filter(ticket=ticket_id)


def _revisions_by_message(ticket_id: int) -> Mapping[int, list[TextRevision]]:
    """Not read ahead by Django, which makes a queryset for each message first; nor are the files."""
    found: dict[int, list[TextRevision]] = defaultdict(list)
    for row in _revisions(ticket_id):
        found[row.message_id or 0].append(row)
    return found


@prepared
def _revisions(ticket_id: int) -> QuerySet[TextRevision]:
    return TextRevision.objects.filter(ticket=ticket_id, message__isnull=False)


def _files_by_message(ticket_id: int) -> Mapping[int, list[StoredFile]]:
    found: dict[int, list[StoredFile]] = defaultdict(list)
    for place in _places(ticket_id):
        found[place.message_id].append(place.file)
    return found


@prepared
def _places(ticket_id: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(message__ticket=ticket_id).select_related("file__content")


@prepared
def _answers(ticket_id: int) -> QuerySet[TicketAnswer]:
    return TicketAnswer.objects.filter(ticket=ticket_id).select_related("question")


@prepared
def _entries(ticket_id: int) -> QuerySet[Entry]:
    return unscoped_entries_of("ticket", ticket_id)


def unscoped_history(ticket: Ticket, contacts: Iterable[Contact]) -> list[Line]:
    """Return every fact about the ticket and its calls, oldest first. Unscoped: as above."""
    entries = unscoped_entries_of("ticket", ticket.pk)
    for contact in contacts:
        entries = entries | unscoped_entries_of("contact", contact.pk)
    return _lines(ticket.desk, entries.order_by("occurred_at", "id"))


def unscoped_changes_since(ticket: Ticket, entry_id: int, verbs: Iterable[str], but_by: int | None) -> list[Line]:
    """Return what was done to the ticket after an entry, for a form that is older. Unscoped: as above.

    ``but_by`` leaves out what this person did.
    """
    entries = unscoped_entries_of("ticket", ticket.pk).filter(pk__gt=entry_id, verb__in=list(verbs))
    return _lines(ticket.desk, entries if but_by is None else entries.exclude(actor_id=but_by))


def _is_shown(entry: Entry) -> bool:
    """Return whether a fact stands in the conversation; the first judgement of severity is in the right pane."""
    first = entry.verb == "tickets.ticket_triaged" and not entry.data.get("old_severity")
    return entry.verb in SHOWN and (not first or bool(entry.data.get("is_override")))


def _lines(desk: Desk, entries: Iterable[Entry]) -> list[Line]:
    rows = list(entries)
    names = settled_names(desk) | _names(rows)
    return [_line(row, names) for row in rows]


def _line(row: Entry, names: Mapping[str, Mapping[Any, str]]) -> Line:
    data = dict(row.data)
    for table, keys in _NAMED.items():
        for key in keys:
            if f"{key}_id" in data:
                data[f"{key}_name"] = names[table].get(data[f"{key}_id"], "")
    for key in _LISTED.intersection(data):
        data[key.replace("_ids", "_names")] = [names["user"].get(pk, "") for pk in data[key]]
    if "resolution_code" in data:
        data["resolution_name"] = names["resolution_code"].get(data["resolution_code"], "")
    view = EntryView(row.verb, row.actor_id, row.actor_name, row.occurred_at, data)
    sentence = TIMELINE_SENTENCES.get(row.verb)
    text = str(sentence(view)) if sentence else row.verb
    return Line(row.pk, row.verb, icon_of(row.verb), text, row.occurred_at, row.actor_id, row.actor_name)


def _names(rows: list[Entry]) -> dict[str, Mapping[Any, str]]:
    """Return the names of accounts and persons that the entries' ids stand for, one query for each where it occurs."""
    wanted = {
        table: {row.data[f"{key}_id"] for row in rows for key in _NAMED[table] if row.data.get(f"{key}_id")}
        for table in ("user", "person")
    }
    wanted["user"].update(pk for row in rows for key in _LISTED.intersection(row.data) for pk in row.data[key])
    return {
        "user": dict(_user_names(tuple(wanted["user"])) if wanted["user"] else ()),
        "person": dict(_person_names(tuple(wanted["person"])) if wanted["person"] else ()),
    }


@prepared
def _user_names(user_ids: tuple[int, ...]) -> QuerySet[User, tuple[int, str]]:
    return User.objects.filter(pk__in=user_ids).values_list("pk", "person__name")


@prepared
def _person_names(person_ids: tuple[int, ...]) -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.filter(pk__in=person_ids).values_list("pk", "name")


def _folded(turns: list[Turn]) -> list[Turn]:
    """Return the turns with runs of three or more quiet lines cut to their last, the number left out before it."""
    shown: list[Turn] = []
    run: list[Turn] = []
    for turn in [*turns, None]:
        if turn is not None and turn.kind == "event":
            run.append(turn)
            continue
        if len(run) >= FOLD_FROM:
            shown += [Turn("fold", run[0].at, folded_count=len(run) - 1), run[-1]]
        else:
            shown += run
        run = []
        if turn is not None:
            shown.append(turn)
    return shown


def _with_days(turns: Iterable[Turn], zone: ZoneInfo) -> Iterable[Turn]:
    day: date | None = None
    for turn in turns:
        local = turn.at.astimezone(zone).date()
        if local != day:
            day = local
            yield Turn("day", turn.at)
        yield turn
