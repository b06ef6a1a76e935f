"""Documents of settings: checked against their fields, compared, and marked by a digest. No database."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingField
from firstline.kernel.texts import clean_line, clean_text

CODE = re.compile(r"[A-Za-z0-9_-]+")
_NOTHING: tuple[Any, ...] = (None, "", [], False)
ACTIVE = "is_active"
"""The field that says whether a setting is still offered; kinds without it are removed, never retired."""


def digest(document: Document | None) -> str:
    """Return a short mark of a document: a form carries it, so that a change in between is noticed."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:20]


def changed_fields(before: Document | None, after: Document | None) -> tuple[str, ...]:
    """Return the names of the fields that differ, in order."""
    old, new = before or {}, after or {}
    return tuple(name for name in sorted({*old, *new}) if old.get(name) != new.get(name))


def is_still(document: Document | None, older: Document | None) -> bool:
    """Return whether a setting is as an older document says.

    A field that its kind has got since the older one was kept was nothing then: it may be there while it is empty.
    """
    if document is None or older is None:
        return document is older
    came_later = [name for name in document if name not in older]
    known = {name: value for name, value in document.items() if name in older}
    return digest(known) == digest(older) and all(document[name] in _NOTHING for name in came_later)


def way_of(before: Document | None, after: Document | None) -> str:
    """Return what a change is: added, removed, retired, restored or changed."""
    if before is None or after is None:
        return "added" if before is None else "removed"
    if changed_fields(before, after) == (ACTIVE,):
        return "restored" if after[ACTIVE] else "retired"
    return "changed"


def cleaned(fields: Sequence[SettingField], offered: Mapping[str, Sequence[Any]], document: Document) -> Document:
    """Return the document with exactly these fields, each checked. ``offered`` holds the values to choose from.

    *Raises* Invalid that names the field: required, too_long, odd_characters, not_a_code, out_of_range,
    unknown_choice.
    """
    return {field.name: _value(field, offered.get(field.name, ()), document.get(field.name)) for field in fields}


def _value(field: SettingField, offered: Sequence[Any], value: Any) -> Any:
    if field.read is not None:
        return value
    if field.form == "yes_no":
        return bool(value)
    if field.form == "choice":
        return _choice(field, offered, value)
    if field.form == "number":
        return _number(field, value)
    return _text(field, str(value or ""))


def _text(field: SettingField, value: str) -> str:
    clean = clean_text if field.form == "text" else clean_line
    text = clean(value, field.name, limit=field.limit, required=not field.is_optional)
    if field.form == "code" and not CODE.fullmatch(text):
        raise Invalid("not_a_code", field=field.name)
    return text


def _choice(field: SettingField, offered: Sequence[Any], value: Any) -> Any:
    if value is None and field.is_optional:
        return None
    if value not in offered:
        raise Invalid("unknown_choice" if value is not None else "required", field=field.name)
    return value


def _number(field: SettingField, value: Any) -> int | None:
    if value is None or value == "":
        if field.is_optional:
            return None
        raise Invalid("required", field=field.name)
    if not isinstance(value, int) or not field.minimum <= value <= field.maximum:
        raise Invalid("out_of_range", field=field.name, minimum=field.minimum, maximum=field.maximum)
    return value
