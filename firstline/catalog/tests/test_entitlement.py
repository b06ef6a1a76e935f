"""Entitlement: procedure 5.1.1 to 5.1.3 as a table, the order of specificity, the line of the caller card."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.catalog.rules.entitlement import (
    CoverageKind,
    CoverageSummary,
    EntitlementRule,
    Verdict,
    judge,
    summary,
    ties,
)

SERVICES = ("classxp", "igpro", "printing", "network")
ADMINISTRATION = (
    "central_office", "principal", "assistant_principal", "guidance_counselor", "social_worker", "psychologist",
    "secretary",
)  # fmt: skip
PROCEDURE = (
    *(EntitlementRule(Verdict.COVERED, category, clause_number="5.1.1") for category in ADMINISTRATION),
    *(
        EntitlementRule(Verdict.COVERED, "teacher", level, service, clause_number="5.1.2")
        for level in ("middle", "high")
        for service in ("classxp", "igpro")
    ),
    EntitlementRule(Verdict.REFER, "teacher", clause_number="5.1.2", refer_to="the school's own technician"),
    EntitlementRule(Verdict.AS_NEEDED, "adult_education", clause_number="5.1.3"),
    EntitlementRule(Verdict.AS_NEEDED, "food_service", clause_number="5.1.3"),
)


@pytest.mark.parametrize(
    ("category", "level", "service", "verdict", "clause"),
    [
        *((category, None, "printing", "covered", "5.1.1") for category in ADMINISTRATION),
        ("secretary", "elementary", "network", "covered", "5.1.1"),
        ("teacher", "high", "classxp", "covered", "5.1.2"),
        ("teacher", "high", "igpro", "covered", "5.1.2"),
        ("teacher", "middle", "classxp", "covered", "5.1.2"),
        ("teacher", "middle", "igpro", "covered", "5.1.2"),
        ("teacher", "middle", "printing", "refer", "5.1.2"),
        ("teacher", "elementary", "classxp", "refer", "5.1.2"),
        ("teacher", None, "classxp", "refer", "5.1.2"),
        ("adult_education", "adult", "printing", "as_needed", "5.1.3"),
        ("food_service", "high", "network", "as_needed", "5.1.3"),
        ("custodian", "high", "printing", "unknown", ""),
        (None, None, "printing", "unknown", ""),
        ("secretary", "high", None, "covered", "5.1.1"),
    ],
)
def test_the_procedure_as_a_table(
    category: str | None, level: str | None, service: str | None, verdict: str, clause: str
) -> None:
    entitlement = judge(category, level, service, PROCEDURE)
    assert (entitlement.verdict, entitlement.clause_number) == (verdict, clause)
    assert (entitlement.matched_rule is None) == (verdict == "unknown")


def test_a_referral_says_whom_to_call() -> None:
    assert judge("teacher", "middle", "printing", PROCEDURE).refer_to == "the school's own technician"


@pytest.mark.parametrize(
    ("category", "level", "expected"),
    [
        ("principal", "high", CoverageSummary(CoverageKind.ALL, SERVICES, ("5.1.1",))),
        ("teacher", "middle", CoverageSummary(CoverageKind.EXACTLY, ("classxp", "igpro"), ("5.1.2",))),
        (
            "teacher",
            "elementary",
            CoverageSummary(CoverageKind.NOT_COVERED, SERVICES, ("5.1.2",), ("the school's own technician",)),
        ),
        ("food_service", "high", CoverageSummary(CoverageKind.AS_NEEDED, SERVICES, ("5.1.3",))),
        ("custodian", "high", CoverageSummary(CoverageKind.NO_RULE)),
    ],
)
def test_the_line_of_the_caller_card(category: str, level: str, expected: CoverageSummary) -> None:
    assert summary(category, level, PROCEDURE, SERVICES) == expected


def test_without_services_the_line_speaks_of_any_service() -> None:
    assert summary("principal", "high", PROCEDURE, ()) == CoverageSummary(CoverageKind.ALL, (), ("5.1.1",))
    assert summary("teacher", "middle", PROCEDURE, ()).kind is CoverageKind.NOT_COVERED


# From the weakest to the strongest: what a rule names.
LADDER = [
    EntitlementRule(Verdict.COVERED),
    EntitlementRule(Verdict.REFER, school_level="high"),
    EntitlementRule(Verdict.AS_NEEDED, category="teacher"),
    EntitlementRule(Verdict.COVERED, category="teacher", school_level="high"),
    EntitlementRule(Verdict.REFER, service="classxp"),
    EntitlementRule(Verdict.AS_NEEDED, school_level="high", service="classxp"),
    EntitlementRule(Verdict.COVERED, category="teacher", service="classxp"),
    EntitlementRule(Verdict.REFER, category="teacher", school_level="high", service="classxp"),
]


@pytest.mark.parametrize("steps", range(1, 9))
def test_the_most_specific_rule_wins(steps: int) -> None:
    for order in (LADDER[:steps], LADDER[:steps][::-1]):
        assert judge("teacher", "high", "classxp", order).matched_rule is LADDER[steps - 1]


def test_ties_are_found_when_rules_are_saved() -> None:
    rules = [*PROCEDURE, EntitlementRule(Verdict.REFER, "secretary"), EntitlementRule(Verdict.COVERED, "secretary")]
    secretary = ADMINISTRATION.index("secretary")
    assert ties(rules) == ((secretary, len(PROCEDURE)), (secretary, len(PROCEDURE) + 1))
    assert ties(PROCEDURE) == ()


CODES = st.sampled_from([None, "a", "b"])
RULES = st.lists(st.builds(EntitlementRule, st.sampled_from(list(Verdict)[:3]), CODES, CODES, CODES), max_size=27)


@given(RULES, CODES, CODES, CODES, st.randoms())
def test_rules_without_ties_give_one_answer_in_any_order(
    rules: list[EntitlementRule], category: str | None, level: str | None, service: str | None, dice: Random
) -> None:
    unique = list({rule.key: rule for rule in rules}.values())
    assert ties(unique) == ()
    shuffled = list(unique)
    dice.shuffle(shuffled)
    assert judge(category, level, service, unique) == judge(category, level, service, shuffled)
    matched = judge(category, level, service, unique).matched_rule
    for rule in unique:
        if rule.speaks_of(category, level, service):
            assert matched is not None
            assert rule.specificity <= matched.specificity


@given(RULES, CODES, CODES)
def test_the_summary_names_exactly_what_is_covered(
    rules: list[EntitlementRule], category: str | None, level: str | None
) -> None:
    services = ("a", "b", "c")
    line = summary(category, level, rules, services)
    verdicts = {service: judge(category, level, service, rules).verdict for service in services}
    covered = tuple(service for service in services if verdicts[service] is Verdict.COVERED)
    if covered:
        assert line.kind is (CoverageKind.ALL if covered == services else CoverageKind.EXACTLY)
        assert line.services == covered
    else:
        assert line.kind not in (CoverageKind.ALL, CoverageKind.EXACTLY)


def test_every_mix_of_verdicts_has_a_line() -> None:
    for first, second in itertools.product(list(Verdict), repeat=2):
        rules = [
            EntitlementRule(verdict, service=service)
            for service, verdict in (("a", first), ("b", second))
            if verdict is not Verdict.UNKNOWN
        ]
        assert summary("x", None, rules, ("a", "b")).kind in CoverageKind
