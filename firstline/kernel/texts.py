"""What text from outside must be before it is stored: no NUL, no stray control characters, within its limit."""

import re

from firstline.kernel.errors import Invalid

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LINE_LIMIT = 200
TEXT_LIMIT = 20_000


def clean_line(value: str, field: str, *, limit: int = LINE_LIMIT, required: bool = True) -> str:
    """Return one line with its blanks made single. *Raises* Invalid: ``required``, ``too_long``, ``odd_characters``."""
    return _checked(" ".join(value.split()), field, limit, required=required)


def clean_text(value: str, field: str, *, limit: int = TEXT_LIMIT, required: bool = True) -> str:
    """Return text with ordinary line ends. *Raises* Invalid: ``required``, ``too_long``, ``odd_characters``."""
    return _checked(value.replace("\r\n", "\n").replace("\r", "\n").strip(), field, limit, required=required)


def _checked(value: str, field: str, limit: int, *, required: bool) -> str:
    if _CONTROL.search(value):
        raise Invalid("odd_characters", field=field)
    if required and not value:
        raise Invalid("required", field=field)
    if len(value) > limit:
        raise Invalid("too_long", field=field, limit=limit)
    return value
