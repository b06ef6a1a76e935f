"""Which shape, colour and tint stands for a status, a severity or a name. No words here."""

from dataclasses import dataclass
from zlib import crc32

AVATAR_TINTS = 6


@dataclass(frozen=True)
class StatusMark:
    """A status on the screen: the glyph's name and the colour class."""

    glyph: str
    css: str


STATUS_MARKS: dict[str, StatusMark] = {
    "new": StatusMark("dashed-ring", "st-new"),
    "in_progress": StatusMark("half-ring", "st-work"),
    "waiting": StatusMark("barred-ring", "st-wait"),
    "waiting_requester": StatusMark("barred-ring", "st-wait"),
    "waiting_vendor": StatusMark("barred-ring", "st-wait"),
    "waiting_parts": StatusMark("barred-ring", "st-wait"),
    "scheduled": StatusMark("pin", "st-visit"),
    "resolved": StatusMark("tick-disc", "st-done"),
    "closed": StatusMark("tick-square", "st-shut"),
    "void": StatusMark("crossed-ring", "st-shut"),
}
"""Ticket status → mark. Seven silhouettes that differ without colour."""


def avatar_tint(name: str) -> int:
    """Return the tint of a name, 0 to 5: the same name always has the same."""
    return crc32(name.strip().casefold().encode()) % AVATAR_TINTS


def initials(name: str) -> str:
    """Return up to two letters of a name as people write it: first and last word.

    >>> initials("Dana Whitfield"), initials("Sgt. Paul Devlin"), initials("李")
    ('DW', 'SD', '李')
    """
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()
