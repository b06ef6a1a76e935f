"""The promised times of the demo agency: the shipped ones of UX.md §2, measured by each desk's own business day."""

from datetime import timedelta

from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.desks.models import Desk
from firstline.kernel.demo import DemoRun
from firstline.promises.models import PromisePolicy
from firstline.promises.rules.clock import Target
from firstline.promises.rules.defaults import default_promises

BUSINESS_DAYS = {DISTRICT_CODE: timedelta(hours=10), POLICE_CODE: timedelta(hours=24)}
"""The standard day of each desk's calendar, 7 to 17 and around the clock."""


def load(_run: DemoRun) -> None:
    """Make one policy for each desk and severity."""
    PromisePolicy.objects.bulk_create(
        PromisePolicy(
            desk=desk,
            severity=severity,
            first_reply_minutes=_minutes(promise.first_reply),
            first_reply_business_days=promise.first_reply.business_days,
            solve_minutes=_minutes(promise.solve),
            solve_business_days=promise.solve.business_days,
        )
        for desk in Desk.objects.all()
        for severity, promise in default_promises(BUSINESS_DAYS[desk.code]).items()
    )


def _minutes(target: Target) -> int | None:
    return None if target.duration is None else round(target.duration / timedelta(minutes=1))
