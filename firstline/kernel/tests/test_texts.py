"""Text from outside is tidied or refused before anything is stored."""

from collections.abc import Callable

import pytest

from firstline.kernel.errors import Invalid
from firstline.kernel.texts import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text


def test_a_line_has_single_blanks_and_no_ends() -> None:
    assert clean_line("  will \n not\t print ", "title") == "will not print"


def test_a_text_keeps_its_lines_and_gets_ordinary_line_ends() -> None:
    assert clean_text("one\r\ntwo\rthree\n\n", "body") == "one\ntwo\nthree"


@pytest.mark.parametrize("text", ["Sofía Núñez 🙂", "مرحبا بالعالم", "\u202eabc", "a\tb"])
def test_words_of_all_scripts_pass(text: str) -> None:
    assert clean_text(text, "body") == text


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f"])
def test_stray_control_characters_are_refused(letter: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_text(f"a{letter}b", "body")
    assert (refused.value.code, refused.value.field) == ("odd_characters", "body")


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_empty_is_refused_where_something_is_needed(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_line(text, "reason")
    assert refused.value.code == "required"
    assert clean_line(text, "reason", required=False) == ""
    assert clean_text(text, "reason", required=False) == ""


@pytest.mark.parametrize(("clean", "limit"), [(clean_line, LINE_LIMIT), (clean_text, TEXT_LIMIT)])
def test_the_limit_is_the_longest_that_passes(clean: Callable[[str, str], str], limit: int) -> None:
    assert clean("x" * limit, "body") == "x" * limit
    with pytest.raises(Invalid) as refused:
        clean("x" * (limit + 1), "body")
    assert (refused.value.code, refused.value.params) == ("too_long", {"limit": limit})
