"""Changes of accounts as the ledger tells them: what each turned on or off, and which of them still holds."""

from collections.abc import Iterable
from dataclasses import dataclass

ROLE, ADMINISTRATOR, ACTIVE = "role", "administrator", "active"
TURNS = {
    "identity.role_granted": (ROLE, True),
    "identity.role_revoked": (ROLE, False),
    "identity.administrator_appointed": (ADMINISTRATOR, True),
    "identity.administrator_dismissed": (ADMINISTRATOR, False),
    "identity.user_reactivated": (ACTIVE, True),
    "identity.user_deactivated": (ACTIVE, False),
}
"""Verb → what it turned, and whether on."""
CHANGES = (*TURNS, "identity.user_added", "identity.password_issued")
"""The verbs of a history, also of what cannot be taken back."""


@dataclass(frozen=True)
class Turn:
    """One entry of the ledger about an account; ``desk_id`` and ``role`` where it is about a role."""

    entry_id: int
    user_id: int
    verb: str
    desk_id: int | None = None
    role: str = ""

    @property
    def about(self) -> tuple[int, str, int | None, str]:
        """Return what was turned; the same for turning it on and off."""
        return self.user_id, TURNS[self.verb][0], self.desk_id, self.role


def still_hold(turns: Iterable[Turn]) -> frozenset[int]:
    """Return the entries that can be taken back: of each thing that was turned, the newest.

    Worked: granted, revoked, granted again: only the last one.
    """
    newest = {turn.about: turn.entry_id for turn in sorted(turns, key=lambda turn: turn.entry_id) if turn.verb in TURNS}
    return frozenset(newest.values())
