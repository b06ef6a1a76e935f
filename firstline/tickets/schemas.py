"""What the API says of tickets, and what it is told of them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from firstline.files.rules.limits import MAX_FILES_PER_MESSAGE
from firstline.kit.rest.paging import DEFAULT_LENGTH, Cursor, Limit
from firstline.kit.schemas import Answered, Code, Id, Line, Moment, Named, Sent, Text
from firstline.tickets.models import IdentityMethod, Severity, Status, WaitingOn

StatusCode = Literal["new", "in_progress", "waiting", "scheduled", "resolved", "closed", "void"]
SeverityCode = Literal["low", "normal", "high", "critical"]
WaitingCode = Literal["requester", "vendor", "parts"]
IdentityCode = Literal["callback", "mail_code", "employee_number", "in_person"]
OutcomeCode = Literal["queue", "solved", "forward", "assign", "callback", "refer"]
CHOICES = {Status: StatusCode, Severity: SeverityCode, WaitingOn: WaitingCode, IdentityMethod: IdentityCode}
LONGEST_WORK = 60 * 24 * 30
LONGEST_MEMORY = 200_000


class TicketFilters(Sent):
    """Which tickets, and where the page begins."""

    desk: Code = ""
    status: list[StatusCode] = Field([], max_length=7)
    severity: list[SeverityCode] = Field([], max_length=4)
    assignee: str = Field("", pattern=r"^(|me|none|[1-9][0-9]{0,17})$", description="`me`, `none`, or a user's id.")
    group: Id | None = None
    nature: Code = ""
    requester: Id | None = None
    number: str = Field("", max_length=24)
    updated_since: Moment | None = Field(
        None, description="Only what changed since; then the order is that of change, the oldest first."
    )
    limit: Limit = DEFAULT_LENGTH
    cursor: Cursor = ""


class PeopleFilters(Sent):
    """Whom, and from which desk's telephone."""

    desk: Code = Field(min_length=1)
    q: Line = Field("", description="Names in any order, extension, phone, e-mail, room; without it recent callers.")


class CallerIn(Sent):
    """Who called: a person of the directory, or a name as told."""

    person_id: Id | None = None
    name: Line = ""
    number: str = Field("", max_length=40)


class IdentityIn(Sent):
    """How the caller was checked, and whether it held. Never the secret."""

    method: IdentityCode
    verified: bool


class NewTicket(Sent):
    """A call and its problem. `outcome` says what becomes of it and which further fields it needs."""

    desk: Code
    caller: CallerIn
    problem: str = Field(min_length=1, max_length=10_000, description="The caller's words; the requester reads them.")
    nature: Code = Field("", description="A nature's code; from the words when it is left out.")
    channel: Literal["phone", "voicemail", "email", "portal", "counter", "remote", "monitoring", "vehicle"] = "phone"
    contact: UUID | None = Field(None, description="A call on record that has no log yet; a new one when left out.")
    started_at: Moment | None = None
    ended_at: Moment | None = None
    tried: Text = Field("", description="What was tried already; for staff.")
    answers: dict[str, Literal["yes", "no", "not_asked"]] = Field({}, max_length=50, description="By question id.")
    modifiers: list[Code] = Field([], max_length=20)
    severity: SeverityCode | None = Field(None, description="Another one than the reasons give; needs a reason.")
    severity_reason: Line = ""
    identity: IdentityIn | None = None
    outcome: OutcomeCode = "queue"
    minutes: int | None = Field(None, ge=0, le=LONGEST_WORK, description="With `solved`.")
    assignee: Id | None = Field(None, description="With `assign`.")
    refer_to: Line = Field("", description="With `refer`: to whom.")
    callback_at: Moment | None = Field(None, description="With `callback`.")
    callback_number: str = Field("", max_length=40, description="With `callback`; else the caller's number.")


class Words(Sent):
    """A note or a reply, with files that were uploaded for it."""

    body: Text = Field(min_length=1)
    files: list[UUID] = Field([], max_length=MAX_FILES_PER_MESSAGE)


