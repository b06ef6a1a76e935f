"""Reading what is typed into "Who is calling?" and judging who is meant. The database only narrows down."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from firstline.people.rules import terms
from firstline.people.rules.folding import fold
from firstline.people.rules.nicknames import other_forms

MAX_QUERY_LENGTH = 120
MAX_TOKENS_COUNT = 6
_MIN_PHONE_DIGITS = 4
_WHOLE_PHONE_DIGITS = 7
_MIN_FUZZY_LENGTH = 3
_WORDS_PER_TOKEN = 8
_EXTENSION_WORDS = frozenset({"x", "ext", "extension"})
_ROOM_WORDS = frozenset({"room", "rm"})


class Reason(StrEnum):
    """Why somebody was found."""

    NAME = "name"
    EXTENSION = "extension"
    PHONE = "phone"
    EMAIL = "email"
    ROOM = "room"
    EMPLOYEE_NUMBER = "employee_number"
    PLACE_OR_WORK = "place_or_work"
    SIMILAR = "similar"
    RECENT = "recent"


class Kind(StrEnum):
    """What a token can be."""

    ANY = "any"
    EXTENSION = "extension"
    ROOM = "room"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True)
class Token:
    """One thing that was typed. ``text`` is folded and joined, ``parts`` its runs; ``digits`` only for numbers."""

    text: str
    parts: tuple[str, ...] = ()
    kind: Kind = Kind.ANY

    @property
    def is_number(self) -> bool:
        """Whether the token is figures only."""
        return self.text.isdecimal()


@dataclass(frozen=True)
class Hit:
    """How well a token fits a person: the weight is from 0 to 1."""

    weight: float
    reason: Reason


_MARKED = {
    terms.EXTENSION: (Reason.EXTENSION, 1.0),
    terms.PHONE: (Reason.PHONE, 0.95),
    terms.PHONE_REVERSED: (Reason.PHONE, 0.93),
    terms.EMAIL: (Reason.EMAIL, 0.9),
    terms.EMPLOYEE_NUMBER: (Reason.EMPLOYEE_NUMBER, 0.9),
    terms.ROOM: (Reason.ROOM, 0.8),
}
_PLACE_OR_WORK_WEIGHT = 0.6
_SIMILAR_WEIGHT = 0.7
_OTHER_FORM_WEIGHT = 0.85
_PREFIX_WEIGHT = 0.9


def read_query(query: str) -> tuple[Token, ...]:
    """Return what was typed as tokens: names in any order, "x4120", "room 203", a telephone number, an address."""
    text = query[:MAX_QUERY_LENGTH].replace("\x00", " ").strip()
    if _looks_like_phone(text):
        return (Token(terms.digits_of(text), kind=Kind.PHONE),)
    found: list[Token] = []
    kind = Kind.ANY
    words = [word for word in text.replace(",", " ").replace(";", " ").split() if terms.joined(word)]
    for index, word in enumerate(words[: MAX_TOKENS_COUNT * 2]):
        announced = _announced(terms.joined(word)) if index + 1 < len(words) else None
        if announced is not None:
            kind = announced
            continue
        found.append(_token(word, kind))
        kind = Kind.ANY
    return tuple(found[:MAX_TOKENS_COUNT])


def narrowing(tokens: Sequence[Token], similar: Mapping[str, Collection[str]] | None = None) -> str:
    """Return the ``tsquery`` that every match must fulfil: all tokens, each in one of its meanings.

    ``similar`` maps a token's text to words of the lexicon that are meant where it holds a typo.
    """
    return " & ".join(f"({' | '.join(_meanings(token, (similar or {}).get(token.text, ())))})" for token in tokens)


def exact(tokens: Sequence[Token]) -> str:
    """Return the ``tsquery`` of people who bear every token as a whole word or number."""
    return " & ".join(
        f"({_lexeme(token.text)} | {_lexeme(terms.EXTENSION + token.text)})" for token in tokens if token.text
    )


def fuzzy_tokens(tokens: Iterable[Token]) -> list[str]:
    """Return the texts of the tokens in which a typo may be looked for."""
    return [
        token.text
        for token in tokens
        if token.kind is Kind.ANY and len(token.text) >= _MIN_FUZZY_LENGTH and token.text.isalpha()
    ]


def similar_words(text: str, candidates: Iterable[str]) -> list[str]:
    """Return the lexicon's words that were probably meant, best first; a word that is still being typed counts too."""
    allowed = _allowed_distance(text)
    near = [(_distance(text, word, allowed), word) for word in candidates if word != text]
    return [word for distance, word in sorted(near) if distance <= allowed][:_WORDS_PER_TOKEN]


