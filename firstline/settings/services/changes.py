"""What administrators do with settings: add, change, retire, remove, undo. Each is a revision and a fact.

One change at a time in the whole installation: settings change seldom, and so no two of them can pass each other.
"""

from dataclasses import replace
from datetime import datetime

from django.db import connection

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, NotFound, RuleBroken
from firstline.kernel.settings import Document
from firstline.ledger.services import record, use_case
from firstline.settings.events import SettingChanged
from firstline.settings.models import SettingRevision
from firstline.settings.policies import require_change_settings
from firstline.settings.rules.documents import ACTIVE, changed_fields, cleaned, digest, is_still, way_of
from firstline.settings.selectors.documents import Setting, is_needed, is_used, kind_of, offered, setting_as_it_is
from firstline.settings.services._rows import remove_row, write_row

_ONE_AT_A_TIME = 20_260_914


@use_case
def add_setting(*, actor: Actor, code: str, desk_id: int | None, document: Document, now: datetime) -> SettingRevision:
    """Add a setting of a kind, at a desk where desks have their own.

    *Needs* settings.change. *Emits* setting_changed. *Raises* NotFound (kind, desk), Invalid (a field, or there is one
    like it), RuleBroken (what the kind does not allow).
    """
    require_change_settings(actor)
    _lock()
    kind = kind_of(actor, code)
    if kind.is_table or kind.is_of_desk != (desk_id is not None):
        raise NotFound
    nothing = Setting(code, kind, 0, desk_id, None, "")
    return _put(actor, nothing, {ACTIVE: True} | document, now)


@use_case
def change_setting(
    *, actor: Actor, code: str, subject_id: int, document: Document, seen: str, now: datetime
) -> SettingRevision | None:
    """Change a setting; ``seen`` is the digest of what the person saw. Returns None where nothing is different.

    *Needs* settings.change. *Emits* setting_changed. *Raises* NotFound, Conflict (somebody changed it since), Invalid,
    RuleBroken.
    """
    found = _locked(actor, code, subject_id)
    if digest(found.document) != seen:
        raise Conflict("setting_changed_meanwhile")
    return _put_if_different(actor, found, document, now)


@use_case
def retire_setting(*, actor: Actor, code: str, subject_id: int, now: datetime) -> SettingRevision | None:
    """Take a setting out of what is offered; records that refer to it keep it.

    *Needs* settings.change. *Emits* setting_changed. *Raises* NotFound, RuleBroken (this kind or this one must stay).
    """
    return _set_active(actor, code, subject_id, now, value=False)


@use_case
def offer_again(*, actor: Actor, code: str, subject_id: int, now: datetime) -> SettingRevision | None:
    """Offer a retired setting again.

    *Needs* settings.change. *Emits* setting_changed. *Raises* NotFound, RuleBroken, Invalid (its place is taken).
    """
    return _set_active(actor, code, subject_id, now, value=True)


@use_case
def remove_setting(*, actor: Actor, code: str, subject_id: int, now: datetime) -> SettingRevision:
    """Remove a setting that nothing refers to.

    *Needs* settings.change. *Emits* setting_changed. *Raises* NotFound, RuleBroken (it is used).
    """
    return _remove(actor, _locked(actor, code, subject_id), now)


@use_case
def undo_change(*, actor: Actor, revision_id: int, now: datetime) -> SettingRevision:
    """Put a setting back to what it was before a change: a new change that names the undone one.

    *Needs* settings.change. *Emits* setting_changed. *Raises* NotFound, RuleBroken (undone already, changed since, or
    used by now), Invalid (what it was no longer fits).
    """
    require_change_settings(actor)
    _lock()
    undone = SettingRevision.objects.filter(pk=revision_id).first()
    if undone is None:
        raise NotFound
    if SettingRevision.objects.filter(undoes=undone).exists():
        raise RuleBroken("setting_undone_already")
    found = setting_as_it_is(kind_of(actor, undone.setting), undone.setting, undone.subject_id)
    if not is_still(found.document, undone.after):
        raise RuleBroken("setting_changed_since")
    found = replace(found, desk_id=undone.desk_id)
    if undone.before is None:
        return _remove(actor, found, now, undoes=undone)
    return _put(actor, found, undone.before, now, undoes=undone)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _locked(actor: Actor, code: str, subject_id: int) -> Setting:
    require_change_settings(actor)
    _lock()
    found = setting_as_it_is(kind_of(actor, code), code, subject_id)
    if found.document is None:
        raise NotFound
    return found


def _set_active(actor: Actor, code: str, subject_id: int, now: datetime, *, value: bool) -> SettingRevision | None:
    found = _locked(actor, code, subject_id)
    if ACTIVE not in (found.document or {}):
        raise RuleBroken("setting_not_retired")
    return _put_if_different(actor, found, {**(found.document or {}), ACTIVE: value}, now)


def _put_if_different(actor: Actor, found: Setting, document: Document, now: datetime) -> SettingRevision | None:
    wanted = {**(found.document or {}), **document}
    return _put(actor, found, wanted, now) if changed_fields(found.document, wanted) else None


def _put(
    actor: Actor, found: Setting, document: Document, now: datetime, *, undoes: SettingRevision | None = None
) -> SettingRevision:
    """Check and write the document; a removed setting comes back under its old id."""
    kind, subject_id = found.kind, found.subject_id or None
    fields = kind.fields(found.desk_id)
    kept = found.document or {}
    wanted = cleaned(fields, offered(fields, found.desk_id), document)
    wanted |= {field.name: kept[field.name] for field in fields if field.is_fixed and field.name in kept}
    if kept.get(ACTIVE) and not wanted[ACTIVE] and is_needed(kind, found.subject_id):
        raise RuleBroken("setting_needed")
    if kind.check:
        kind.check(wanted, found.desk_id, subject_id)
    written_id = (kind.store.write if kind.store else write_row(kind))(subject_id, found.desk_id, wanted)
    now_is = setting_as_it_is(kind, found.code, written_id)
    return _record(actor, replace(found, subject_id=written_id), now_is.document, now, undoes)


def _remove(actor: Actor, found: Setting, now: datetime, *, undoes: SettingRevision | None = None) -> SettingRevision:
    if is_needed(found.kind, found.subject_id):
        raise RuleBroken("setting_needed")
    if found.kind.is_table or is_used(found):
        raise RuleBroken("setting_in_use")
    if found.kind.store:
        found.kind.store.remove(found.subject_id)
    else:
        remove_row(found.kind, found.subject_id)
    return _record(actor, found, None, now, undoes)


def _record(
    actor: Actor, found: Setting, after: Document | None, now: datetime, undoes: SettingRevision | None
) -> SettingRevision:
    revision = SettingRevision.objects.create(
        setting=found.code,
        subject_id=found.subject_id,
        desk_id=found.desk_id,
        before=found.document,
        after=after,
        changed_at=now,
        changed_by_id=actor.user_id,
        undoes=undoes,
    )
    fact = SettingChanged(
        desk_id=found.desk_id,
        subject_id=found.subject_id,
        setting=found.code,
        way=way_of(found.document, after),
        fields=changed_fields(found.document, after),
        revision_id=revision.pk,
        undone_revision_id=undoes.pk if undoes else None,
    )
    record(fact, actor=actor, at=now)
    return revision
