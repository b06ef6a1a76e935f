"""What an agency decides about triage: circumstances that move severity, words that suggest a nature of call.

Questions have their own editor.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.catalog.models import Nature
from firstline.catalog.rules.scales import Impact, Urgency
from firstline.catalog.words import IMPACTS, URGENCIES
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingField, SettingKind
from firstline.kit.words import SEVERITY_WORDS
from firstline.triage.models import KeywordRule, Modifier
from firstline.triage.rules import severity


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


STEPS = (
    (2, gettext_lazy("Two steps up")),
    (1, gettext_lazy("One step up")),
    (0, gettext_lazy("No change")),
    (-1, gettext_lazy("One step down")),
    (-2, gettext_lazy("Two steps down")),
)


def _steps(name: str, label: Any, hint: Any) -> SettingField:
    return SettingField(name=name, label=label, form="choice", choices=lambda _desk_id: STEPS, hint=hint)


MODIFIER_FIELDS = (
    SettingField(
        name="code",
        label=gettext_lazy("Code"),
        form="code",
        limit=40,
        is_fixed=True,
        hint=gettext_lazy("Tickets keep it, such as class_in_session"),
    ),
    SettingField(
        name="name",
        label=gettext_lazy("Name"),
        limit=120,
        hint=gettext_lazy("What staff tick in a call, such as A class is waiting right now"),
    ),
    _steps(
        "impact_steps",
        gettext_lazy("How many are hit"),
        gettext_lazy("One person, then a room, team or office, then a whole school or department"),
    ),
    _steps(
        "urgency_steps",
        gettext_lazy("How badly work is hit"),
        gettext_lazy("Work goes on, then it is hindered, then it has stopped"),
    ),
    SettingField(
        name="is_time_bound",
        label=gettext_lazy("It cannot wait until tomorrow"),
        form="yes_no",
        hint=gettext_lazy("Then one person whose work has stopped is High instead of Normal"),
    ),
    SettingField(name="makes_critical", label=gettext_lazy("Always Critical, whatever else is known"), form="yes_no"),
    SettingField(name="is_active", label=gettext_lazy("In use"), form="yes_no"),
)


def _modifier_note(row: Modifier) -> str:
    moves = ((_("how many are hit"), row.impact_steps), (_("how badly"), row.urgency_steps))
    parts = [f"{what} {steps:+d}" for what, steps in moves if steps]
    parts += [_("cannot wait until tomorrow")] * row.is_time_bound + [_("always Critical")] * row.makes_critical
    return ", ".join(parts)


def _check_modifier(document: Document, _desk_id: int | None, _modifier_id: int | None) -> None:
    if not any(document[name] for name in ("impact_steps", "urgency_steps", "is_time_bound", "makes_critical")):
        raise Invalid("modifier_moves_nothing", field="impact_steps")


def _modifier_example(document: Document, _desk_id: int | None, _now: datetime) -> str:
    """Return the first case that the circumstance moves, the plainest first: judged as in a call."""
    moves = {name: document[name] for name in ("impact_steps", "urgency_steps", "is_time_bound", "makes_critical")}
    for impact in Impact:
        for urgency in (Urgency.STOPPED, Urgency.HINDERED, Urgency.GOES_ON):
            plain = severity.judge(impact, urgency).severity
            ticked = severity.judge(impact, urgency, modifiers=[severity.Modifier("", **moves)]).severity
            if plain is not ticked:
                words = {
                    "name": document["name"],
                    "impact": dict(IMPACTS)[impact],
                    "urgency": dict(URGENCIES)[urgency],
                    "plain": SEVERITY_WORDS[plain],
                    "ticked": SEVERITY_WORDS[ticked],
                }
                return _("%(impact)s. %(urgency)s: %(plain)s. With “%(name)s” ticked: %(ticked)s") % words
    return _("By itself it moves no severity; together with answers it can")


KINDS = {
    "circumstances": SettingKind(
        title=gettext_lazy("Circumstances that move severity"),
        sentence=gettext_lazy(
            "What staff of a desk can tick in a call, such as a class in session or officer safety. It moves the "
            "severity that follows from the answers, and the ticket says so. Tickets logged before keep theirs"
        ),
        add_label=gettext_lazy("Add a circumstance"),
        group="questions",
        order=15,
        fields=lambda _desk_id: MODIFIER_FIELDS,
        model=Modifier,
        desk_path="desk",
        note=_modifier_note,
        check=_check_modifier,
        example=_modifier_example,
    ),
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
    ),
}
