"""Facts of the tickets room: codes and ids only; texts stay in their tables."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.data_classes import Retention
from firstline.kernel.facts import Code, Fact, Moment, Visibility


@dataclass(frozen=True, kw_only=True)
class TicketFact(Fact):
    """A fact about one ticket."""

    verb: ClassVar[str] = ""
    subject_type: ClassVar[str] = "ticket"


@dataclass(frozen=True, kw_only=True)
class TicketOpened(TicketFact):
    """A ticket was opened from a contact."""

    verb: ClassVar[str] = "tickets.ticket_opened"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    number: Code
    contact_id: int | None
    requester_id: int | None
    nature_id: int
    channel: Code


@dataclass(frozen=True, kw_only=True)
class TicketTriaged(TicketFact):
    """Severity was judged, with the reasons; ``suggested`` differs from ``severity`` after an override."""

    verb: ClassVar[str] = "tickets.ticket_triaged"

    old_severity: Code
    severity: Code
    suggested: Code
    impact: Code
    urgency: Code
    reason_codes: tuple[Code, ...]
    is_override: bool


@dataclass(frozen=True, kw_only=True)
class TicketAssigned(TicketFact):
    """A ticket got a group, a person, or both; ``reason_codes`` say why that one."""

    verb: ClassVar[str] = "tickets.ticket_assigned"

    old_group_id: int | None
    group_id: int | None
    old_assignee_id: int | None
    assignee_id: int | None
    reason_codes: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TicketForwarded(TicketFact):
    """To another level or group; the assignee is emptied, the status kept."""

    verb: ClassVar[str] = "tickets.ticket_forwarded"

    old_level_id: int
    level_id: int
    old_group_id: int | None
    group_id: int | None
    direction: Code


@dataclass(frozen=True, kw_only=True)
class TicketEscalated(TicketFact):
    """No further level covers the nature: the director was told."""

    verb: ClassVar[str] = "tickets.ticket_escalated"

    level_id: int


@dataclass(frozen=True, kw_only=True)
class TicketTaken(TicketFact):
    """Work began: somebody took it, answered, or noted work."""

    verb: ClassVar[str] = "tickets.ticket_taken"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


@dataclass(frozen=True, kw_only=True)
class ReplyWritten(TicketFact):
    """An answer to the requester was written."""

    verb: ClassVar[str] = "tickets.reply_written"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    message_id: int
    delivery: Code
    file_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WorkNoted(TicketFact):
    """A note for staff was added."""

    verb: ClassVar[str] = "tickets.work_noted"

    message_id: int
    file_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TicketWaiting(TicketFact):
    """The ticket waits on somebody, until a date; its clocks pause."""

    verb: ClassVar[str] = "tickets.ticket_waiting"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    waiting_on: Code
    until: Moment


@dataclass(frozen=True, kw_only=True)
class TicketResumed(TicketFact):
    """Waiting is over."""

    verb: ClassVar[str] = "tickets.ticket_resumed"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


@dataclass(frozen=True, kw_only=True)
class TicketResolved(TicketFact):
    """A fix was offered."""

    verb: ClassVar[str] = "tickets.ticket_resolved"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    resolution_code: Code
    minutes_worked: int
    estimated_minutes: int | None


@dataclass(frozen=True, kw_only=True)
class TicketClosed(TicketFact):
    """The fix was accepted, by the requester, a coordinator, or on the call itself."""

    verb: ClassVar[str] = "tickets.ticket_closed"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC


@dataclass(frozen=True, kw_only=True)
class TicketReopened(TicketFact):
    """The fix did not hold."""

    verb: ClassVar[str] = "tickets.ticket_reopened"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    reopened_count: int


@dataclass(frozen=True, kw_only=True)
class TicketVoided(TicketFact):
    """A mistake or a test: out of every figure."""

    verb: ClassVar[str] = "tickets.ticket_voided"


@dataclass(frozen=True, kw_only=True)
class ClocksRecomputed(TicketFact):
    """Clocks were counted anew after the calendar changed, and these promises are due at another time."""

    verb: ClassVar[str] = "tickets.clocks_recomputed"

    kinds: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class OrderChanged(TicketFact):
    """A specialist put a ticket at a place in their own order, or gave it back to the suggestion (position None)."""

    verb: ClassVar[str] = "tickets.order_changed"

    position: int | None


@dataclass(frozen=True, kw_only=True)
class IdentityChecked(TicketFact):
    """The requester's identity was checked after the call; the method and the result, never the secret."""

    verb: ClassVar[str] = "tickets.identity_checked"

    method: Code
    is_verified: bool


@dataclass(frozen=True, kw_only=True)
class ActUndone(TicketFact):
    """Somebody took their last act back within a minute; the ticket stands as it did before."""

    verb: ClassVar[str] = "tickets.act_undone"

    undone_entry_id: int
    undone_verb: Code


