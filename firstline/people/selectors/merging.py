"""What moves when two persons are merged, and to whom a merged one leads."""

from typing import Any

from firstline.kernel.actor import Actor
from firstline.kernel.registry import PERSON_MERGERS
from firstline.people import policies


def moving(actor: Actor, person_id: int) -> list[tuple[Any, int]]:
    """Return what would move, by its name, with how many there are at desks that the actor reads."""
    counts = [(merger.label, merger.count(actor, person_id)) for merger in PERSON_MERGERS]
    return [(label, count) for label, count in counts if count]


def leads_to(actor: Actor, person_id: int) -> int | None:
    """Return the kept person that a merged one leads to, None where it was not merged. One query."""
    found = policies.visible_to(actor).filter(pk=person_id).values_list("merged_into_id", flat=True).first()
    return int(found) if found else None
