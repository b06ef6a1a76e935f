"""Facts of the contacts room."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.facts import Code, Fact, Moment


@dataclass(frozen=True, kw_only=True)
class CallStarted(Fact):
    """Somebody answered."""

    verb: ClassVar[str] = "contacts.call_started"
    subject_type: ClassVar[str] = "contact"

    channel: Code


@dataclass(frozen=True, kw_only=True)
class CallEnded(Fact):
    """The line is free again; the log may still be missing."""

    verb: ClassVar[str] = "contacts.call_ended"
    subject_type: ClassVar[str] = "contact"


@dataclass(frozen=True, kw_only=True)
class CallTransferred(Fact):
    """The live caller was passed to a direct extension, and with the call the duty to log it."""

    verb: ClassVar[str] = "contacts.call_transferred"
    subject_type: ClassVar[str] = "contact"

    from_user_id: int
    to_user_id: int
    to_extension: Code
    draft_id: Code


@dataclass(frozen=True, kw_only=True)
class ContactLogged(Fact):
    """The contact has its log: who, when, with what outcome."""

    verb: ClassVar[str] = "contacts.contact_logged"
    subject_type: ClassVar[str] = "contact"

    outcome: Code
    channel: Code
    person_id: int | None


@dataclass(frozen=True, kw_only=True)
class LogUndone(Fact):
    """A log was taken back; the contact waits for another."""

    verb: ClassVar[str] = "contacts.log_undone"
    subject_type: ClassVar[str] = "contact"

    old_outcome: Code


@dataclass(frozen=True, kw_only=True)
class CallbackPromised(Fact):
    """Somebody will ring back at a time."""

    verb: ClassVar[str] = "contacts.callback_promised"
    subject_type: ClassVar[str] = "callback"

    contact_id: int
    promised_at: Moment
    for_user_id: int | None


@dataclass(frozen=True, kw_only=True)
class PaperFormsIssued(Fact):
    """A desk printed numbered forms for when Firstline is not there."""

    verb: ClassVar[str] = "contacts.paper_forms_issued"
    subject_type: ClassVar[str] = "desk"

    first_number: int
    last_number: int


@dataclass(frozen=True, kw_only=True)
class PaperFormEntered(Fact):
    """A call that was written on paper became a contact, with its true times."""

    verb: ClassVar[str] = "contacts.paper_form_entered"
    subject_type: ClassVar[str] = "contact"

    number: int
