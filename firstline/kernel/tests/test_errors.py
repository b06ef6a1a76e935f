"""Errors have a stable code and what the sentence needs; they hold no sentence themselves."""

import pytest

from firstline.kernel.errors import Conflict, FirstlineError, Invalid, NotAllowed, NotFound, RuleBroken


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (NotFound, "not_found"),
        (NotAllowed, "not_allowed"),
        (RuleBroken, "rule_broken"),
        (Conflict, "conflict"),
        (Invalid, "invalid"),
    ],
)
def test_each_kind_has_a_code_of_its_own(kind: type[FirstlineError], code: str) -> None:
    error = kind()
    assert error.code == code
    assert (error.params, error.field, str(error)) == ({}, "", code)
    assert isinstance(error, FirstlineError)


def test_an_error_names_its_code_the_field_and_the_parameters() -> None:
    error = Invalid("too_long", field="title", limit=200)
    assert (error.code, error.field, error.params) == ("too_long", "title", {"limit": 200})
    assert Invalid.code == "invalid"
