"""A canary in every text field of every row, and the judgement whether somebody may read it."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from firstline.desks.models import Desk
from firstline.identity.models import Grant
from firstline.people.services.indexing import index_people
from tests.architecture.matrix.columns import Column

FOLDER = Path(__file__).parent
LENGTH = 11
PATTERN = re.compile(r"zq[0-9a-f]{8}x", re.I)
SMALLEST = 20  # shorter texts are codes


@dataclass(frozen=True)
class Canary:
    """Where a canary sits: ``tickets.Message[note].body``, of which desk, about whose person."""

    key: str
    desk: str
    username: str
    row: str
    readers: frozenset[str] | None = None
    """Of a need-to-know ticket: who of the desk's staff reads it."""


@dataclass(frozen=True)
class Policy:
    """The written policy: owners of tables, variants of rows, readers of fields, fields without a canary."""

    tables: dict[str, dict[str, str]]
    readers: dict[str, list[str]]
    left_out: dict[str, str]


def policy() -> Policy:
    """Return ``may_see.toml``."""
    data = tomllib.loads((FOLDER / "may_see.toml").read_text())
    return Policy(data["tables"], data["readers"], data["left_out"])


def token_of(row: str) -> str:
    """Return the canary of one field of one row: the same in every run."""
    return f"zq{hashlib.sha256(row.encode()).hexdigest()[:8]}x"


def text_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields of a table that hold words: neither codes with choices nor texts too short for a canary."""
    return [field for field in model._meta.concrete_fields if _holds_words(field)]


def _holds_words(field: Any) -> bool:
    if field.is_relation or field.choices or isinstance(field, models.GeneratedField | models.UUIDField):
        return False
    if isinstance(field, models.CharField):
        return bool(not field.max_length or field.max_length >= SMALLEST)
    return isinstance(field, models.TextField | models.JSONField | ArrayField)


def our_models() -> list[type[models.Model]]:
    """Return the tables of all rooms."""
    return [model for model in apps.get_models() if model.__module__.startswith("firstline.")]


def plant(written: Policy) -> dict[str, Canary]:
    """Put a canary into every text field of every row; return them by their token."""
    planted: dict[str, Canary] = {}
    for model in our_models():
        fields = [f for f in text_fields(model) if f"{model._meta.label}.{f.name}" not in written.left_out]
        if fields:
            planted |= _plant_in(model, fields, written)
    index_people()
    return planted


def _plant_in(model: type[models.Model], fields: list[Any], written: Policy) -> dict[str, Canary]:
    label, planted = model._meta.label, {}
    about = written.tables.get(label, {})
    paths = [about[word] for word in ("desk", "person", "variant", "readers") if word in about]
    found = {row["pk"]: row for row in model._base_manager.values("pk", *paths)}
    append_only = label == "ledger.Entry"
    rows = list(model._base_manager.all())
    for row in rows:
        variant = _variant(found[row.pk].get(about.get("variant", ""), None)) if "variant" in about else ""
        for field in fields:
            place = f"{label}.{field.name}.{row.pk}"
            token = token_of(place)
            if not _put(row, field, token):
                continue
            planted[token] = Canary(
                f"{label}{variant}.{field.name}",
                _desk_code(found[row.pk].get(about.get("desk", ""), "")),
                str(found[row.pk].get(about.get("person", ""), "") or ""),
                place,
                _reader_names(found[row.pk].get(about.get("readers", ""), None)),
            )
    if append_only:  # rows are never changed, so that copies with canaries join them
        for row in rows:
            row.pk = None
        model._base_manager.bulk_create(rows)
    else:
        model._base_manager.bulk_update(rows, [field.name for field in fields], batch_size=500)
    return planted


def _desk_code(value: Any) -> str:
    """Return a desk's code; the ledger has no foreign keys, so its rows know the id alone."""
    if isinstance(value, int):
        return str(Desk.objects.values_list("code", flat=True).get(pk=value))
    return str(value or "")


def _reader_names(ids: list[int] | None) -> frozenset[str] | None:
    """Return who reads it: those named, and the directors, who read all of their desk."""
    if ids is None:
        return None
    names = Grant.objects.filter(Q(user_id__in=ids) | Q(role="director")).values_list("user__username", flat=True)
    return frozenset(names)


def _variant(value: Any) -> str:
    if value is None:
        return ""
    return f"[{value}]" if isinstance(value, str) and value else ""


def _put(row: models.Model, field: Any, token: str) -> bool:
    value = getattr(row, field.attname)
    if isinstance(field, ArrayField):
        setattr(row, field.attname, [*value, token])
    elif isinstance(field, models.JSONField):
        changed = _in_json(value, token)
        setattr(row, field.attname, changed)
        return bool(changed != value)
    elif isinstance(field, models.EmailField):
        setattr(row, field.attname, f"{token}@harborpoint.example" if value else value)
        return bool(value)
    elif value is None:
        return False
    else:
        room = (field.max_length or 10_000) - LENGTH - 1
        setattr(row, field.attname, f"{value[:room]} {token}".strip())
    return True


def _in_json(value: Any, token: str) -> Any:
    """Append the canary to every free text of a JSON value; keys, numbers and short codes stay."""
    if isinstance(value, dict):
        return {key: _in_json(inner, token) for key, inner in value.items()}
    if isinstance(value, list):
        return [_in_json(inner, token) for inner in value]
    return f"{value} {token}" if isinstance(value, str) and " " in value else value


def found_in(body: bytes) -> set[str]:
    """Return the canaries that an answer holds."""
    return {token.lower() for token in PATTERN.findall(body.decode("utf-8", "replace"))}


def may_read(column: Column, canary: Canary, written: Policy) -> bool:
    """Return whether the written policy lets this person read this canary. *Raises* KeyError where it is silent."""
    return any(_is_reader(column, canary, word) for word in _readers(canary.key, written))


def _readers(key: str, written: Policy) -> list[str]:
    table, _, _field = key.rpartition(".")
    for candidate in (key, f"{table}.*"):
        if candidate in written.readers:
            return written.readers[candidate]
    raise KeyError(key)


def _is_reader(column: Column, canary: Canary, word: str) -> bool:
    signed_in = bool(column.username) and not column.is_disabled
    is_named = canary.readers is None or column.username in canary.readers
    return {
        "nobody": False,
        "visitors": True,
        "everybody": signed_in,
        "staff": signed_in and bool(column.desk) and column.desk == canary.desk and is_named,
        "any_staff": signed_in and bool(column.desk),
        "own": signed_in and column.username == canary.username,
        "administrators": signed_in and column.is_administrator,
    }[word]


def leaks(body: bytes, column: Column, planted: dict[str, Canary], written: Policy) -> list[str]:
    """Return the canaries in an answer that this person may not read."""
    read = [planted[token] for token in found_in(body) if token in planted]
    return sorted(canary.row for canary in read if not may_read(column, canary, written))