def judge(
    tokens: Sequence[Token], found_by: Sequence[str], name: str, similar: Mapping[str, Collection[str]]
) -> tuple[float, tuple[Reason, ...]]:
    """Return how well a person fits, from 0 to 1, and why. ``found_by`` are the terms that the viewer may search."""
    own_words = frozenset(terms.name_words(name))
    hits = [_best_hit(token, found_by, own_words, similar.get(token.text, ())) for token in tokens]
    if not hits:
        return 0.0, ()
    reasons = tuple(dict.fromkeys(hit.reason for hit in hits if hit.weight))
    return sum(hit.weight for hit in hits) / len(hits), reasons


def marked_ranges(text: str, tokens: Sequence[Token], similar: Mapping[str, Collection[str]]) -> list[tuple[int, int]]:
    """Return where the text shows what was typed, as (start, end) of its characters, in order, never overlapping."""
    folded = [(index, folded) for index, char in enumerate(text) for folded in terms.joined(char)]
    starts = [
        place
        for place, (index, _) in enumerate(folded)
        if place == 0 or (index != folded[place - 1][0] and not text[index - 1].isalnum())
    ]
    letters = "".join(letter for _, letter in folded)
    found: set[tuple[int, int]] = set()
    for start in starts:
        for token in tokens:
            wanted = _first_beginning(letters, start, token, similar.get(token.text, ()))
            if wanted:
                found.add((folded[start][0], folded[start + len(wanted) - 1][0] + 1))
    return _merged(found)


