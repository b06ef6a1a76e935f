"""The promised times of the demo agency (UX.md §2), the same at both desks; the calendars differ."""

from typing import NamedTuple

from firstline.desks.models import Desk
from firstline.kernel.demo import DemoRun
from firstline.promises.models import PromisePolicy


class Target(NamedTuple):
    """First reply and solve of one severity, in business minutes or as the end of the n-th business day."""

    severity: str
    first_reply_minutes: int | None
    first_reply_business_days: int | None
    solve_minutes: int | None
    solve_business_days: int | None


POLICIES = (
    Target("critical", 15, None, None, 1),
    Target("high", 60, None, 180, None),
    Target("normal", 180, None, None, 1),
    Target("low", None, 1, None, 5),
)


def load(_run: DemoRun) -> None:
    """Make one policy for each desk and severity."""
    PromisePolicy.objects.bulk_create(
        PromisePolicy(desk=desk, **target._asdict()) for desk in Desk.objects.all() for target in POLICIES
    )