class NewFile(Sent):
    """For which kind of message, and under which name."""

    kind: Literal["note", "reply"]
    name: Line = Field(min_length=1)


class OnVersion(Sent):
    """Which version was seen: when it is not the newest any more, the act is refused. Left out, it is not asked."""

    version: int | None = Field(None, ge=0, le=2**31 - 1)


class AssignIn(OnVersion):
    """To whom; nobody for null."""

    assignee: Id | None


class ForwardIn(OnVersion):
    """To a group, or up to the next level when it is left out; upwards it must be said what was tried."""

    group: Id | None = None
    tried: Text = ""


class SeverityIn(OnVersion):
    """Another severity, and why."""

    severity: SeverityCode
    reason: Line = Field(min_length=1)


class WaitIn(Sent):
    """On whom, for what, until when."""

    waiting_on: WaitingCode
    reason: Line = Field(min_length=1)
    until: Moment


class ResolveIn(OnVersion):
    """How, what helped, how long it took."""

    resolution_code: Code = Field(min_length=1)
    note: Text = ""
    minutes: int = Field(ge=0, le=LONGEST_WORK)


class ReopenIn(Sent):
    """Why the fix did not hold."""

    reason: Text = Field(min_length=1)


class VoidIn(Sent):
    """Why it is a mistake or a test."""

    reason: Line = Field(min_length=1)


class UndoIn(Sent):
    """What the answer to the act gave as `undo.memory`."""

    memory: str = Field(min_length=1, max_length=LONGEST_MEMORY)


class Nothing(Sent):
    """An act that asks for nothing: send `{}`."""


class NatureName(Answered):
    """A nature by code and name."""

    code: str
    name: str


class RequesterOut(Answered):
    """Who asks; without an id a name as told."""

    id: int | None
    name: str


class TicketLine(Answered):
    """A ticket in a list, and after an act."""

    id: UUID
    number: str
    version: int
    desk: str
    title: str
    status: str
    waiting_on: str
    severity: str
    nature: NatureName
    level: int
    group: Named | None
    assignee: Named | None
    requester: RequesterOut
    need_to_know: bool
    opened_at: datetime
    due_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    updated_at: datetime


class UndoOut(Answered):
    """That the act can be taken back: how, and until when. `act` is its `operationId`."""

    act: str
    memory: str
    until: datetime


class ActOut(TicketLine):
    """A ticket after an act; without `undo` where nothing changed."""

    undo: UndoOut | None


class Tickets(Answered):
    """A page of tickets."""

    items: list[TicketLine]
    next: str | None


class MessageOut(Answered):
    """Words of the requester or of staff. What is not public only staff read."""

    id: int
    kind: str
    is_public: bool
    author: str
    body: str
    delivery: str
    written_at: datetime


class FileOut(Answered):
    """A file. `media_type` is our own finding; `is_picture` when it was decoded as one."""

    id: UUID
    name: str
    media_type: str
    size: int
    is_picture: bool


class AttachedOut(FileOut):
    """A file of a message. What is not public only staff have."""

    message: int
    is_public: bool


class Files(Answered):
    """The files of a ticket, the oldest first."""

    items: list[AttachedOut]


class ResolutionOut(Answered):
    """How it was resolved."""

    code: str
    note: str
    minutes: int | None


class TicketOut(TicketLine):
    """A ticket with its conversation."""

    waiting_reason: str
    waiting_until_at: datetime | None
    impact: str
    urgency: str
    severity_reason: str
    entitlement: str
    identity_verified: bool | None
    tried: str
    resolution: ResolutionOut | None
    reopened_count: int
    messages: list[MessageOut]


class LoggedOut(Answered):
    """What a log made: a ticket, and the contact it is about."""

    ticket: TicketLine
    contact: UUID


class CallerOut(Answered):
    """Somebody who may be calling, as far as one may see: cut where another desk guards the person."""

    person_id: int
    name: str
    work: str
    site: str
    extension: str
    room: str
    phone: str
    email: str
    is_cut: bool
    open_count: int | None


class Callers(Answered):
    """The best matches, best first."""

    items: list[CallerOut]
