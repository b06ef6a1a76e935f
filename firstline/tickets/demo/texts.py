"""Filling the gaps of the vocabulary: each text is taken apart once, and put together with random words."""

from functools import cache
from random import Random
from string import Formatter

from firstline.tickets.demo.vocabulary import SLOTS

Parts = tuple[tuple[str, str], ...]
OWN = frozenset({"room"})
"""Gaps that the caller fills."""


def compose(random: Random, text: str, own: dict[str, str]) -> str:
    """Return the text with its gaps filled, beginning with a capital letter. ``own`` fills the caller's gaps."""
    pieces = []
    for literal, slot in _parts(text):
        pieces.append(literal)
        if slot:
            words = SLOTS.get(slot)
            pieces.append(words[int(random.random() * len(words))] if words else own[slot])
    line = "".join(pieces)
    return line[0].upper() + line[1:]


@cache
def _parts(text: str) -> Parts:
    parts = tuple((literal, slot or "") for literal, slot, _, _ in Formatter().parse(text))
    unknown = {slot for _, slot in parts if slot} - SLOTS.keys() - OWN
    if unknown:
        raise KeyError(f"{unknown} in {text}")
    return parts