def number_ranges(number: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where a telephone number as written shows the figures that were typed, at its beginning or its end."""
    places = [index for index, char in enumerate(number) if char.isdecimal()]
    digits = "".join(number[index] for index in places)
    found = set()
    for token in tokens:
        if not token.is_number:
            continue
        size = len(token.text)
        if digits.startswith(token.text):
            found.add((places[0], places[size - 1] + 1))
        elif digits.endswith(token.text):
            found.add((places[-size], places[-1] + 1))
    return _merged(found)


def _first_beginning(letters: str, start: int, token: Token, similar: Collection[str]) -> str:
    """Return what of a token stands here: what was typed before what was probably meant."""
    meant = (token.text, *token.parts, *similar, *sorted(other_forms(token.text)))
    return next((wanted for wanted in meant if wanted and letters.startswith(wanted, start)), "")


def _looks_like_phone(text: str) -> bool:
    written_so = all(char in "0123456789+-.()/ " for char in text)
    return written_so and len(terms.digits_of(text)) >= _WHOLE_PHONE_DIGITS


def _announced(word: str) -> Kind | None:
    if word in _EXTENSION_WORDS:
        return Kind.EXTENSION
    return Kind.ROOM if word in _ROOM_WORDS else None


def _token(word: str, kind: Kind) -> Token:
    """Return one word as a token. Folding may make many letters of one, so it is cut again, as what is indexed is."""
    text = terms.joined(word)[: terms.MAX_TERM_LENGTH]
    if "@" in word:
        return Token(fold(word)[: terms.MAX_TERM_LENGTH], kind=Kind.EMAIL)
    for spelling in ("extension", "ext", "x"):
        if text.startswith(spelling) and text[len(spelling) :].isdecimal():
            return Token(text[len(spelling) :], kind=Kind.EXTENSION)
    return Token(text, tuple(part[: terms.MAX_TERM_LENGTH] for part in terms.pieces(word)[:MAX_TOKENS_COUNT]), kind)


def _meanings(token: Token, similar: Collection[str]) -> list[str]:
    only = {
        Kind.EXTENSION: terms.EXTENSION,
        Kind.ROOM: terms.ROOM,
        Kind.EMAIL: terms.EMAIL,
    }.get(token.kind)
    if only is not None:
        return [_beginning(only + token.text)]
    if token.kind is Kind.PHONE:
        return _phone_meanings(token.text)
    found = [_beginning(mark + token.text) for mark in (terms.EXTENSION, terms.EMPLOYEE_NUMBER, terms.ROOM)]
    found.append(_beginning(token.text))
    if token.is_number:
        return found + (_phone_meanings(token.text) if len(token.text) >= _MIN_PHONE_DIGITS else [])
    if len(token.text) >= _MIN_FUZZY_LENGTH:
        found.append(_beginning(terms.EMAIL + token.text))
    if len(token.parts) > 1:
        found.append(f"({' & '.join(_beginning(part) for part in token.parts)})")
    found.extend(_lexeme(form) for form in sorted(other_forms(token.text)))
    found.extend(_lexeme(word) for word in similar)
    return found


def _phone_meanings(digits: str) -> list[str]:
    """Without the country's 1 a number is found as well; a number kept without it is found by its end."""
    found = [_beginning(terms.PHONE + digits), _beginning(terms.PHONE_REVERSED + digits[::-1])]
    if len(digits) == terms.LONG_NUMBER_LENGTH and digits.startswith(terms.COUNTRY_CODE):
        found.append(_lexeme(terms.PHONE + digits[1:]))
    return found


def _best_hit(token: Token, found_by: Sequence[str], own_words: Collection[str], similar: Collection[str]) -> Hit:
    hits = (_hit(token, term, own_words, similar) for term in found_by)
    return max(hits, key=lambda hit: hit.weight, default=Hit(0.0, Reason.NAME))


def _hit(token: Token, term: str, own_words: Collection[str], similar: Collection[str]) -> Hit:
    mark = term[0] if term[0] in _MARKED else ""
    if mark:
        reason, weight = _MARKED[mark]
        wanted = token.text[::-1] if mark == terms.PHONE_REVERSED else token.text
    else:
        is_name = term in own_words
        reason = Reason.NAME if is_name else Reason.PLACE_OR_WORK
        weight = 1.0 if is_name else _PLACE_OR_WORK_WEIGHT
        wanted = token.text
    word = term[len(mark) :]
    if word == wanted:
        return Hit(weight, reason)
    if word.startswith(wanted):
        return Hit(weight * _PREFIX_WEIGHT, reason)
    if mark:
        return Hit(0.0, reason)
    return Hit(weight * _loose_weight(token, word, similar), reason if word not in similar else Reason.SIMILAR)


def _loose_weight(token: Token, word: str, similar: Collection[str]) -> float:
    if word in other_forms(token.text):
        return _OTHER_FORM_WEIGHT
    if any(word.startswith(part) for part in token.parts[1:]) or (token.parts and word.startswith(token.parts[0])):
        return _PREFIX_WEIGHT
    if word in similar:
        allowed = _allowed_distance(token.text)
        return _SIMILAR_WEIGHT * (1 - _distance(token.text, word, allowed) / (len(token.text) + 1))
    return 0.0


def _allowed_distance(text: str) -> int:
    """Worked: 1 for "jon", 2 for "wojick", 3 for "papadopoulus"."""
    return 1 if len(text) <= 4 else 2 if len(text) <= 8 else 3  # noqa: PLR2004 - lengths of names, in letters


def _distance(text: str, word: str, allowed: int) -> int:
    """Return the edits from the text to the word, or to its beginning where the word is only half typed."""
    whole = OSA.distance(text, word, score_cutoff=allowed)
    if len(word) <= len(text) or len(text) <= _MIN_FUZZY_LENGTH:
        return whole
    return min(whole, 1 + OSA.distance(text, word[: len(text)], score_cutoff=allowed))


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _beginning(term: str) -> str:
    return _lexeme(term) + ":*"


def _lexeme(term: str) -> str:
    quoted = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"
