"""Facts carry codes, ids, numbers and moments, never words that somebody typed: the ledger cannot forget."""

import enum
import importlib
import types
import typing
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from firstline.kernel.facts import Code, Fact, Moment, NetworkAddress
from tests.architecture.house import nothing, sources, unexplained

PLAIN = {int, bool, type(None), Code, Moment, NetworkAddress}
COMMON = {field.name for field in fields(Fact)}


def is_of_the_house(fact: type[Fact]) -> bool:
    """Return whether a fact is told by the product, not made up by a test."""
    return fact.__module__.startswith("firstline.") and ".tests." not in fact.__module__


def facts() -> list[type[Fact]]:
    """Return every fact of the house."""
    for source in sources():
        if source.kind == "events":
            importlib.import_module(source.module)
    found: list[type[Fact]] = []
    waiting: list[type[Fact]] = [Fact]
    while waiting:
        below = [fact for fact in waiting.pop().__subclasses__() if is_of_the_house(fact)]
        found += below
        waiting += below
    return sorted(found, key=lambda fact: (fact.__module__, fact.__name__))


def is_plain(hint: Any) -> bool:
    """Return whether values of this type are codes, ids, numbers or moments."""
    if hint in PLAIN or (isinstance(hint, type) and issubclass(hint, enum.Enum)):
        return True
    if typing.get_origin(hint) in {tuple, typing.Union, types.UnionType}:
        return all(part is Ellipsis or is_plain(part) for part in typing.get_args(hint))
    return False


def wordy(fact: type[Fact]) -> list[str]:
    """Return the fields of a fact that may hold anything."""
    hints = typing.get_type_hints(fact, include_extras=True)
    own = [field.name for field in fields(fact) if field.name not in COMMON]
    key = f"{fact.__module__.removeprefix('firstline.')}.{fact.__name__}"
    return [
        f"{key}.{name}: {hints[name]} is neither a Code nor a number nor a Moment"
        for name in own
        if not is_plain(hints[name])
    ]


def test_facts_carry_no_free_text() -> None:
    nothing(unexplained([finding for fact in facts() for finding in wordy(fact)], "fact_fields"))


def test_verbs_are_unique_and_begin_with_their_room() -> None:
    verbs = [(fact.verb, fact) for fact in facts() if vars(fact).get("verb")]
    assert len({verb for verb, _ in verbs}) == len(verbs)
    nothing([verb for verb, fact in verbs if verb.split(".")[0] != fact.__module__.split(".")[1]])


def test_facts_say_what_happened_in_the_past() -> None:
    """``tickets.ticket_resolved``, not ``tickets.resolve_ticket``: no subject type, no subject."""
    missing = [fact.__name__ for fact in facts() if vars(fact).get("verb") and not getattr(fact, "subject_type", "")]
    nothing(missing)


def test_a_fact_with_free_text_is_noticed() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Noted(Fact):
        verb: ClassVar[str] = "tests.noted"
        subject_type: ClassVar[str] = "test"
        kind: Code
        minutes: int | None
        changed: tuple[Code, ...]
        text: str
        details: dict[str, str]

    assert [finding.split(": ")[0].split(".")[-1] for finding in wordy(Noted)] == ["text", "details"]
