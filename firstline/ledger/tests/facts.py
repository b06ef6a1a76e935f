"""A fact and an actor for the tests of the ledger."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from firstline.kernel.actor import Actor
from firstline.kernel.facts import Code, Fact, Visibility

NOON = datetime(2026, 9, 15, 16, 0, tzinfo=UTC)
DANA = Actor(name="Dana Whitfield", user_id=7, person_id=70, request_id="r-1", on_behalf_of_id=71)


@dataclass(frozen=True, kw_only=True)
class KettleBoiled(Fact):
    """Something happened that no room knows."""

    verb: ClassVar[str] = "tests.kettle_boiled"
    subject_type: ClassVar[str] = "kettle"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    minutes: int
    room: Code = ""


def boiled(number: int = 1, **more: object) -> KettleBoiled:
    """Return a fact about the kettle of this number."""
    return KettleBoiled(desk_id=3, subject_id=number, minutes=4, **more)  # type: ignore[arg-type]  # fields by name
