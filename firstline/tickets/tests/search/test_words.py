"""Reading what is typed into a search, by tables."""

import pytest

from firstline.tickets.rules.search_words import (
    marked,
    number_in,
    read_words,
    snippet,
    tsquery,
    typo_candidates,
    with_similar,
    with_synonyms,
)

FAMILIES = [["wifi", "wi-fi", "wireless"], ["usb stick", "thumb drive"]]


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("printer", "('printer' | 'printer':*)"),
        ("printer ", "('printer')"),
        ("Wójcik's", "('wojcik' <-> 's':* | 'wojciks')"),
        ("wi-fi lab", "('wi' <-> 'fi' | 'wifi' | 'wireless') & ('lab' | 'lab':*)"),
        ("WIFI", "('wifi' | 'wifi':* | 'wi' <-> 'fi' | 'wireless')"),
        ("wi fi", "('wi' <-> 'fi':* | 'wifi' | 'wireless')"),
        ("usb stick lost", "('usb' <-> 'stick' | 'thumb' <-> 'drive') & ('lost' | 'lost':*)"),
        ("lost usb stick", "('lost') & ('usb' <-> 'stick':* | 'thumb' <-> 'drive')"),
        ('"period closed" now', "('period' <-> 'closed') & ('now' | 'now':*)"),
        ('"open quote', "('open') & ('quote' | 'quote':*)"),
        ("a&b|!<->c:*", "('a' <-> 'b' <-> 'c' | 'abc')"),
        ("o'brien\\", "('o' <-> 'brien' | 'obrien')"),
        ("שלום עולם", "('שלום') & ('עולם' | 'עולם':*)"),
        ("ＷＩＦＩ", "('wifi' | 'wifi':* | 'wi' <-> 'fi' | 'wireless')"),
        ("\x00 !? ' \\ --", ""),
        ("", ""),
    ],
)
def test_what_is_typed_becomes_a_query(typed: str, query: str) -> None:
    assert tsquery(with_synonyms(read_words(typed), FAMILIES)) == query


def test_a_query_is_never_endless() -> None:
    assert len(tsquery(read_words("x" * 5000))) < 110
    assert len(read_words("a " * 5000)) == 8
    assert len(read_words("a-" * 5000)[0].pieces) == 8


@pytest.mark.parametrize(
    ("typed", "number"),
    [("20478", "20478"), (" #20478 ", "20478"), ("p-1042", "P-1042"), ("20478 x", ""), ("x", ""), ("٢٠", "")],
)
def test_a_number_is_the_whole_text(typed: str, number: str) -> None:
    assert number_in(typed) == number


def test_typos_are_looked_for_in_words_of_letters() -> None:
    assert typo_candidates(read_words("pritner 4120 x4120 abc " + "z" * 30)) == ["pritner"]


def test_similar_words_do_as_well() -> None:
    words = with_similar(read_words("pritner jam"), {"pritner": ["printer"]})
    assert tsquery(words) == "('pritner' | 'printer') & ('jam' | 'jam':*)"


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Printing is slow on the printers", "printer", ["Printing", "printers"]),
        ("Loses Wi-Fi in the wing", "wifi", ["Wi-Fi"]),
        ("Wi-Fi is lost every five minutes", "wi-fi", ["Wi-Fi"]),
        ("Zoë Wójcik", "wojcik", ["Wójcik"]),
        ("Nothing here", "printer", []),
        ("A cat and a catalogue", "cat ", ["cat"]),
    ],
)
def test_words_are_marked_where_they_show(text: str, typed: str, shown: list[str]) -> None:
    ranges = marked(text, with_synonyms(read_words(typed), FAMILIES))
    assert [text[start:end] for start, end in ranges] == shown


def test_a_snippet_is_cut_around_the_first_word() -> None:
    text = "word " * 60 + "the printer\njams " + "again " * 60
    piece, ranges = snippet(text, read_words("printer"))
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert [piece[start:end] for start, end in ranges] == ["printer"]
    assert snippet(text, read_words("zebra")) == ("", ())
