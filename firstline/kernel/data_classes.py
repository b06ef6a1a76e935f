"""The words in which every field says what personal data it holds and how long it is kept.

The tables themselves are ``data_classes.toml`` in each room, one table a model; a test keeps them complete.
"""

from enum import StrEnum


class Personal(StrEnum):
    """What a field tells about a person. The default answer of an export, a redaction, an erasure follows from it."""

    NONE = "none"
    """Nothing: codes, times, counts, the agency's own settings."""
    LINK = "link"
    """Points to a person or an account; tells who, and goes blank with the person."""
    IDENTITY = "identity"
    """Who somebody is: name, employee number, sign-in name."""
    REACH = "reach"
    """How and where somebody is reached: phone, e-mail, extension, room."""
    WORK = "work"
    """Somebody's place and habits at work: title, department, roles, choices, line state."""
    CONTENT = "content"
    """Words that people typed: may hold anything, so it is searched for redaction and never shown to outsiders."""
    SENSITIVE = "sensitive"
    """Of special weight: an accommodation note, a password's hash, the result of an identity check."""


class Retention(StrEnum):
    """The record series to which a row or a fact belongs; the years themselves are the agency's schedule."""

    TICKET = "ticket"
    """Calls and tickets: from the day the ticket was closed, or the call logged."""
    PERSON = "person"
    """The directory: while the person is in it."""
    ACCOUNT = "account"
    """Accounts and what they chose: while the account exists."""
    STAFF = "staff"
    """Who was available, who worked in which order: short, and never a measure of a person."""
    AUDIT = "audit"
    """Who did what: from the day of the entry, at least a year whatever the schedule says."""
    SETTING = "setting"
    """What the agency decided: until something newer takes its place."""
    DRAFT = "draft"
    """Half-written things: days after they became a record or were given up."""
    PASSING = "passing"
    """Marks of the machinery and notices: days or weeks."""
