"""Suggesting a nature from the words of a problem, by keyword rules that are data (SCIENCE.md §8).

A learned suggester comes later behind the same door, ``Suggester``. Suggestions always carry the words that made them,
so that the reason can be shown; the person decides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from firstline.people.rules.folding import fold

# A problem is one line; what comes after this many characters says nothing new and must not cost time.
CHARACTERS_READ = 2_000
_WORD = re.compile(r"[^\W_]+(?:[-'’‐‑][^\W_]+)*")
_ES_PLURALS = ("sses", "xes", "zes", "ches", "shes")
_NOT_PLURALS = ("ss", "us", "is")


@dataclass(frozen=True)
class KeywordRule:
    """A word or phrase that speaks for a nature (its id), with a weight; a negative one speaks against it."""

    nature: int
    phrase: str
    weight: float = 1


@dataclass(frozen=True)
class Suggestion:
    """A nature, how strongly the words speak for it, and the words as they were typed."""

    nature: int
    score: float
    matched_words: tuple[str, ...]


class Suggester(Protocol):
    """What suggests natures: keyword rules today, a learned model later."""

    def suggest(self, text: str) -> tuple[Suggestion, ...]:
        """Return natures, the strongest first; empty when the text says nothing."""


@dataclass(frozen=True)
class KeywordSuggester:
    """Keyword rules ready for matching: by folded phrase, the rules with their place in the given order."""

    by_phrase: Mapping[str, tuple[tuple[int, KeywordRule], ...]] = field(default_factory=dict)
    longest_phrase: int = 0

    def suggest(self, text: str) -> tuple[Suggestion, ...]:
        """Return the natures that the text speaks for: highest score first, then in the order of the rules.

        The score is the sum of the weights of the rules that match; each rule counts once.
        """
        hits: dict[int, dict[int, tuple[KeywordRule, str]]] = {}
        for phrase, typed in _phrases(text, self.longest_phrase):
            for place, rule in self.by_phrase.get(phrase, ()):
                hits.setdefault(rule.nature, {}).setdefault(place, (rule, typed))
        suggestions = []
        for nature, found in sorted(hits.items(), key=lambda item: min(item[1])):
            score = float(sum(rule.weight for rule, _ in found.values()))
            words = dict.fromkeys(typed for _, (_, typed) in sorted(found.items()))
            if score > 0:
                suggestions.append(Suggestion(nature, score, tuple(words)))
        return tuple(sorted(suggestions, key=lambda suggestion: -suggestion.score))


def suggest(text: str, rules: Sequence[KeywordRule]) -> tuple[Suggestion, ...]:
    """Return the natures that the text speaks for, the strongest first; ties stay in the order of the rules.

    Case, accents, hyphens and plurals do not matter, and "grade book", "Gradebooks" and "grade-book" are the same.
    Under 1 ms for 300 rules.

    Worked value: rules network "wi-fi" 2, printing "printer" 2, printing "jam" 1; "Printers WIFI down" suggests
    printing (2, "Printers") and network (2, "WIFI") in the order of their rules.
    """
    return keyword_suggester(tuple(rules)).suggest(text)


@lru_cache(maxsize=32)
def keyword_suggester(rules: tuple[KeywordRule, ...]) -> KeywordSuggester:
    """Make the rules ready for matching; remembered, because equal rules come with every keystroke."""
    by_phrase: dict[str, list[tuple[int, KeywordRule]]] = {}
    longest = 0
    for place, rule in enumerate(rules):
        words = [word for word, _ in _words(rule.phrase)]
        if not words:
            continue
        longest = max(longest, len(words))
        by_phrase.setdefault("".join(words), []).append((place, rule))
    return KeywordSuggester({phrase: tuple(found) for phrase, found in by_phrase.items()}, longest)


def _words(text: str) -> list[tuple[str, str]]:
    """Return each word as it is compared and as it was typed."""
    matches = [match.group() for match in _WORD.finditer(text[:CHARACTERS_READ])]
    folded = ["".join(char for char in fold(word) if char.isalnum()) for word in matches]
    return [(_singular(word), typed) for word, typed in zip(folded, matches, strict=True) if word]


def _phrases(text: str, longest: int) -> Iterator[tuple[str, str]]:
    """Return every run of words up to ``longest``, and one more for words that are written apart ("wi fi")."""
    words = _words(text)
    for begin in range(len(words)):
        for end in range(begin + 1, min(begin + longest + 1, len(words)) + 1):
            run = words[begin:end]
            yield "".join(word for word, _ in run), " ".join(typed for _, typed in run)


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_NOT_PLURALS):  # noqa: PLR2004 - shorter words such as "gas" are no plurals
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_ES_PLURALS) else word[:-1]
