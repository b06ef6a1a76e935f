"""The last changes of settings, as they are shown: who, when, which fields, and whether they can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.registry import SETTINGS
from firstline.kernel.settings import Document, SettingField, SettingKind
from firstline.settings.models import SettingRevision
from firstline.settings.policies import require_change_settings
from firstline.settings.rules.documents import changed_fields, way_of
from firstline.settings.words import WAYS

NAMING_FIELDS = ("name", "phrase", "clause_number", "code")


FieldChange = tuple[Any, Any, Any]
"""One field's label, before and after, in words as far as there are any."""


@dataclass(frozen=True)
class Change:
    """One line of a history, as ``kit/_changes.html`` draws it.

    ``is_undoable`` says that nothing undid it yet; whether it still fits, undoing tells.
    """

    id: int
    title: str
    did: Any
    about: str
    fields: Sequence[FieldChange]
    by: str
    at: datetime
    is_undoable: bool
    instead: Any
    undo_route: str = "settings:undo"


def changes(
    actor: Actor, *, code: str = "", subject_id: int | None = None, desk_id: int | None = None, limit: int = 10
) -> list[Change]:
    """Return the last changes, newest first: of one setting, of a kind, or of all. *Needs* settings.change."""
    require_change_settings(actor)
    found = SettingRevision.objects.select_related("changed_by__person", "desk", "undone_by")
    if code:
        found = found.filter(setting=code)
    if subject_id is not None:
        found = found.filter(subject_id=subject_id)
    if desk_id is not None:
        found = found.filter(desk_id=desk_id)
    names = _Names()
    return [_change(revision, names) for revision in found[:limit] if SETTINGS.get(revision.setting)]


def revision(actor: Actor, revision_id: int) -> SettingRevision:
    """Return one change. *Needs* settings.change. *Raises* NotFound."""
    require_change_settings(actor)
    found = SettingRevision.objects.select_related("changed_by__person").filter(pk=revision_id).first()
    if found is None or SETTINGS.get(found.setting) is None:
        raise NotFound
    return found


def last_change(actor: Actor, code: str, subject_id: int) -> SettingRevision | None:
    """Return who changed a setting last, and when; None where nobody has since it was set up."""
    require_change_settings(actor)
    found = SettingRevision.objects.select_related("changed_by__person")
    return found.filter(setting=code, subject_id=subject_id).first()


class _Names:
    """Names of values, asked for once a page: the choices of a field at a desk, as a dictionary."""

    def __init__(self) -> None:
        self.fields = cache(lambda code, desk_id: {f.name: f for f in SETTINGS.get(code).fields(desk_id)})  # type: ignore[union-attr]  # changes of unknown kinds are left out
        self.choices = cache(lambda field, desk_id: dict(field.choices(desk_id)))


def _change(found: SettingRevision, names: _Names) -> Change:
    kind = SETTINGS.get(found.setting)
    assert kind is not None  # noqa: S101 - the caller left unknown kinds out
    fields = names.fields(found.setting, found.desk_id)
    changed = changed_fields(found.before, found.after)
    whole = found.before is None or found.after is None
    title = _title(found.after or found.before or {}) or _first_choice(kind, found, names) or str(kind.title)
    return Change(
        id=found.pk,
        title=title,
        did=WAYS["undone" if found.undoes_id else way_of(found.before, found.after)],
        about=f"{kind.title} · {found.desk.name}" if found.desk else str(kind.title),
        fields=() if whole else [_field(fields.get(name), name, found, names) for name in changed],
        by=found.changed_by.person.name if found.changed_by else "Firstline",
        at=found.changed_at,
        is_undoable=not hasattr(found, "undone_by"),
        instead=_("undone"),
    )


def _title(document: Document) -> str:
    return next((str(document[name]) for name in NAMING_FIELDS if document.get(name)), "")


def _first_choice(kind: SettingKind, found: SettingRevision, names: _Names) -> str:
    """Return what a setting without a name of its own is about: a membership is about a person."""
    first = next(iter(names.fields(found.setting, found.desk_id).values()), None)
    if first is None or first.choices is None or kind.is_table:
        return ""
    return str(_shown(first, (found.after or found.before or {}).get(first.name), found.desk_id, names))


def _field(field: SettingField | None, name: str, found: SettingRevision, names: _Names) -> FieldChange:
    before, after = (found.before or {}).get(name), (found.after or {}).get(name)
    if field is None:
        return name, before, after
    return field.label, _shown(field, before, found.desk_id, names), _shown(field, after, found.desk_id, names)


def _shown(field: SettingField, value: Any, desk_id: int | None, names: _Names) -> Any:
    """Return a value as people read it; yes and no are put into words by the page."""
    if field.choices is not None:
        return names.choices(field, desk_id).get(value, "" if value is None else value)
    if field.write is not None and value is not None:
        return field.write(value)
    return "" if value is None else value
