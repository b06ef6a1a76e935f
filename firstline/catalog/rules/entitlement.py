"""Who may ask this desk for what (S-036 to S-038, procedure 5.1): category × school level × service → a verdict.

It informs and never blocks: a referral is logged and counted like any call. A rule is data with the clause it comes
from. Which rule wins is one sentence: one that names the service beats one that does not; of those, one that names the
category; of those, one that names the school level.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a rule says. ``unknown``: no rule matches, "ask the director", counted apart."""

    COVERED = "covered"
    AS_NEEDED = "as_needed"
    REFER = "refer"
    UNKNOWN = "unknown"


class CoverageKind(StrEnum):
    """What the caller card says before the problem is known."""

    ALL = "all"  # covered for all services
    EXACTLY = "exactly"  # covered for exactly the services named
    AS_NEEDED = "as_needed"
    NOT_COVERED = "not_covered"
    NO_RULE = "no_rule"


@dataclass(frozen=True)
class EntitlementRule:
    """One row. None means any. Codes of category, school level and service; the clause is a number and a sentence."""

    verdict: Verdict
    category: str | None = None
    school_level: str | None = None
    service: str | None = None
    clause_number: str = ""
    clause_text: str = ""
    refer_to: str = ""

    @property
    def specificity(self) -> tuple[bool, bool, bool]:
        """Return what the rule names, the weightiest first: service, category, school level."""
        return (self.service is not None, self.category is not None, self.school_level is not None)

    @property
    def key(self) -> tuple[str | None, str | None, str | None]:
        """Return what the rule speaks of; two rules with the same key would tie."""
        return (self.category, self.school_level, self.service)

    def speaks_of(self, category: str | None, school_level: str | None, service: str | None) -> bool:
        """Tell whether the rule applies to this caller and service."""
        asked = (category, school_level, service)
        return all(named is None or named == given for named, given in zip(self.key, asked, strict=True))


@dataclass(frozen=True)
class Entitlement:
    """The verdict with its clause and, for a referral, whom to call. ``matched_rule`` is None for ``unknown``."""

    verdict: Verdict
    clause_number: str = ""
    refer_to: str = ""
    matched_rule: EntitlementRule | None = None


@dataclass(frozen=True)
class CoverageSummary:
    """The coverage line of the caller card.

    ``services`` are those that the kind speaks of, in the order given: the covered ones, or those helped as needed.
    ``clause_numbers`` and ``refer_to`` come from the rules that decided, without repeats.
    """

    kind: CoverageKind
    services: tuple[str, ...] = ()
    clause_numbers: tuple[str, ...] = ()
    refer_to: tuple[str, ...] = ()


def judge(
    category: str | None, school_level: str | None, service: str | None, rules: Iterable[EntitlementRule]
) -> Entitlement:
    """Return the verdict of the most specific rule that applies.

    A caller without category, school level or site (None) is matched only by rules that leave it open.

    Worked values (procedure 5.1.2): a middle school teacher about Classxp is covered; about a printer is referred.
    """
    matching = [rule for rule in rules if rule.speaks_of(category, school_level, service)]
    if not matching:
        return Entitlement(Verdict.UNKNOWN)
    rule = max(matching, key=lambda rule: rule.specificity)
    return Entitlement(rule.verdict, rule.clause_number, rule.refer_to, rule)


def summary(
    category: str | None, school_level: str | None, rules: Sequence[EntitlementRule], services: Sequence[str]
) -> CoverageSummary:
    """Say what a caller may ask for, over all services of the desk.

    All covered → ``all``; some covered → ``exactly`` those; otherwise some as needed → ``as_needed``; otherwise some
    referred → ``not_covered``; otherwise ``no_rule``. Without services, what the rules say of any service.

    Worked value (S-012): a middle school teacher is covered for exactly Classxp and IGPro.
    """
    asked: Sequence[str | None] = services or (None,)
    judged = [(service, judge(category, school_level, service, rules)) for service in asked]
    for verdict, kind in _KINDS:
        deciding = [(service, entitlement) for service, entitlement in judged if entitlement.verdict is verdict]
        if not deciding:
            continue
        is_all = verdict is Verdict.COVERED and len(deciding) == len(judged)
        return CoverageSummary(
            CoverageKind.ALL if is_all else kind,
            tuple(service for service, _ in deciding if service is not None),
            _unique(entitlement.clause_number for _, entitlement in deciding),
            _unique(entitlement.refer_to for _, entitlement in deciding),
        )
    return CoverageSummary(CoverageKind.NO_RULE)


def ties(rules: Sequence[EntitlementRule]) -> tuple[tuple[int, int], ...]:
    """Return pairs of positions of rules that speak of the same; checked when rules are saved.

    No other tie is possible: rules that apply to the same caller and name the same things are equal in them.
    """
    first_at: dict[tuple[str | None, str | None, str | None], int] = {}
    pairs = []
    for position, rule in enumerate(rules):
        earlier = first_at.setdefault(rule.key, position)
        if earlier != position:
            pairs.append((earlier, position))
    return tuple(pairs)


_KINDS = (
    (Verdict.COVERED, CoverageKind.EXACTLY),
    (Verdict.AS_NEEDED, CoverageKind.AS_NEEDED),
    (Verdict.REFER, CoverageKind.NOT_COVERED),
)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
