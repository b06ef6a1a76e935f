"""Reading what a desk promises."""

from dataclasses import dataclass
from datetime import timedelta

from firstline.catalog.rules.entitlement import Verdict
from firstline.catalog.rules.scales import Severity
from firstline.desks.models import Desk
from firstline.desks.selectors import kept
from firstline.promises.models import PromisePolicy
from firstline.promises.rules.clock import Target
from firstline.promises.rules.written import Written

NOTHING = Target()


@dataclass(frozen=True)
class Targets:
    """What is promised for a ticket: a first reply and a solution."""

    first_reply: Target
    solve: Target


def targets_for(desk: Desk, severity: str, verdict: str) -> Targets:
    """Return what the desk promises for a severity. Support "as needed" and referrals promise nothing (S-038).

    Kept, else one query.
    """
    if verdict in (Verdict.AS_NEEDED, Verdict.REFER):
        return Targets(NOTHING, NOTHING)
    return targets_by_severity(desk).get(severity, Targets(NOTHING, NOTHING))


def targets_by_severity(desk: Desk) -> dict[str, Targets]:
    """Return what the desk promises, by severity. Kept, else one query."""
    return kept(desk, _targets_by_severity)


def _targets_by_severity(desk: Desk) -> dict[str, Targets]:
    return {
        row.severity: Targets(
            _target(row.first_reply_minutes, row.first_reply_business_days),
            _target(row.solve_minutes, row.solve_business_days),
        )
        for row in PromisePolicy.objects.filter(desk=desk)
    }


def promises_document(desk_id: int) -> dict[str, Written] | None:
    """Return what a desk promises as a document of settings; None for no such desk. Two queries."""
    if not Desk.objects.filter(pk=desk_id).exists():
        return None
    by_severity = {row.severity: row for row in PromisePolicy.objects.filter(desk_id=desk_id)}
    return {
        f"{severity}_{kind}": _written(by_severity.get(severity), kind)
        for severity in Severity
        for kind in ("first_reply", "solve")
    }


def _written(policy: PromisePolicy | None, kind: str) -> Written:
    minutes, days = (getattr(policy, f"{kind}_{unit}", None) for unit in ("minutes", "business_days"))
    return {"minutes": minutes} if minutes is not None else {"days": days} if days is not None else None


def _target(minutes: int | None, days: int | None) -> Target:
    return Target(duration=timedelta(minutes=minutes) if minutes is not None else None, business_days=days)
