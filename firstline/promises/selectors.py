"""Reading what a desk promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from firstline.catalog.rules.entitlement import Verdict
from firstline.desks.models import Desk
from firstline.promises.models import PromisePolicy
from firstline.promises.rules.clock import Target

NOTHING = Target()


@dataclass(frozen=True)
class Targets:
    """What is promised for a ticket: a first reply and a solution."""

    first_reply: Target
    solve: Target


def targets_for(desk: Desk, severity: str, verdict: str) -> Targets:
    """Return what the desk promises for a severity. Support "as needed" and referrals promise nothing (S-038)."""
    if verdict in (Verdict.AS_NEEDED, Verdict.REFER):
        return Targets(NOTHING, NOTHING)
    policy = PromisePolicy.objects.filter(desk=desk, severity=severity).first()
    if policy is None:
        return Targets(NOTHING, NOTHING)
    return Targets(
        _target(policy.first_reply_minutes, policy.first_reply_business_days),
        _target(policy.solve_minutes, policy.solve_business_days),
    )


def targets_by_severity(desk: Desk) -> dict[str, Targets]:
    """Return what the desk promises, by severity. One query."""
    return {
        row.severity: Targets(
            _target(row.first_reply_minutes, row.first_reply_business_days),
            _target(row.solve_minutes, row.solve_business_days),
        )
        for row in PromisePolicy.objects.filter(desk=desk)
    }


def targets_of(by_severity: Mapping[str, Targets], severity: str, verdict: str) -> Targets:
    """Return what ``targets_for`` would, from what ``targets_by_severity`` read for the desk. No query."""
    if verdict in (Verdict.AS_NEEDED, Verdict.REFER):
        return Targets(NOTHING, NOTHING)
    return by_severity.get(severity, Targets(NOTHING, NOTHING))


def _target(minutes: int | None, days: int | None) -> Target:
    return Target(duration=timedelta(minutes=minutes) if minutes is not None else None, business_days=days)
