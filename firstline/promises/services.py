"""What a new desk promises: the shipped times, by the business day of its calendar; writing what it promises later."""

from datetime import timedelta
from typing import Any

from firstline.calendars.rules.business_time import standard_day
from firstline.calendars.selectors import spec_of
from firstline.catalog.rules.scales import Severity
from firstline.desks.models import Desk
from firstline.promises.models import PromisePolicy
from firstline.promises.rules.clock import Target
from firstline.promises.rules.defaults import default_promises
from firstline.promises.rules.written import target_of


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


def put_promises(*, desk_id: int, promises: dict[str, Any]) -> int:
    """Write what a desk promises, ``<severity>_first_reply`` and ``<severity>_solve``, and return the desk's id.

    *Needs* nothing of its own: the change of settings has asked. *Emits* nothing of its own.
    """
    for severity in Severity:
        targets = {kind: target_of(promises[f"{severity}_{kind}"]) for kind in ("first_reply", "solve")}
        fields: dict[str, Any] = {f"{kind}_minutes": _minutes(target) for kind, target in targets.items()}
        fields |= {f"{kind}_business_days": target.business_days for kind, target in targets.items()}
        PromisePolicy.objects.update_or_create(desk_id=desk_id, severity=severity, defaults=fields)
    return desk_id


def _minutes(target: Target) -> int | None:
    return None if target.duration is None else round(target.duration / timedelta(minutes=1))
