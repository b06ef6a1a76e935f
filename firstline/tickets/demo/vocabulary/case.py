"""The shape of the vocabulary: cases of a nature, with what callers say and what helps, and the words in the gaps."""

from typing import NamedTuple


class Case(NamedTuple):
    """One kind of trouble: how common it is, the median minutes of work, the share solved on the call, the texts.

    ``{when}`` and the like are gaps; ``slots.py`` fills them.
    """

    weight: float
    minutes: float
    on_call: float
    problems: tuple[str, ...]
    fixes: tuple[str, ...]


class Talk(NamedTuple):
    """All that is said about one nature: its cases, what level 1 tries, notes between staff, replies to the caller."""

    cases: tuple[Case, ...]
    tried: tuple[str, ...]
    notes: tuple[str, ...]
    replies: tuple[str, ...]
