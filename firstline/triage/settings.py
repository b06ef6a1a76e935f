"""What an agency decides about triage: the words that suggest a nature of call. Questions have their own editor."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.catalog.models import Nature
from firstline.kernel.settings import Document, SettingField, SettingKind
from firstline.triage.models import KeywordRule


def _natures(desk_id: int | None) -> list[tuple[Any, Any]]:
    found = Nature.objects.filter(desk_id=desk_id or 0).order_by("name")
    return [(n.pk, n.name if n.is_active else _("%(name)s (retired)") % {"name": n.name}) for n in found]


FIELDS = (
    SettingField(
        name="phrase",
        label=gettext_lazy("Word or phrase"),
        limit=60,
        hint=gettext_lazy("As callers say it, such as will not print"),
    ),
    SettingField(name="nature_id", label=gettext_lazy("Speaks for"), form="choice", choices=_natures),
    SettingField(
        name="weight",
        label=gettext_lazy("Weight"),
        form="number",
        minimum=1,
        maximum=9,
        hint=gettext_lazy("1 is a hint, 9 nearly decides"),
    ),
)


def _note(rule: KeywordRule) -> str:
    return _("%(nature)s, weight %(weight)s") % {"nature": rule.nature.name, "weight": rule.weight}


def _example(document: Document, desk_id: int | None, _now: datetime) -> str:
    words = {"phrase": document["phrase"], "nature": dict(_natures(desk_id)).get(document["nature_id"], "")}
    return _("Typing “%(phrase)s” in a call suggests %(nature)s, with the words as its reason") % words


KINDS = {
    "keywords": SettingKind(
        title=gettext_lazy("Words that suggest a nature"),
        sentence=gettext_lazy("What callers say that speaks for a nature of call. It is suggested while staff type"),
        add_label=gettext_lazy("Add a word or phrase"),
        group="questions",
        order=20,
        fields=lambda _desk_id: FIELDS,
        model=KeywordRule,
        desk_path="nature__desk",
        related=("nature",),
        note=_note,
        example=_example,
    )
}
