"""Why severity is what it is: the reasons kept with a ticket, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.kit.words import SEVERITY_WORDS
from firstline.tickets.models import CHOSEN_BY_HAND

IMPACT_WORDS = {
    "one": gettext_lazy("one person"),
    "group": gettext_lazy("a room, team or office"),
    "wide": gettext_lazy("a school, a department or public safety"),
}
URGENCY_WORDS = {
    "goes_on": gettext_lazy("work goes on"),
    "hindered": gettext_lazy("work is hindered"),
    "stopped": gettext_lazy("work has stopped"),
}
PLAIN_TESTS = {
    "critical": gettext_lazy("A school, a department or public safety cannot work"),
    "high": gettext_lazy("A group cannot work, or one person cannot do time-bound work"),
    "normal": gettext_lazy("One person is hindered, or a group can go on"),
    "low": gettext_lazy("A question or a wish"),
}
ANSWER_WORDS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No"), "not_asked": gettext_lazy("Not asked")}


def nature_reason_text(reason: str) -> str:
    """Return why a ticket has its nature: the words that spoke for it, or that a person chose it."""
    return _("chosen by hand") if reason == CHOSEN_BY_HAND else reason


def reason_text(
    reason: Mapping[str, Any], nature: str, questions: Mapping[str, str], modifiers: Mapping[str, str]
) -> str:
    """Return one reason as a line; empty for a code that is not known any more.

    ``questions`` maps ids (as text) to the questions, ``modifiers`` codes to their names.
    """
    params: Mapping[str, Any] = reason.get("params") or {}
    made = _REASONS.get(str(reason.get("code", "")))
    return made(params, nature, questions, modifiers) if made else ""


def _default(params: Mapping[str, Any], nature: str, *_rest: Mapping[str, str]) -> str:
    words = {"nature": nature, "impact": _impact(params), "urgency": _urgency(params)}
    return _("%(nature)s starts with: %(impact)s, %(urgency)s") % words


def _answer(params: Mapping[str, Any], _nature: str, questions: Mapping[str, str], *_rest: Mapping[str, str]) -> str:
    question = questions.get(str(params.get("question", "")), "")
    answer = ANSWER_WORDS.get(str(params.get("answer", "")), "")
    return f"{question} {answer}: {_moves(params)}"


def _modifier(params: Mapping[str, Any], _nature: str, _questions: Any, modifiers: Mapping[str, str]) -> str:
    code = str(params.get("modifier", ""))
    return f"{modifiers.get(code, code)}: {_moves(params)}"


def _time_bound(params: Mapping[str, Any], _nature: str, _questions: Any, modifiers: Mapping[str, str]) -> str:
    code = str(params.get("modifier", ""))
    return _("%(what)s: cannot wait until tomorrow") % {"what": modifiers.get(code, code)}


def _critical(params: Mapping[str, Any], _nature: str, _questions: Any, modifiers: Mapping[str, str]) -> str:
    code = str(params.get("modifier", ""))
    return _("%(what)s: always Critical") % {"what": modifiers.get(code, code)}


def _matrix(params: Mapping[str, Any], *_rest: Any) -> str:
    severity = SEVERITY_WORDS.get(str(params.get("severity", "")), "")
    words = {"impact": _impact(params), "urgency": _urgency(params), "severity": severity}
    return _("Together: %(impact)s, %(urgency)s. Suggested: %(severity)s") % words


def _impact(params: Mapping[str, Any]) -> Any:
    return IMPACT_WORDS.get(str(params.get("impact", "")), "")


def _urgency(params: Mapping[str, Any]) -> Any:
    return URGENCY_WORDS.get(str(params.get("urgency", "")), "")


def _moves(params: Mapping[str, Any]) -> str:
    impact, urgency = int(params.get("impact_steps", 0)), int(params.get("urgency_steps", 0))
    parts = []
    if impact:
        parts.append(_("more people") if impact > 0 else _("fewer people"))
    if urgency:
        parts.append(_("more urgent") if urgency > 0 else _("less urgent"))
    return ", ".join(parts)


_REASONS: dict[str, Any] = {
    "nature_default": _default,
    "answer": _answer,
    "modifier": _modifier,
    "time_bound": _time_bound,
    "always_critical": _critical,
    "matrix": _matrix,
}
