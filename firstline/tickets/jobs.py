"""The worker's part of this room: once a minute, what time alone brings about."""

from collections.abc import Callable
from datetime import datetime

from procrastinate.contrib.django import app

from firstline.kernel import clock
from firstline.kernel.actor import SYSTEM
from firstline.tickets.services.promised import sweep

STEPS: tuple[Callable[..., int], ...] = (
    sweep.warn_of_promises,
    sweep.tell_of_broken_promises,
    sweep.remind_of_callbacks,
    sweep.tell_of_missed_callbacks,
    sweep.end_waits,
    sweep.close_resolved,
)


@app.periodic(cron="* * * * *")
@app.task(name="firstline.tickets.jobs.look_at_the_time", queueing_lock="firstline.tickets.jobs.look_at_the_time")
def look_at_the_time(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it by name
    """Tell of promises and callbacks, end waits, close what was resolved."""
    pass_over(clock.now())


def pass_over(now: datetime) -> int:
    """Do all that has come due, batch by batch, each in a transaction of its own; return how much that was."""
    count = 0
    for step in STEPS:
        while done := step(actor=SYSTEM, now=now):
            count += done
            if done < sweep.BATCH:
                break
    return count
