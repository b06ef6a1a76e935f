"""Severity: the whole matrix of DOMAIN.md by hand, answers, modifiers, reasons."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.kernel.reasons import Reason
from firstline.triage.rules.severity import (
    DEFAULT_MODIFIERS,
    AnswerEffect,
    Impact,
    Modifier,
    Severity,
    Urgency,
    judge,
    matrix_severity,
    plain_test,
)

MATRIX_BY_HAND = [
    # impact, urgency, usually, time-bound today
    ("one", "goes_on", "low", "low"),
    ("one", "hindered", "normal", "normal"),
    ("one", "stopped", "normal", "high"),
    ("group", "goes_on", "normal", "normal"),
    ("group", "hindered", "normal", "normal"),
    ("group", "stopped", "high", "high"),
    ("wide", "goes_on", "normal", "normal"),
    ("wide", "hindered", "high", "high"),
    ("wide", "stopped", "critical", "critical"),
]
MODIFIERS = {modifier.code: modifier for modifier in DEFAULT_MODIFIERS}
STEPS = st.integers(-2, 2)
EFFECTS = st.lists(st.builds(AnswerEffect, st.integers(1, 5), st.sampled_from(["yes", "no"]), STEPS, STEPS), max_size=5)


@pytest.mark.parametrize(("impact", "urgency", "usual", "time_bound"), MATRIX_BY_HAND)
def test_matrix_is_that_of_the_domain(impact: str, urgency: str, usual: str, time_bound: str) -> None:
    assert matrix_severity(Impact(impact), Urgency(urgency)) == usual
    assert matrix_severity(Impact(impact), Urgency(urgency), is_time_bound=True) == time_bound


def test_matrix_by_hand_is_whole() -> None:
    assert {(row[0], row[1]) for row in MATRIX_BY_HAND} == set(itertools.product(list(Impact), list(Urgency)))


@pytest.mark.parametrize(
    ("answers", "modifiers", "severity", "impact", "urgency"),
    [
        ([], [], "low", "one", "goes_on"),
        ([(1, 0)], [], "normal", "group", "goes_on"),
        ([(0, 2)], [], "normal", "one", "stopped"),
        ([(1, 0), (0, 2)], [], "high", "group", "stopped"),
        ([(2, 0), (0, 2)], [], "critical", "wide", "stopped"),
        ([(9, 0), (-8, 0)], [], "normal", "group", "goes_on"),  # steps add up before the end stops them
        ([(-2, -2)], [], "low", "one", "goes_on"),
        ([(0, 2)], ["class_in_session"], "high", "one", "stopped"),
        ([(0, 1)], ["class_in_session"], "normal", "one", "hindered"),
        ([(0, 2)], ["testing_window"], "high", "group", "stopped"),
        ([(0, 2)], ["payroll_day"], "high", "one", "stopped"),
        ([], ["officer_safety"], "critical", "one", "goes_on"),
        ([], ["dispatch"], "critical", "one", "goes_on"),
    ],
)
def test_answers_and_modifiers_move_the_defaults(
    answers: list[tuple[int, int]], modifiers: list[str], severity: str, impact: str, urgency: str
) -> None:
    effects = [AnswerEffect(n, "yes", *steps) for n, steps in enumerate(answers)]
    decision = judge(Impact.ONE, Urgency.GOES_ON, effects, [MODIFIERS[code] for code in modifiers])
    assert (decision.severity, decision.impact, decision.urgency) == (severity, impact, urgency)


def test_every_move_is_told_as_a_reason() -> None:
    decision = judge(
        Impact.ONE,
        Urgency.GOES_ON,
        [AnswerEffect("others_too", "yes", 1, 0), AnswerEffect("since_when", "no")],
        [Modifier("testing_window", impact_steps=1, is_time_bound=True), Modifier("dispatch", makes_critical=True)],
    )
    assert decision.is_time_bound
    assert decision.reasons == (
        Reason("nature_default", {"impact": "one", "urgency": "goes_on"}),
        Reason("answer", {"question": "others_too", "answer": "yes", "impact_steps": 1, "urgency_steps": 0}),
        Reason("modifier", {"modifier": "testing_window", "impact_steps": 1, "urgency_steps": 0}),
        Reason("time_bound", {"modifier": "testing_window"}),
        Reason("always_critical", {"modifier": "dispatch"}),
        Reason("matrix", {"impact": "wide", "urgency": "goes_on", "severity": "critical"}),
    )
    assert decision.reasons[3].data() == {"code": "time_bound", "params": {"modifier": "testing_window"}}


@given(st.sampled_from(list(Impact)), st.sampled_from(list(Urgency)), EFFECTS, st.randoms())
def test_order_of_answers_does_not_matter(
    impact: Impact, urgency: Urgency, effects: list[AnswerEffect], dice: Random
) -> None:
    shuffled = list(effects)
    dice.shuffle(shuffled)
    assert judge(impact, urgency, effects).severity == judge(impact, urgency, shuffled).severity


@given(st.sampled_from(list(Impact)), st.sampled_from(list(Urgency)), EFFECTS, st.booleans())
def test_more_impact_or_urgency_never_lowers_severity(
    impact: Impact, urgency: Urgency, effects: list[AnswerEffect], more_impact: bool
) -> None:
    more = AnswerEffect("more", "yes", int(more_impact), int(not more_impact))
    assert judge(impact, urgency, [*effects, more]).severity.rank >= judge(impact, urgency, effects).severity.rank


@given(st.sampled_from(list(Impact)), st.sampled_from(list(Urgency)), EFFECTS)
def test_officer_safety_is_always_critical(impact: Impact, urgency: Urgency, effects: list[AnswerEffect]) -> None:
    assert judge(impact, urgency, effects, [MODIFIERS["officer_safety"]]).severity is Severity.CRITICAL


def test_severity_has_an_order_and_a_plain_test() -> None:
    assert [severity.rank for severity in Severity] == [0, 1, 2, 3]
    assert plain_test(Severity.CRITICAL) == "plain_test.critical"
