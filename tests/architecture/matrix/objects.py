"""What stands for an id in an address: by the object's word in the row and the parameter's name."""

import uuid
from typing import Any

from tests.architecture.matrix.seed import Seed

UNKNOWN: dict[str, Any] = {
    "number": "999999999", "draft_id": uuid.UUID(int=0), "key": uuid.UUID(int=0),
    "ticket": uuid.UUID(int=0), "file_id": uuid.UUID(int=0), "file": uuid.UUID(int=0), "contact": uuid.UUID(int=0),
}  # fmt: skip
UNKNOWN_ID = 999_999_999


def arguments(seed: Seed, route: str, parameters: frozenset[str], of: str) -> dict[str, Any]:
    """Return the address's arguments for this object. *Raises* KeyError with what is missing.

    A parameter is looked up as ``route:parameter`` first, then by its name alone.
    """
    if of == "unknown":
        return {name: _unknown(route, name) for name in parameters}
    known = seed.objects[of] if parameters else {}
    return {name: known[f"{route}:{name}"] if f"{route}:{name}" in known else known[name] for name in parameters}


def _unknown(route: str, name: str) -> Any:
    return UNKNOWN.get(f"{route}:{name}", UNKNOWN.get(name, UNKNOWN_ID))
