"""What an agency decides about its services: which there are, the natures of call, who is entitled to what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.catalog.models import EntitlementRule, Nature, Service
from firstline.catalog.words import IMPACTS, SCHOOL_LEVELS, URGENCIES, VERDICTS
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingField, SettingKind
from firstline.people.models import PersonCategory

NUMBER_KEYS = 8
ACTIVE = SettingField(name="is_active", label=gettext_lazy("In use"), form="yes_no")


def _code(hint: Any) -> SettingField:
    return SettingField(name="code", label=gettext_lazy("Code"), form="code", limit=40, hint=hint, is_fixed=True)


def _services(_desk_id: int | None) -> list[tuple[Any, Any]]:
    found = Service.objects.order_by("name")
    return [(s.pk, s.name if s.is_active else _("%(name)s (retired)") % {"name": s.name}) for s in found]


def _any_service(desk_id: int | None) -> list[tuple[Any, Any]]:
    return [(None, _("Any")), *_services(desk_id)]


def _categories(_desk_id: int | None) -> list[tuple[Any, Any]]:
    return [(None, _("Any")), *PersonCategory.objects.order_by("name").values_list("pk", "name")]


SERVICE_FIELDS = (
    _code(gettext_lazy("Stands in reports and files, such as printing")),
    SettingField(name="name", label=gettext_lazy("Name")),
    ACTIVE,
)
NATURE_FIELDS = (
    _code(gettext_lazy("Stands in reports and addresses, such as printing")),
    SettingField(name="name", label=gettext_lazy("Name"), limit=60, hint=gettext_lazy("What staff read and type")),
    SettingField(name="service_id", label=gettext_lazy("Service"), form="choice", choices=_services),
    SettingField(
        name="number_key",
        label=gettext_lazy("Number key"),
        form="number",
        minimum=1,
        maximum=NUMBER_KEYS,
        is_optional=True,
        hint=gettext_lazy("1 to 8 chooses it in a call; without one it is found by typing"),
    ),
    SettingField(
        name="default_impact", label=gettext_lazy("Usually hits"), form="choice", choices=lambda _desk_id: IMPACTS
    ),
    SettingField(
        name="default_urgency", label=gettext_lazy("Usually"), form="choice", choices=lambda _desk_id: URGENCIES
    ),
    SettingField(
        name="needs_identity_check",
        label=gettext_lazy("The caller's identity is checked first"),
        form="yes_no",
        hint=gettext_lazy("For passwords and access: “not verified” blocks solving"),
    ),
    ACTIVE,
)
RULE_FIELDS = (
    SettingField(
        name="category_id",
        label=gettext_lazy("Category of personnel"),
        form="choice",
        is_optional=True,
        choices=_categories,
    ),
    SettingField(
        name="school_level",
        label=gettext_lazy("School level of the site"),
        form="choice",
        is_optional=True,
        choices=lambda _desk_id: SCHOOL_LEVELS,
    ),
    SettingField(
        name="service_id", label=gettext_lazy("Service"), form="choice", is_optional=True, choices=_any_service
    ),
    SettingField(name="verdict", label=gettext_lazy("Answer"), form="choice", choices=lambda _desk_id: VERDICTS),
    SettingField(
        name="refer_to",
        label=gettext_lazy("Whom to call instead"),
        limit=200,
        is_optional=True,
        hint=gettext_lazy("For referrals: a name and a number"),
    ),
    SettingField(name="clause_number", label=gettext_lazy("Clause"), limit=20, hint=gettext_lazy("Such as 5.1.1")),
    SettingField(name="clause_text", label=gettext_lazy("What the clause says"), form="text", limit=400),
)


def _named(choices: Sequence[tuple[Any, Any]], value: Any) -> str:
    return str(dict(choices).get(value, ""))


def _nature_note(nature: Nature) -> str:
    parts = [nature.service.name]
    if nature.number_key:
        parts.append(_("key %(key)s") % {"key": nature.number_key})
    if nature.needs_identity_check:
        parts.append(_("identity is checked"))
    if nature.is_catch_all:
        parts.append(_("takes what fits nowhere else"))
    return ", ".join(parts)


def _nature_example(document: Document, _desk_id: int | None, _now: datetime) -> str:
    words = {
        "name": document["name"],
        "impact": _named(IMPACTS, document["default_impact"]),
        "urgency": _named(URGENCIES, document["default_urgency"]),
        "key": document["number_key"],
    }
    if document["number_key"]:
        return _("Alt %(key)s in a call chooses %(name)s. The severity begins at: %(impact)s. %(urgency)s") % words
    return _("Typing %(name)s in a call chooses it. The severity begins at: %(impact)s. %(urgency)s") % words


def _rule_note(rule: EntitlementRule) -> str:
    return _who(rule.category_id, rule.school_level, rule.service_id) + ": " + _named(VERDICTS, rule.verdict)


def _who(category_id: int | None, school_level: str | None, service_id: int | None) -> str:
    names = (
        _named(_categories(None), category_id) if category_id else _("Everybody"),
        _named(SCHOOL_LEVELS, school_level) if school_level is not None else "",
        _named(_services(None), service_id) if service_id else "",
    )
    return ", ".join(name for name in names if name)


def _rule_example(document: Document, _desk_id: int | None, _now: datetime) -> str:
    who = _who(document["category_id"], document["school_level"], document["service_id"])
    words = {"who": who, "verdict": _named(VERDICTS, document["verdict"]), "clause": document["clause_number"]}
    return _("%(who)s: %(verdict)s, by clause %(clause)s. A rule that says more wins over one that says less") % words


def _check_rule(document: Document, _desk_id: int | None, _rule_id: int | None) -> None:
    if document["verdict"] == "refer" and not document["refer_to"]:
        raise Invalid("refer_to_missing", field="refer_to")


def _is_catch_all(nature_id: int) -> bool:
    return Nature.objects.filter(pk=nature_id, is_catch_all=True).exists()


KINDS = {
    "services": SettingKind(
        title=gettext_lazy("Services"),
        sentence=gettext_lazy("What the agency supports, for all desks. Natures of call and entitlement go by them"),
        add_label=gettext_lazy("Add a service"),
        group="services",
        order=10,
        fields=lambda _desk_id: SERVICE_FIELDS,
        model=Service,
        note=lambda service: service.code,
        example=lambda document, _desk_id, _now: (
            _("Natures of call and rules of entitlement offer “%(name)s” as what is supported") % document
        ),
    ),
    "natures": SettingKind(
        title=gettext_lazy("Natures of call"),
        sentence=gettext_lazy(
            "The kinds of problem that a desk takes. Staff choose one in each call; it decides who gets it, "
            "what is asked, and how severe it is at first"
        ),
        add_label=gettext_lazy("Add a nature of call"),
        group="services",
        order=20,
        fields=lambda _desk_id: NATURE_FIELDS,
        model=Nature,
        desk_path="desk",
        related=("service",),
        note=_nature_note,
        is_needed=_is_catch_all,
        example=_nature_example,
    ),
    "entitlement": SettingKind(
        title=gettext_lazy("Entitlement"),
        sentence=gettext_lazy(
            "Who may ask for what. Every call shows the answer with its clause; where no rule fits it says "
            "“No rule, ask the director”"
        ),
        add_label=gettext_lazy("Add a rule"),
        group="services",
        order=30,
        fields=lambda _desk_id: RULE_FIELDS,
        model=EntitlementRule,
        related=("category", "service"),
        note=_rule_note,
        check=_check_rule,
        example=_rule_example,
    ),
}
