"""What the API says of calls and other contacts, and what it is told of them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from firstline.contacts.models import Channel
from firstline.kit.rest.paging import DEFAULT_LENGTH, Cursor, Limit
from firstline.kit.schemas import Answered, Code, Id, Line, Moment, Sent

ChannelCode = Literal["phone", "voicemail", "email", "portal", "counter", "remote", "monitoring", "vehicle"]
assert set(ChannelCode.__args__) == set(Channel.values)  # type: ignore[attr-defined]  # noqa: S101 - kept in step here


class ContactFilters(Sent):
    """Which contacts, and where the page begins."""

    desk: Code = ""
    person: Id | None = Field(None, description="Only those of this person.")
    logged: bool | None = Field(None, description="Only those with a log, or only those without one.")
    limit: Limit = DEFAULT_LENGTH
    cursor: Cursor = ""


class NewContact(Sent):
    """A call that begins, or one that has ended and is not logged yet. A ticket may be logged for it later."""

    desk: Code
    channel: ChannelCode = "phone"
    person_id: Id | None = None
    name_as_told: Line = ""
    started_at: Moment | None = Field(None, description="Up to seven days back; now when it is left out.")
    ended_at: Moment | None = None


class EndOfContact(Sent):
    """When the line became free; now when it is left out."""

    ended_at: Moment | None = None


class NoTicket(Sent):
    """Why a call needs no ticket."""

    reason: Line = Field(min_length=1)


class ContactOut(Answered):
    """One call or other contact."""

    id: UUID
    desk: str
    channel: str
    is_inbound: bool
    number: str
    person_id: int | None
    name: str
    answered_by: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    no_ticket_reason: str
    logged_at: datetime | None
    logged_by: str


class Contacts(Answered):
    """A page of contacts, newest first."""

    items: list[ContactOut]
    next: str | None
