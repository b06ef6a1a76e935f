"""What an agency decides about routing: which group takes which nature of call, level by level, as one table a desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.catalog.models import Nature
from firstline.desks.models import Desk
from firstline.kernel.settings import Document, SettingField, SettingKind, SettingRow, SettingStore, SettingTable
from firstline.routing.selectors import coverage_document
from firstline.routing.services import put_coverage
from firstline.teams.models import Level, SupportGroup


def _natures(desk_id: int | None) -> list[Nature]:
    return list(Nature.objects.filter(desk_id=desk_id or 0, is_active=True))


def _levels(desk_id: int | None) -> list[Level]:
    return list(Level.objects.filter(desk_id=desk_id or 0))


def _groups(desk_id: int | None) -> list[tuple[Any, Any]]:
    found = SupportGroup.objects.filter(desk_id=desk_id or 0)
    named = [(g.pk, g.name if g.is_active else _("%(name)s (retired)") % {"name": g.name}) for g in found]
    return [(None, "–"), *named]


def _cell(nature_id: int, level_id: int) -> str:
    return f"n{nature_id}_l{level_id}"


def _fields(desk_id: int | None) -> Sequence[SettingField]:
    groups = _groups(desk_id)
    levels = _levels(desk_id)
    return [
        SettingField(
            name=_cell(nature.pk, level.pk),
            label=f"{nature.name}, {level.name}",
            form="choice",
            is_optional=True,
            choices=lambda _desk_id: groups,
        )
        for nature in _natures(desk_id)
        for level in levels
    ]


def _table(desk_id: int | None) -> SettingTable:
    levels = _levels(desk_id)
    rows = [(nature.name, [_cell(nature.pk, level.pk) for level in levels]) for nature in _natures(desk_id)]
    return SettingTable([level.name for level in levels], rows)


def _example(document: Document, desk_id: int | None, _now: datetime) -> str:
    groups, levels = dict(_groups(desk_id)), _levels(desk_id)
    for nature in _natures(desk_id):
        way = [groups.get(document.get(_cell(nature.pk, level.pk))) for level in levels]
        names = [str(name) for name in way if name and name != "–"]
        if names:
            words = {"nature": nature.name, "way": " → ".join(names)}
            return _("%(nature)s goes to %(way)s; forwarded beyond the last it is the director's") % words
    return _("No nature has a group yet: tickets wait for the coordinator")


def _rows(desk_id: int | None) -> list[SettingRow]:
    return [SettingRow(desk.pk, desk.name) for desk in Desk.objects.filter(pk=desk_id or 0)]


KINDS = {
    "coverage": SettingKind(
        title=gettext_lazy("Coverage"),
        sentence=gettext_lazy(
            "Which support group takes which nature of call at which level. New tickets go to the first group of "
            "their row; forwarding up goes to the next"
        ),
        add_label=gettext_lazy("Coverage"),
        group="services",
        order=40,
        fields=_fields,
        table=_table,
        store=SettingStore(
            rows=_rows,
            desk_of=lambda desk_id: desk_id,
            read=coverage_document,
            write=lambda _subject_id, desk_id, document: put_coverage(desk_id=desk_id or 0, cells=document),
            remove=lambda _desk_id: None,
            is_used=lambda _desk_id: True,
        ),
        example=_example,
    )
}
