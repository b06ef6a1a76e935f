"""What an agency decides about its desks: names, extensions, calendars, languages."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.calendars.selectors import unscoped_calendars
from firstline.desks.models import Desk
from firstline.desks.selectors import unscoped_desk_document, unscoped_desk_is_used, unscoped_desks
from firstline.desks.services import put_desk, remove_desk
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingField, SettingKind, SettingRow, SettingStore

LANGUAGES = (("en", "English"), ("es", "Español"))


def _calendars(_desk_id: int | None) -> list[tuple[Any, Any]]:
    return [(calendar.pk, calendar.name) for calendar in unscoped_calendars()]


FIELDS = (
    SettingField(
        name="code",
        label=gettext_lazy("Code"),
        form="code",
        limit=40,
        is_fixed=True,
        hint=gettext_lazy("Stands in files and reports, such as district"),
    ),
    SettingField(name="name", label=gettext_lazy("Name"), limit=120, hint=gettext_lazy("What everybody reads")),
    SettingField(name="extension", label=gettext_lazy("Extension"), limit=20, hint=gettext_lazy("Which people ring")),
    SettingField(name="calendar_id", label=gettext_lazy("Calendar"), form="choice", choices=_calendars),
    SettingField(name="language", label=gettext_lazy("Language"), form="choice", choices=lambda _desk_id: LANGUAGES),
    SettingField(
        name="is_confidential",
        label=gettext_lazy("Confidential: nobody else learns of its tickets"),
        form="yes_no",
        is_fixed=True,
        hint=gettext_lazy("Then it has numbers of its own. This cannot be changed later"),
    ),
    SettingField(
        name="prefix",
        label=gettext_lazy("Beginning of its ticket numbers"),
        limit=8,
        is_optional=True,
        is_fixed=True,
        hint=gettext_lazy("For a confidential desk, such as P-"),
    ),
    SettingField(name="is_active", label=gettext_lazy("In use"), form="yes_no"),
)


def _check(document: Document, _desk_id: int | None, desk_id: int | None) -> None:
    if desk_id is not None:
        return
    if document["is_confidential"] and not document["prefix"]:
        raise Invalid("prefix_missing", field="prefix")
    if document["prefix"] and not document["is_confidential"]:
        raise Invalid("prefix_not_needed", field="prefix")


def _example(document: Document, _desk_id: int | None, _now: datetime) -> str:
    words = {"name": document["name"], "extension": document["extension"], "number": f"#{document['prefix']}1042"}
    return _("People ring %(extension)s and reach %(name)s; its tickets are numbered like %(number)s") % words


def _rows(_desk_id: int | None) -> list[SettingRow]:
    return [SettingRow(desk.pk, desk.name, _note(desk), desk.is_active) for desk in unscoped_desks()]


def _note(desk: Desk) -> str:
    words = {"extension": desk.extension, "calendar": desk.calendar.name}
    if desk.is_confidential:
        return _("extension %(extension)s, %(calendar)s, confidential") % words
    return _("extension %(extension)s, %(calendar)s") % words


KINDS = {
    "desks": SettingKind(
        title=gettext_lazy("Desks"),
        sentence=gettext_lazy(
            "The help desks of the agency. Staff see the tickets of the desks where they have a role, and no others"
        ),
        add_label=gettext_lazy("Add a desk"),
        group="organisation",
        order=10,
        fields=lambda _desk_id: FIELDS,
        store=SettingStore(
            rows=_rows,
            desk_of=lambda _desk_id: None,
            read=unscoped_desk_document,
            write=lambda desk_id, _desk_id, document: put_desk(desk_id=desk_id, document=document),
            remove=lambda desk_id: remove_desk(desk_id=desk_id),
            is_used=unscoped_desk_is_used,
        ),
        check=_check,
        example=_example,
    )
}
ERRORS = {
    "prefix_missing": lambda _p: _("Give its numbers a beginning, such as P-, so that they are told apart"),
    "prefix_not_needed": lambda _p: _("Only a confidential desk has numbers of its own. Leave this empty"),
}
