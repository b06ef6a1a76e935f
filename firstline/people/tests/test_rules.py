"""The pure rules of this room by tables: folding, terms, reading what is typed, files at their limits."""

import pytest

from firstline.people.rules import csv_rows
from firstline.people.rules.csv_rows import Column, decode, read_table, safe_cell
from firstline.people.rules.folding import fold, trigrams
from firstline.people.rules.import_plan import value_text
from firstline.people.rules.lookup import (
    Kind,
    Reason,
    judge,
    marked_ranges,
    narrowing,
    number_ranges,
    read_query,
    similar_words,
)
from firstline.people.rules.nicknames import other_forms
from firstline.people.rules.terms import Findable, all_terms, lexicon_words, name_words, open_terms

COLUMNS = (Column("name", ("Name",)), Column("phone", ("Phone",)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Wójcik", "wojcik"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("  Zoë \t O’Brien ", "zoe o’brien"),
        ("İstanbul", "istanbul"),
        ("Søren Ærø", "soren aero"),
        ("李秀英", "李秀英"),
        ("", ""),
    ],
)
def test_folding_leaves_letters_without_accents(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_trigrams_know_where_a_word_begins_and_ends() -> None:
    assert sorted(trigrams("ada")) == sorted(["  a", " ad", "ada", "da "])


def test_words_of_a_name_are_whole_and_in_pieces() -> None:
    assert name_words("Zoë O'Brien-Wójcik, Jr.") == ["zoe", "obrienwojcik", "o", "brien", "wojcik", "jr"]


def test_open_terms_hold_nothing_but_name_extension_and_site() -> None:
    person = Findable(
        name="Paul Devlin", extension="4412", site_name="Police Headquarters", site_code="PH", job_title="Sergeant",
        category="Police", department="Patrol", room="B-2", employee_number="E 7", phones=("+1 (555) 867-5309",),
        emails=("Paul.Devlin@x.org",),
    )  # fmt: skip
    assert open_terms(person) == ["paul", "devlin", "police", "headquarters", "ph", "#4412"]
    assert all_terms(person)[6:] == [
        "sergeant", "patrol", "~b2", "=e7", "+15558675309", "-90357685551", "+5558675309", "@paul.devlin@x.org",
        "@paul", "@devlin",
    ]  # fmt: skip
    assert lexicon_words(all_terms(person)) == {"paul", "devlin", "police", "headquarters", "sergeant", "patrol"}


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("x4120", [Kind.EXTENSION]),
        ("ext 4120", [Kind.EXTENSION]),
        ("ext", [Kind.ANY]),
        ("room 12 silva", [Kind.ROOM, Kind.ANY]),
        ("(555) 340-4120", [Kind.PHONE]),
        ("340 4120", [Kind.PHONE]),
        ("412", [Kind.ANY]),
        ("a@b.org", [Kind.EMAIL]),
        ("one two three four five six seven", [Kind.ANY] * 6),
        ("?!", []),
        ("", []),
    ],
)
def test_what_is_typed_is_read_as_meant(query: str, kinds: list[Kind]) -> None:
    assert [token.kind for token in read_query(query)] == kinds


def test_a_number_with_the_countrys_one_finds_one_without() -> None:
    assert "'+5553404120'" in narrowing(read_query("1 555 340 4120"))


def test_two_letters_begin_no_address() -> None:
    assert "'@li" not in narrowing(read_query("li"))
    assert narrowing(read_query("lia")).count(":*") == narrowing(read_query("li")).count(":*") + 1


def test_every_lexeme_is_quoted() -> None:
    assert narrowing(read_query("o'neill \\")).count("'") % 2 == 0


def test_nothing_typed_fits_nobody() -> None:
    assert judge((), ["carol"], "Carol", {}) == (0.0, ())


def test_a_name_fits_better_than_a_place() -> None:
    tokens = read_query("hill")
    by_name, _ = judge(tokens, ["hill"], "Benny Hill", {})
    by_place, reasons = judge(tokens, ["hill"], "Carol", {})
    assert by_name > by_place
    assert reasons == (Reason.PLACE_OR_WORK,)


def test_typos_are_forgiven_by_the_length_of_the_word() -> None:
    assert similar_words("jon", ["john", "jan", "james"]) == ["jan", "john"]
    assert similar_words("wojick", ["wojcik", "wagner"]) == ["wojcik"]
    assert similar_words("jimenz", ["jimenezsoto"]) == ["jimenezsoto"]


def test_marks_never_overlap() -> None:
    assert marked_ranges("Anna Annan", read_query("anna annan"), {}) == [(0, 4), (5, 10)]
    assert number_ranges("(555) 340-4120", read_query("4120")) == [(10, 14)]
    assert number_ranges("(555) 340-4120", read_query("carol")) == []


def test_short_forms_of_names_are_known_both_ways() -> None:
    assert "robert" in other_forms("bob")
    assert "bob" in other_forms("robert")
    assert other_forms("zebulon") == frozenset()


def test_a_cell_that_a_spreadsheet_would_run_is_text_and_comes_back() -> None:
    for text in ("=1+1", "+1 555", "-x", "@y", "plain", "'quoted"):
        table = read_table(f'Name\n"{safe_cell(text)}"\n'.encode(), COLUMNS)
        assert table.rows[0].cells["name"] == text


def test_a_quotation_mark_left_open_in_the_headers_is_a_problem() -> None:
    assert [problem.code for problem in read_table(b'"Name\n', COLUMNS).problems] == ["quotes"]


def test_empty_lines_are_passed_over_and_rows_counted_as_a_spreadsheet_does() -> None:
    table = read_table(b"\nName,Phone\n,\nAda\n", COLUMNS)
    assert [(row.number, dict(row.cells)) for row in table.rows] == [(4, {"name": "Ada"})]


def test_bytes_that_are_no_text_are_refused() -> None:
    assert decode(b"\x81\x8d") is None
    assert decode(b"\xff\xfe\x00") is None


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MAX_ROWS_COUNT", 1)
    table = read_table(b"Name\nA\nB\nC\n", COLUMNS)
    assert [row.cells["name"] for row in table.rows] == ["A"]
    assert [problem.code for problem in table.problems] == ["too_many_rows"]


def test_values_of_every_kind_are_one_line() -> None:
    assert [value_text(value) for value in (True, False, "x", ("a", "b"))] == ["yes", "no", "x", "a; b"]