@dataclass(frozen=True, kw_only=True)
class TitleChanged(TicketFact):
    """The title was written anew; the revision keeps the old one."""

    verb: ClassVar[str] = "tickets.title_changed"

    revision_id: int


@dataclass(frozen=True, kw_only=True)
class NoteChanged(TicketFact):
    """A note was written anew; the revision keeps the old words."""

    verb: ClassVar[str] = "tickets.note_changed"

    message_id: int
    revision_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyMadeNote(TicketFact):
    """A reply that should have been a note is for staff only now."""

    verb: ClassVar[str] = "tickets.reply_made_note"

    message_id: int


@dataclass(frozen=True, kw_only=True)
class RequesterChanged(TicketFact):
    """The wrong caller was put right; what the right one is entitled to was judged anew."""

    verb: ClassVar[str] = "tickets.requester_changed"

    old_requester_id: int | None
    requester_id: int
    old_entitlement: Code
    entitlement: Code


@dataclass(frozen=True, kw_only=True)
class NatureChanged(TicketFact):
    """The wrong nature was put right; ``suggested`` is the severity that its defaults give.

    ``old_entitlement``: facts of before have none.
    """

    verb: ClassVar[str] = "tickets.nature_changed"

    old_nature_id: int
    nature_id: int
    old_severity: Code
    severity: Code
    suggested: Code
    entitlement: Code
    old_entitlement: Code


@dataclass(frozen=True, kw_only=True)
class TicketRestricted(TicketFact):
    """From now on only these accounts read it, and the desk's director; the reason stands with the ticket."""

    verb: ClassVar[str] = "tickets.ticket_restricted"
    visibility: ClassVar[Visibility] = Visibility.RESTRICTED

    reader_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ReadersChanged(TicketFact):
    """Others read a need-to-know ticket, or another reason was given: then nobody came or went."""

    verb: ClassVar[str] = "tickets.readers_changed"
    visibility: ClassVar[Visibility] = Visibility.RESTRICTED

    added_ids: tuple[int, ...] = ()
    removed_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TicketOpenedToDesk(TicketFact):
    """The whole desk reads it again; the names are those who read it until now."""

    verb: ClassVar[str] = "tickets.ticket_opened_to_desk"
    visibility: ClassVar[Visibility] = Visibility.RESTRICTED

    reader_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class TicketViewed(Fact):
    """Somebody opened a need-to-know ticket, and how. Its subject is the view: no part of the ticket's timeline."""

    verb: ClassVar[str] = "tickets.ticket_viewed"
    subject_type: ClassVar[str] = "ticket_view"
    visibility: ClassVar[Visibility] = Visibility.RESTRICTED
    retention: ClassVar[str] = Retention.AUDIT

    how: Code
    file_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RequesterAnswered(TicketFact):
    """The requester wrote to the desk from the own requests."""

    verb: ClassVar[str] = "tickets.requester_answered"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    message_id: int
    file_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QueueExported(Fact):
    """Somebody took a list of a desk's tickets away as a file: its columns, and what it was narrowed by."""

    verb: ClassVar[str] = "tickets.queue_exported"
    subject_type: ClassVar[str] = "user"
    retention: ClassVar[str] = Retention.AUDIT

    columns: tuple[Code, ...]
    query: Code


@dataclass(frozen=True, kw_only=True)
class ViewFact(Fact):
    """A fact about a saved view of the queue."""

    verb: ClassVar[str] = ""
    subject_type: ClassVar[str] = "saved_view"
    retention: ClassVar[str] = Retention.ACCOUNT


@dataclass(frozen=True, kw_only=True)
class ViewSaved(ViewFact):
    """A view was saved; ``is_shared`` with the whole desk."""

    verb: ClassVar[str] = "tickets.view_saved"

    query: Code
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class ViewRenamed(ViewFact):
    """A saved view got another name, or another query."""

    verb: ClassVar[str] = "tickets.view_renamed"


@dataclass(frozen=True, kw_only=True)
class ViewDeleted(ViewFact):
    """A saved view was deleted."""

    verb: ClassVar[str] = "tickets.view_deleted"


@dataclass(frozen=True, kw_only=True)
class ViewRestored(ViewFact):
    """A deleted view came back: the deletion was undone."""

    verb: ClassVar[str] = "tickets.view_restored"


@dataclass(frozen=True, kw_only=True)
class ColumnsChosen(Fact):
    """Somebody chose the columns that they see in the queue."""

    verb: ClassVar[str] = "tickets.columns_chosen"
    subject_type: ClassVar[str] = "user"
    retention: ClassVar[str] = Retention.ACCOUNT

    columns: tuple[Code, ...]
