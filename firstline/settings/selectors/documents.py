"""Kinds of settings, their rows, and one setting as a document. Administrators only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.registry import SETTING_USES, SETTINGS
from firstline.kernel.settings import Document, SettingField, SettingKind, SettingRow, references_to
from firstline.settings.policies import require_change_settings
from firstline.settings.rules.documents import ACTIVE


@dataclass(frozen=True)
class Setting:
    """One setting as it is now. ``document`` is None where it has been removed."""

    code: str
    kind: SettingKind
    subject_id: int
    desk_id: int | None
    document: Document | None
    title: str


def kind_of(actor: Actor, code: str) -> SettingKind:
    """Return a kind of setting. *Needs* settings.change. *Raises* NotFound."""
    require_change_settings(actor)
    kind = SETTINGS.get(code)
    if kind is None:
        raise NotFound
    return kind


def desks(actor: Actor) -> list[Desk]:
    """Return all desks, confidential and retired ones too: somebody has to set them up. *Needs* settings.change."""
    require_change_settings(actor)
    return list(Desk.objects.order_by("-is_active", "id"))


def rows(actor: Actor, code: str, desk_id: int | None) -> Sequence[SettingRow]:
    """Return the settings of a kind, of one desk where they belong to desks; those still offered first."""
    kind = kind_of(actor, code)
    if kind.store is not None:
        return kind.store.rows(desk_id)
    found = kind.model.objects.select_related(*kind.related) if kind.related else kind.model.objects.all()
    if kind.desk_path:
        found = found.filter(**{f"{kind.desk_path}_id": desk_id})
    listed = [_row(kind, instance) for instance in found]
    return sorted(listed, key=lambda row: not row.is_active)


def _row(kind: SettingKind, instance: Any) -> SettingRow:
    note = kind.note(instance) if kind.note else ""
    return SettingRow(instance.pk, str(instance), note, getattr(instance, ACTIVE, True))


def setting(actor: Actor, code: str, subject_id: int) -> Setting:
    """Return one setting. *Needs* settings.change. *Raises* NotFound for a kind or a row that does not exist."""
    kind = kind_of(actor, code)
    found = setting_as_it_is(kind, code, subject_id)
    if found.document is None:
        raise NotFound
    return found


def setting_as_it_is(kind: SettingKind, code: str, subject_id: int) -> Setting:
    """Return one setting of a kind that was read for an actor; without a document where it does not exist."""
    if kind.store is not None:
        document = kind.store.read(subject_id)
        desk_id = kind.store.desk_of(subject_id) if document is not None else None
        title = (
            next((row.title for row in kind.store.rows(desk_id) if row.id == subject_id), "")
            if document is not None
            else ""
        )
        return Setting(code, kind, subject_id, desk_id, document, title)
    instance = kind.model.objects.filter(pk=subject_id).first()
    if instance is None:
        return Setting(code, kind, subject_id, None, None, "")
    desk_id = desk_of_row(kind, instance)
    document = {field.name: getattr(instance, field.name) for field in kind.fields(desk_id)}
    return Setting(code, kind, subject_id, desk_id, document, str(instance))


def desk_of_row(kind: SettingKind, instance: Any) -> int | None:
    """Return the desk of a row that was read for an actor, by the kind's path; None where it has none."""
    if not kind.desk_path:
        return None
    value = instance
    for part in kind.desk_path.split("__"):
        value = getattr(value, part)
    return int(value.pk)


def offered(fields: Sequence[SettingField], desk_id: int | None) -> dict[str, list[Any]]:
    """Return the values that the choices of these fields offer at a desk."""
    return {field.name: [value for value, _ in field.choices(desk_id)] for field in fields if field.choices}


def is_used(found: Setting) -> bool:
    """Return whether any record refers to a setting that was read for an actor."""
    named_by = SETTING_USES.get(found.code)
    if named_by is not None and named_by(found.subject_id):
        return True
    if found.kind.store is not None:
        return found.kind.store.is_used(found.subject_id)
    return has_references(found.kind.model, found.subject_id)


def is_needed(kind: SettingKind, subject_id: int) -> bool:
    """Return whether the product itself goes by a setting of a kind that was read for an actor."""
    return bool(kind.is_needed and kind.is_needed(subject_id))


def has_references(model: Any, subject_id: int) -> bool:
    """Return whether a row of any table points to this row of a table of settings, in whatever room."""
    for relation in references_to(model):
        if relation.related_model.objects.filter(**{relation.field.name: subject_id}).exists():
            return True
    return False
