"""What an agency decides about tickets: how they can be resolved."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kernel.settings import Document, SettingField, SettingKind
from firstline.tickets.models import ResolutionCode, Ticket
from firstline.tickets.rules.resolution_codes import ENDS_ON_THE_CALL
from firstline.triage.models import Modifier

FIELDS = (
    SettingField(
        name="code",
        label=gettext_lazy("Code"),
        form="code",
        limit=40,
        hint=gettext_lazy("Stands in reports and exports, such as on_the_call"),
        is_fixed=True,
    ),
    SettingField(
        name="name", label=gettext_lazy("Name"), limit=80, hint=gettext_lazy("What staff and requesters read")
    ),
    SettingField(
        name="position",
        label=gettext_lazy("Place in the list"),
        form="number",
        minimum=1,
        maximum=999,
        hint=gettext_lazy("1 is offered first"),
    ),
    SettingField(name="is_active", label=gettext_lazy("In use"), form="yes_no"),
)


def _note(code: ResolutionCode) -> str:
    return _("%(code)s, place %(position)s") % {"code": code.code, "position": code.position}


def _example(document: Document, _desk_id: int | None, _now: datetime) -> str:
    return _("Whoever resolves a ticket chooses “%(name)s”, and the requester reads it on the request") % document


def _is_needed(code_id: int) -> bool:
    return ResolutionCode.objects.filter(pk=code_id, code__in=ENDS_ON_THE_CALL).exists()


def _names_circumstance(modifier_id: int) -> bool:
    found = Modifier.objects.filter(pk=modifier_id).first()
    return (
        found is not None and Ticket.objects.filter(desk=found.desk_id, modifier_codes__contains=[found.code]).exists()
    )


USES = {"circumstances": _names_circumstance}
KINDS = {
    "resolution-codes": SettingKind(
        title=gettext_lazy("Resolution codes"),
        sentence=gettext_lazy("How a ticket can be resolved. Staff of all desks choose one each time"),
        add_label=gettext_lazy("Add a resolution code"),
        group="questions",
        order=30,
        fields=lambda _desk_id: FIELDS,
        note=_note,
        model=ResolutionCode,
        is_needed=_is_needed,
        example=_example,
    )
}
