"""Suggesting a nature from the words of a problem, by keyword rules; a learned suggester comes later behind the same door."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class KeywordRule:
    """A word or phrase that speaks for a nature (its id), with a weight."""

    nature: int
    phrase: str
    weight: int = 1


@dataclass(frozen=True)
class Suggestion:
    """A nature, how strongly the words speak for it, and which words did."""

    nature: int
    score: float
    matched_words: tuple[str, ...]


def suggest(text: str, rules: Sequence[KeywordRule]) -> tuple[Suggestion, ...]:
    """Return the natures that the text speaks for, the strongest first; ties in the order of the rules."""
    words = f" {text.lower()} "
    found: dict[int, list[KeywordRule]] = {}
    for rule in rules:
        if f" {rule.phrase.lower()}" in words:
            found.setdefault(rule.nature, []).append(rule)
    scored = [
        Suggestion(nature, float(sum(rule.weight for rule in hits)), tuple(rule.phrase for rule in hits))
        for nature, hits in found.items()
    ]
    return tuple(sorted(scored, key=lambda suggestion: -suggestion.score))
