"""Suggesting a nature by keyword rules: spelling does not matter, reasons are the typed words, ties are stable."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.triage.rules.suggest import (
    CHARACTERS_READ,
    KeywordRule,
    KeywordSuggester,
    Suggester,
    Suggestion,
    keyword_suggester,
    suggest,
)

NETWORK, PRINTING, GRADES, PASSWORDS = 1, 2, 3, 4
RULES = (
    KeywordRule(NETWORK, "wi-fi", 2),
    KeywordRule(NETWORK, "network", 2),
    KeywordRule(PRINTING, "printer", 2),
    KeywordRule(PRINTING, "paper jam", 2),
    KeywordRule(PRINTING, "tray", 1),
    KeywordRule(GRADES, "grade book", 3),
    KeywordRule(GRADES, "IGPro", 3),
    KeywordRule(PASSWORDS, "password", 3),
    KeywordRule(PASSWORDS, "contraseña", 3),
    KeywordRule(PASSWORDS, "printer", -5),
    KeywordRule(NETWORK, "!!", 9),
)


@pytest.mark.parametrize(
    ("text", "nature", "words"),
    [
        ("Wi-Fi drops in room 114", NETWORK, ("Wi-Fi",)),
        ("the WIFI is slow", NETWORK, ("WIFI",)),
        ("wi fi is slow", NETWORK, ("wi fi",)),
        ("wi‑fi with a non-breaking hyphen", NETWORK, ("wi‑fi",)),
        ("networks down", NETWORK, ("networks",)),
        ("Printers say paper jams, tray 2", PRINTING, ("Printers", "paper jams", "tray")),
        ("gradebook empty", GRADES, ("gradebook",)),
        ("Grade-books empty", GRADES, ("Grade-books",)),
        ("igpro will not open", GRADES, ("igpro",)),
        ("olvidé mi CONTRASENA", PASSWORDS, ("CONTRASENA",)),
        ("password for the wifi, password", PASSWORDS, ("password",)),
    ],
)
def test_spelling_does_not_matter_and_the_typed_words_are_the_reason(
    text: str, nature: int, words: tuple[str, ...]
) -> None:
    first = suggest(text, RULES)[0]
    assert (first.nature, first.matched_words) == (nature, words)


@pytest.mark.parametrize("text", ["", "   ", "it is broken", "!!", "reprinter"])
def test_words_that_say_nothing_suggest_nothing(text: str) -> None:
    assert suggest(text, RULES) == ()
    assert suggest("wifi", ()) == ()


def test_scores_add_up_and_ties_keep_the_order_of_the_rules() -> None:
    assert suggest("Printers WIFI down", RULES) == (
        Suggestion(NETWORK, 2.0, ("WIFI",)),
        Suggestion(PRINTING, 2.0, ("Printers",)),
    )
    assert [s.nature for s in suggest("printer tray, wifi", RULES)] == [PRINTING, NETWORK]


def test_a_negative_weight_speaks_against() -> None:
    assert [s.nature for s in suggest("password on the printer", RULES)] == [PRINTING]


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("batteries", "battery"),
        ("mailboxes", "mailbox"),
        ("switches", "switch"),
        ("classes", "class"),
        ("buses", "buse"),
        ("bus", "bus"),
        ("access", "access"),
        ("status", "status"),
    ],
)
def test_plurals_match(typed: str, phrase: str) -> None:
    assert suggest(typed, [KeywordRule(1, phrase)])


def test_both_suggesters_stand_behind_one_door() -> None:
    door: Suggester = keyword_suggester(RULES)
    assert door.suggest("wifi") == suggest("wifi", RULES)
    assert KeywordSuggester().suggest("wifi") == ()


def test_a_huge_text_costs_no_more_than_a_line() -> None:
    assert suggest("x " * CHARACTERS_READ * 1000 + "wifi", RULES) == ()


@given(st.text(max_size=200), st.lists(st.builds(KeywordRule, st.integers(1, 4), st.text(max_size=12)), max_size=8))
def test_any_text_gives_an_ordered_answer_without_repeats(text: str, rules: list[KeywordRule]) -> None:
    found = suggest(text, rules)
    assert len({suggestion.nature for suggestion in found}) == len(found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert all(word in text.replace("  ", " ") or " " in word for s in found for word in s.matched_words)
    assert found == suggest(text, rules)


@given(st.sampled_from([rule.phrase for rule in RULES[:9]]), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_phrase_is_found_in_any_case(phrase: str, change: Callable[[str], str]) -> None:
    written = change(phrase)
    assert suggest(f"help, {written} now", RULES)
