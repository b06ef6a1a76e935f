"""What an agency decides about promised times: first reply and solution, by severity, as one table a desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.calendars.rules.examples import coming_friday
from firstline.calendars.selectors import compiled, spec_of
from firstline.catalog.rules.scales import Severity
from firstline.desks.models import Desk
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingField, SettingKind, SettingRow, SettingStore, SettingTable
from firstline.kit.words import SEVERITY_WORDS
from firstline.promises.rules.clock import start
from firstline.promises.rules.defaults import Promise
from firstline.promises.rules.sense import reply_after_solve
from firstline.promises.rules.written import read_target, target_of, write_target
from firstline.promises.selectors import promises_document
from firstline.promises.services import put_promises

KINDS_OF_PROMISE = {"first_reply": gettext_lazy("First reply"), "solve": gettext_lazy("Solve")}
MOST_SEVERE_FIRST = tuple(reversed(Severity))
ASKED_AT = (15, 30)


def _fields(_desk_id: int | None) -> Sequence[SettingField]:
    return [
        SettingField(
            name=f"{severity}_{kind}",
            label=_("%(severity)s, %(what)s") % {"severity": SEVERITY_WORDS[severity], "what": str(words).lower()},
            limit=40,
            is_optional=True,
            read=read_target,
            write=write_target,
        )
        for severity in MOST_SEVERE_FIRST
        for kind, words in KINDS_OF_PROMISE.items()
    ]


def _table(_desk_id: int | None) -> SettingTable:
    rows = [(SEVERITY_WORDS[one], [f"{one}_{kind}" for kind in KINDS_OF_PROMISE]) for one in MOST_SEVERE_FIRST]
    hint = gettext_lazy(
        "Write 15 min, 3 h or 2 h 30 min of the desk's open hours, or 1 day for the end of the next business day, "
        "2 days for the one after. Empty promises nothing"
    )
    return SettingTable(list(KINDS_OF_PROMISE.values()), rows, hint)


def _check(document: Document, desk_id: int | None, _subject_id: int | None) -> None:
    if not any(document.values()):
        raise Invalid("nothing_promised", field=f"{Severity.CRITICAL}_solve")
    spec = spec_of(Desk.objects.select_related("calendar").get(pk=desk_id or 0).calendar)
    for severity in MOST_SEVERE_FIRST:
        if reply_after_solve(_promise(document, severity), spec):
            severity_words = str(SEVERITY_WORDS[severity])
            raise Invalid("reply_after_solve", field=f"{severity}_first_reply", severity=severity_words)


def _promise(document: Document, severity: Severity) -> Promise:
    return Promise(target_of(document[f"{severity}_first_reply"]), target_of(document[f"{severity}_solve"]))


def _example(document: Document, desk_id: int | None, now: datetime) -> str:
    """Return when a ticket of Friday afternoon would be due: of severity High, or the first that promises anything."""
    calendar = Desk.objects.select_related("calendar").get(pk=desk_id or 0).calendar
    zone = ZoneInfo(calendar.time_zone)
    asked = coming_friday(now, zone, *ASKED_AT)
    in_order = (Severity.HIGH, *(one for one in MOST_SEVERE_FIRST if one is not Severity.HIGH))
    severity = next((one for one in in_order if document[f"{one}_solve"] or document[f"{one}_first_reply"]), None)
    if severity is None:
        return _("Nothing is promised: tickets of this desk are never late")
    promise = _promise(document, severity)
    dues = [start(target, compiled(calendar, now), asked).due_at for target in (promise.first_reply, promise.solve)]
    reply, solve = (_moment(due.astimezone(zone)) if due else _("no promised time") for due in dues)
    words = {"severity": SEVERITY_WORDS[severity], "asked": _moment(asked), "reply": reply, "solve": solve}
    return _(
        "A ticket of severity %(severity)s called in %(asked)s: first reply due %(reply)s, solved by %(solve)s"
    ) % (words)


def _moment(at: datetime) -> str:
    return date_format(at, "l j M G:i")


def _rows(desk_id: int | None) -> list[SettingRow]:
    return [SettingRow(desk.pk, desk.name) for desk in Desk.objects.filter(pk=desk_id or 0)]


KINDS = {
    "promised-times": SettingKind(
        title=gettext_lazy("Promised times"),
        sentence=gettext_lazy(
            "How soon a desk answers and solves, by severity, in the hours of its calendar. A change counts for "
            "tickets logged, or given another severity, from now on; what was promised before stays"
        ),
        add_label=gettext_lazy("Promised times"),
        group="calendars",
        order=5,
        fields=_fields,
        table=_table,
        store=SettingStore(
            rows=_rows,
            desk_of=lambda desk_id: desk_id,
            read=promises_document,
            write=lambda _subject_id, desk_id, document: put_promises(desk_id=desk_id or 0, promises=document),
            remove=lambda _desk_id: None,
            is_used=lambda _desk_id: True,
        ),
        check=_check,
        example=_example,
    )
}
ERRORS: dict[str, Any] = {
    "target_not_understood": lambda params: (
        _("“%(part)s” is no promised time. Write 15 min, 3 h, 2 h 30 min, or 1 day") % params
    ),
    "nothing_promised": lambda _p: _("Nothing would be promised at all. Give at least one severity a time to solve"),
    "reply_after_solve": lambda params: (
        _("A ticket of severity %(severity)s would be due before its first reply is. Make the first reply sooner")
        % params
    ),
}
