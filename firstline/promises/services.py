"""What a new desk promises: the shipped times, by the business day of its calendar."""

from datetime import timedelta

from firstline.calendars.rules.business_time import standard_day
from firstline.calendars.selectors import spec_of
from firstline.desks.models import Desk
from firstline.promises.models import PromisePolicy
from firstline.promises.rules.clock import Target
from firstline.promises.rules.defaults import default_promises


def start_desk(*, desk_id: int) -> None:
    """Give a new desk the shipped promises.

    *Needs* nothing of its own: opening the desk has asked. *Emits* nothing of its own.
    """
    desk = Desk.objects.select_related("calendar").get(pk=desk_id)
    PromisePolicy.objects.bulk_create(
        PromisePolicy(
            desk=desk,
            severity=severity,
            first_reply_minutes=_minutes(promise.first_reply),
            first_reply_business_days=promise.first_reply.business_days,
            solve_minutes=_minutes(promise.solve),
            solve_business_days=promise.solve.business_days,
        )
        for severity, promise in default_promises(standard_day(spec_of(desk.calendar))).items()
    )


def _minutes(target: Target) -> int | None:
    return None if target.duration is None else round(target.duration / timedelta(minutes=1))
