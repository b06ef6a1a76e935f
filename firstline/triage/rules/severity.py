"""Severity from impact and urgency (DOMAIN.md, Severity; SCIENCE.md §2). Overrides are recorded by the caller of this.

The nature sets the defaults, answers move them by shown amounts, modifiers are data of the desk. Everything that moved
the result is told as a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstline.catalog.rules.scales import Impact, Severity, Urgency, moved
from firstline.kernel.reasons import Reason

__all__ = [
    "DEFAULT_MODIFIERS",
    "AnswerEffect",
    "Impact",
    "Modifier",
    "Severity",
    "SeverityDecision",
    "Urgency",
    "judge",
    "matrix_severity",
    "plain_test",
]

MATRIX: Mapping[tuple[Impact, Urgency], Severity] = {
    (Impact.ONE, Urgency.GOES_ON): Severity.LOW,
    (Impact.ONE, Urgency.HINDERED): Severity.NORMAL,
    (Impact.ONE, Urgency.STOPPED): Severity.NORMAL,  # High when time-bound today
    (Impact.GROUP, Urgency.GOES_ON): Severity.NORMAL,
    (Impact.GROUP, Urgency.HINDERED): Severity.NORMAL,
    (Impact.GROUP, Urgency.STOPPED): Severity.HIGH,
    (Impact.WIDE, Urgency.GOES_ON): Severity.NORMAL,
    (Impact.WIDE, Urgency.HINDERED): Severity.HIGH,
    (Impact.WIDE, Urgency.STOPPED): Severity.CRITICAL,
}


@dataclass(frozen=True)
class AnswerEffect:
    """What the answer to a diagnostic question moves. ``question`` is an id or code, steps are −2 to 2.

    "Not asked" moves nothing and needs no row.
    """

    question: int | str
    answer: str
    impact_steps: int = 0
    urgency_steps: int = 0


@dataclass(frozen=True)
class Modifier:
    """A circumstance that moves severity. ``is_time_bound``: the work cannot wait until tomorrow."""

    code: str
    impact_steps: int = 0
    urgency_steps: int = 0
    is_time_bound: bool = False
    makes_critical: bool = False


DEFAULT_MODIFIERS: tuple[Modifier, ...] = (
    Modifier("class_in_session", is_time_bound=True),
    Modifier("testing_window", impact_steps=1, is_time_bound=True),
    Modifier("payroll_day", is_time_bound=True),
    Modifier("report_card_day", is_time_bound=True),
    Modifier("dispatch", makes_critical=True),
    Modifier("officer_safety", makes_critical=True),
)
"""What is shipped; an agency changes it as data. Dispatch and officer safety are always critical (SCIENCE.md §2)."""


@dataclass(frozen=True)
class SeverityDecision:
    """The severity, the impact and urgency it follows from, and every reason in the order in which it took effect."""

    severity: Severity
    impact: Impact
    urgency: Urgency
    is_time_bound: bool
    reasons: tuple[Reason, ...]


def matrix_severity(impact: Impact, urgency: Urgency, *, is_time_bound: bool = False) -> Severity:
    """Return the severity that the matrix of DOMAIN.md gives.

    Being time-bound today raises only one case: one person whose work is stopped is High instead of Normal.

    Worked value: a group that cannot work is High; a school that cannot work is Critical.
    """
    if is_time_bound and (impact, urgency) == (Impact.ONE, Urgency.STOPPED):
        return Severity.HIGH
    return MATRIX[impact, urgency]


def judge(
    impact: Impact,
    urgency: Urgency,
    answers: Iterable[AnswerEffect] = (),
    modifiers: Iterable[Modifier] = (),
) -> SeverityDecision:
    """Judge the severity from the nature's defaults, the answers and the circumstances.

    Steps add up before the ends of the scale stop them, so the order of answers does not matter.

    Reasons: ``nature_default`` (impact, urgency) · ``answer`` (question, answer, impact_steps, urgency_steps) ·
    ``modifier`` (modifier, impact_steps, urgency_steps) · ``time_bound`` (modifier) · ``always_critical`` (modifier) ·
    ``matrix`` (impact, urgency, severity), always last.

    Worked value: printing (one person, goes on) with "the whole office" (+1 impact) and "cannot work" (+2 urgency) is
    group × stopped = High.
    """
    reasons = [Reason("nature_default", {"impact": impact.value, "urgency": urgency.value})]
    impact_steps = urgency_steps = 0
    for answer in answers:
        impact_steps += answer.impact_steps
        urgency_steps += answer.urgency_steps
        if answer.impact_steps or answer.urgency_steps:
            moves = {"impact_steps": answer.impact_steps, "urgency_steps": answer.urgency_steps}
            reasons.append(Reason("answer", {"question": answer.question, "answer": answer.answer, **moves}))
    present = tuple(modifiers)
    for modifier in present:
        impact_steps += modifier.impact_steps
        urgency_steps += modifier.urgency_steps
        reasons.extend(_modifier_reasons(modifier))
    impact, urgency = moved(impact, impact_steps), moved(urgency, urgency_steps)
    is_time_bound = any(modifier.is_time_bound for modifier in present)
    severity = matrix_severity(impact, urgency, is_time_bound=is_time_bound)
    if any(modifier.makes_critical for modifier in present):
        severity = Severity.CRITICAL
    outcome = {"impact": impact.value, "urgency": urgency.value, "severity": severity.value}
    return SeverityDecision(severity, impact, urgency, is_time_bound, (*reasons, Reason("matrix", outcome)))


def plain_test(severity: Severity) -> str:
    """Return the code of the plain test shown under the control (UX.md §2), such as ``plain_test.critical``."""
    return f"plain_test.{severity.value}"


def _modifier_reasons(modifier: Modifier) -> list[Reason]:
    reasons = []
    if modifier.impact_steps or modifier.urgency_steps:
        moves = {"impact_steps": modifier.impact_steps, "urgency_steps": modifier.urgency_steps}
        reasons.append(Reason("modifier", {"modifier": modifier.code, **moves}))
    if modifier.is_time_bound:
        reasons.append(Reason("time_bound", {"modifier": modifier.code}))
    if modifier.makes_critical:
        reasons.append(Reason("always_critical", {"modifier": modifier.code}))
    return reasons
