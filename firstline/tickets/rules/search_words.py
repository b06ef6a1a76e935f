"""Reading what is typed into a search for tickets, and marking it in texts. The database finds; this only says what.

Folded as the index is (``people.rules.folding``), so no sign that means something to PostgreSQL ever gets through.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from firstline.people.rules.terms import pieces

MAX_TEXT_LENGTH = 200
MAX_WORDS_COUNT = 8
MAX_PIECE_LENGTH = 40
MIN_TYPO_LENGTH, MAX_TYPO_LENGTH = 4, 24
SNIPPET_LENGTH = 110
_NUMBER = re.compile(r"#?\s*([A-Za-z]{0,8}-?[0-9]{1,12})", re.ASCII)
_QUOTED = re.compile(r'["“”]([^"“”]*)["“”]|(\S+)')
_LETTERS = re.compile(r"\w+")
_SAME_STEM, _ENDING_LENGTH = 4, 3

Phrase = tuple[str, ...]
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Word:
    """One thing that was typed: its folded pieces, whether it may go on, and what else would do as well."""

    pieces: Phrase
    is_beginning: bool = False
    others: tuple[Phrase, ...] = ()

    @property
    def joined(self) -> str:
        """The pieces with nothing between: wi-fi, wi fi and wifi are one."""
        return "".join(self.pieces)


def number_in(text: str) -> str:
    """Return the ticket number that the whole text is: "#20478", "20478", "p-1042"; else an empty string."""
    match = _NUMBER.fullmatch(text.strip())
    return match[1].upper() if match else ""


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text; "in quotes" they stand together. The last may be only half typed."""
    text = text[:MAX_TEXT_LENGTH]
    found: list[Word] = []
    for match in _QUOTED.finditer(text):
        quoted, plain = match.groups()
        parts = tuple(part[:MAX_PIECE_LENGTH] for part in pieces(quoted if plain is None else plain))
        if parts:
            goes_on = plain is not None and match.end() == len(text) and plain[-1:].isalnum()
            others = (("".join(parts),),) if len(parts) > 1 and plain is not None else ()
            found.append(Word(parts[:MAX_WORDS_COUNT], goes_on, others))
    return tuple(found[:MAX_WORDS_COUNT])


def with_synonyms(words: Sequence[Word], families: Iterable[Iterable[str]]) -> tuple[Word, ...]:
    """Return the words with what means the same. Two words in a row may be one of a family: "wi fi", "usb stick"."""
    known = _families(tuple(tuple(family) for family in families))
    found: list[Word] = []
    taken = False
    for word, following in pairwise([*words, None]):
        if taken or word is None:
            taken = False
            continue
        both = known.get(word.joined + following.joined) if following else None
        if following and both:
            whole = Word(word.pieces + following.pieces, following.is_beginning)
            found.append(_with(whole, both))
            taken = True
        else:
            found.append(_with(word, known.get(word.joined, ())))
    return tuple(found)


def with_similar(words: Sequence[Word], similar: Mapping[str, Collection[str]]) -> tuple[Word, ...]:
    """Return the words with those of the desk's vocabulary that were probably meant, by the word as typed."""
    return tuple(_with(word, [(one,) for one in similar.get(word.joined, ())]) for word in words)


def typo_candidates(words: Iterable[Word]) -> list[str]:
    """Return the words in which a typo is worth looking for: letters only, neither short nor endless."""
    return [
        word.joined
        for word in words
        if MIN_TYPO_LENGTH <= len(word.joined) <= MAX_TYPO_LENGTH and word.joined.isalpha()
    ]


def tsquery(words: Iterable[Word]) -> str:
    """Return the text for ``to_tsquery``: every word in one of its forms. Worked: ``('wi' <-> 'fi' | 'wifi':*)``."""
    return " & ".join(_forms(word) for word in words)


def marked(text: str, words: Sequence[Word]) -> Ranges:
    """Return where the text shows a word that was looked for, or one with the same stem."""
    wanted = {piece: False for word in words for piece in _all_pieces(word)}
    wanted |= {word.pieces[-1]: True for word in words if word.is_beginning and len(word.pieces) == 1}
    found = [
        (match.start(), match.end())
        for match in _LETTERS.finditer(text)
        if any(_fits(part, piece, begins=begins) for part in pieces(match[0]) for piece, begins in wanted.items())
    ]
    return _merged(text, found)


def snippet(text: str, words: Sequence[Word]) -> tuple[str, Ranges]:
    """Return the piece of the text around the first word that was looked for, and where it shows; else nothing."""
    line = " ".join(text.split())
    ranges = marked(line, words)
    if not ranges:
        return "", ()
    start = max(0, ranges[0][0] - SNIPPET_LENGTH // 3)
    start = line.find(" ", start) + 1 if start else 0
    start = min(start, ranges[0][0])
    piece = line[start : start + SNIPPET_LENGTH]
    piece = ("…" if start else "") + piece + ("…" if start + SNIPPET_LENGTH < len(line) else "")
    return piece, marked(piece, words)


@lru_cache(maxsize=8)
def _families(families: tuple[tuple[str, ...], ...]) -> dict[str, tuple[Phrase, ...]]:
    known: dict[str, list[Phrase]] = {}
    for family in families:
        phrases = [tuple(pieces(member)) for member in family]
        for phrase in phrases:
            known.setdefault("".join(phrase), []).extend(phrases)
    return {joined: tuple(dict.fromkeys(phrases)) for joined, phrases in known.items()}


def _with(word: Word, others: Iterable[Phrase]) -> Word:
    more = dict.fromkeys([*word.others, *(other for other in others if other and other != word.pieces)])
    return replace(word, others=tuple(more))


def _forms(word: Word) -> str:
    own = [_phrase(word.pieces) + (":*" if word.is_beginning else "")]
    if word.is_beginning and len(word.pieces) == 1:  # adds no hit, but PostgreSQL guesses whole words far better
        own.insert(0, _phrase(word.pieces))
    return f"({' | '.join([*own, *(_phrase(other) for other in word.others)])})"


def _phrase(parts: Phrase) -> str:
    return " <-> ".join(f"'{part}'" for part in parts)


def _all_pieces(word: Word) -> list[str]:
    return [piece for phrase in (word.pieces, *word.others) for piece in phrase]


def _fits(part: str, piece: str, *, begins: bool) -> bool:
    if part == piece or (begins and part.startswith(piece)):
        return True
    same = next((at for at, (a, b) in enumerate(zip(part, piece, strict=False)) if a != b), min(len(part), len(piece)))
    return same >= max(_SAME_STEM, max(len(part), len(piece)) - _ENDING_LENGTH)


def _merged(text: str, found: Sequence[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and text[merged[-1][1] : start] in {"-", "'", "’"}:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
