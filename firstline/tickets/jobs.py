"""The worker's part of this room: once a minute, what time alone brings about."""

from procrastinate.contrib.django import app

from firstline.kernel import clock
from firstline.kernel.actor import SYSTEM
from firstline.tickets.services.sweep import pass_over


@app.periodic(cron="* * * * *")
@app.task(name="firstline.tickets.jobs.sweep", queueing_lock="firstline.tickets.jobs.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it by name
    """Tell of promises and callbacks, end waits, close what was resolved."""
    pass_over(actor=SYSTEM, now=clock.now())
