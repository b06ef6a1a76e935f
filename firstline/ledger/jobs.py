"""The worker's side: handing an entry to a handler, at least once, each in a transaction of its own.

And taking over what a killed worker has left behind.
"""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from firstline.kernel import clock
from firstline.kernel.registry import HANDLERS
from firstline.ledger.models import Entry
from firstline.ledger.services import DELIVERY_TASK, mark_delivered

_RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)
SILENT_WORKER_SECONDS = 30
MOST_STARTS = 5


@app.task(name=DELIVERY_TASK, retry=_RETRY)
def deliver(entry_id: int, handler: str) -> None:
    """Run one handler for one entry; a handler that has gone since is passed over."""
    found = HANDLERS.get(handler)
    if found is None:
        return
    with transaction.atomic():
        if mark_delivered(entry_id=entry_id, handler=handler, now=clock.now()):
            found.run(entry=Entry.objects.get(pk=entry_id), now=clock.now())


# Without a lock: a sweeper that is killed itself would keep it for ever.
@app.periodic(cron="* * * * *")
@app.task(name="firstline.ledger.jobs.take_over_abandoned_jobs")
async def take_over_abandoned_jobs(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it by name
    """Put jobs whose worker is gone or silent back into the queue; set those aside that end every worker.

    ``timestamp`` is the minute for which procrastinate runs it; two sweeps at once do no harm.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_WORKER_SECONDS):
        if job.attempts >= MOST_STARTS:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)
