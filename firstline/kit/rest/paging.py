"""Keyset pages: a cursor says after which row the next page begins, so that no page is counted or skipped."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import Field

from firstline.kernel.errors import Invalid

Row = TypeVar("Row")
DEFAULT_LENGTH, LARGEST_PAGE, LONGEST_CURSOR = 50, 200, 200
Limit = Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many at most.")]
Cursor = Annotated[
    str, Field(max_length=LONGEST_CURSOR, description="`next` of the page before; leave it out for the first page.")
]


def cursor_of(*key: str | int) -> str:
    """Return the cursor that stands for a row's key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str, *kinds: type) -> tuple[Any, ...] | None:
    """Return the key that a cursor stands for, None for no cursor. *Raises* Invalid when it is none of ours."""
    if not cursor:
        return None
    try:
        key = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise Invalid("unknown_cursor", field="cursor") from None
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        raise Invalid("unknown_cursor", field="cursor")
    if any(isinstance(part, int) and not 0 <= part < 2**63 for part in key):
        raise Invalid("unknown_cursor", field="cursor")
    return tuple(key)


def page_of(rows: Sequence[Row], limit: int, cursor: Callable[[Row], str]) -> tuple[Sequence[Row], str | None]:
    """Return at most ``limit`` of the rows, of which one more was read, and the cursor of the next page."""
    shown = rows[:limit]
    return shown, cursor(shown[-1]) if len(rows) > limit else None
