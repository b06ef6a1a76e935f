"""Folding for search: the same word for "Wójcik", "WOJCIK" and "wojcik". Used when indexing and when searching."""

import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Return the text in lower case and without accents, white space trimmed to single blanks."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(plain.casefold().translate(_LETTERS).replace("\x00", " ").split())


def trigrams(word: str) -> list[str]:
    """Return the distinct trigrams of a folded word with two blanks before and one after, in order."""
    padded = f"  {word} "
    return list(dict.fromkeys(padded[index : index + 3] for index in range(len(padded) - 2)))
