"""What the lookup needs beside the persons: their folded words, the vector, the lexicon with its trigrams."""

import unicodedata

from django.db import connection

from firstline.people.models import LexiconWord


def fold(text: str) -> str:
    """Return the text in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_terms(*texts: str) -> list[str]:
    """Return the folded words of the texts, each once, in order."""
    words: dict[str, None] = {}
    for text in texts:
        cleaned = "".join(letter if letter.isalnum() else " " for letter in fold(text.split("@")[0]))
        words.update(dict.fromkeys(cleaned.split()))
    return list(words)


def index_people() -> None:
    """Fill the vectors of all persons, and the lexicon from their words."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET search_vector = array_to_tsvector(search_terms::text[])")
        cursor.execute("SELECT DISTINCT unnest(search_terms) FROM people_person")
        words = sorted(word for (word,) in cursor.fetchall() if not word.isdigit())
    LexiconWord.objects.bulk_create(LexiconWord(word=word, trigrams=_trigrams(word)) for word in words)


def _trigrams(word: str) -> list[str]:
    padded = f"  {word} "
    return sorted({padded[start : start + 3] for start in range(len(padded) - 2)})
