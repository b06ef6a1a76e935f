"""What a person is found by: folded words and marked terms, apart for everybody and for the guarding desk alone.

A term is a plain word, or a word behind a mark that says what it is, so that "412" finds extensions before rooms.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from firstline.people.rules.folding import fold

EXTENSION = "#"
EMPLOYEE_NUMBER = "="
ROOM = "~"
PHONE = "+"
PHONE_REVERSED = "-"
EMAIL = "@"
MARKS = (EXTENSION, EMPLOYEE_NUMBER, ROOM, PHONE, PHONE_REVERSED, EMAIL)
MAX_TERM_LENGTH = 80
COUNTRY_CODE = "1"
LONG_NUMBER_LENGTH = 11
_SHORTEST_WORD_LENGTH = 3


@dataclass(frozen=True)
class Findable:
    """The fields of a person that search looks at. ``site_code`` and ``site_name`` are both of the site."""

    name: str
    extension: str = ""
    site_name: str = ""
    site_code: str = ""
    job_title: str = ""
    category: str = ""
    department: str = ""
    room: str = ""
    employee_number: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


def open_terms(person: Findable) -> list[str]:
    """Return the terms that everybody may find the person by: name, extension and site (DOMAIN.md)."""
    terms = [*name_words(person.name), *name_words(person.site_name), *name_words(person.site_code)]
    if person.extension:
        terms.append(EXTENSION + joined(person.extension))
    return _tidy(terms)


def all_terms(person: Findable) -> list[str]:
    """Return every term of the person: the open ones, and work, room, number, phones and addresses."""
    terms = open_terms(person)
    for text in (person.job_title, person.category, person.department):
        terms.extend(name_words(text))
    if person.room:
        terms.append(ROOM + joined(person.room))
    if person.employee_number:
        terms.append(EMPLOYEE_NUMBER + joined(person.employee_number))
    for phone in person.phones:
        digits = digits_of(phone)
        terms.extend((PHONE + digits, PHONE_REVERSED + digits[::-1]))
        if len(digits) == LONG_NUMBER_LENGTH and digits.startswith(COUNTRY_CODE):
            terms.append(PHONE + digits[1:])
    for email in person.emails:
        terms.append(EMAIL + fold(email))
        terms.extend(EMAIL + piece for piece in pieces(email.partition("@")[0]))
    return _tidy(terms)


def lexicon_words(terms: Iterable[str]) -> set[str]:
    """Return the terms in which a typo is worth looking for: plain words of three letters and more, no figures."""
    return {term for term in terms if len(term) >= _SHORTEST_WORD_LENGTH and term.isalpha()}


def name_words(text: str) -> list[str]:
    """Return the words of a name. A word with a hyphen or an apostrophe is kept whole and in its pieces.

    ``name_words("Zoë O'Brien-Wójcik")`` is zoe, obrienwojcik, o, brien, wojcik.
    """
    found: list[str] = []
    for part in text.replace(",", " ").split():
        whole, parts = joined(part), pieces(part)
        found.append(whole)
        if parts != [whole]:
            found.extend(parts)
    return found


def joined(text: str) -> str:
    """Return the folded letters and figures of the text with nothing between: "B-203" and "b 203" are both b203."""
    return "".join(pieces(text))


def begin_words(typed: str, text: str) -> bool:
    """Return whether each word that was typed begins a word of the text, in any order."""
    known = pieces(text)
    return all(any(word.startswith(begun) for word in known) for begun in pieces(typed))


def pieces(text: str) -> list[str]:
    """Return the folded runs of letters and figures of the text."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def digits_of(text: str) -> str:
    """Return the figures of a telephone number, in order."""
    return "".join(c for c in fold(text) if c.isdecimal() and c.isascii())


def _tidy(terms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(term[:MAX_TERM_LENGTH] for term in terms if term.strip("".join(MARKS))))
