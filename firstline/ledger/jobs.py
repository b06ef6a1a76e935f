"""The worker's side: handing an entry to a handler, at least once, each in a transaction of its own."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from firstline.kernel import clock
from firstline.kernel.registry import HANDLERS
from firstline.ledger.models import Entry
from firstline.ledger.services import DELIVERY_TASK, mark_delivered

_RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name=DELIVERY_TASK, retry=_RETRY)
def deliver(entry_id: int, handler: str) -> None:
    """Run one handler for one entry; a handler that has gone since is passed over."""
    found = HANDLERS.get(handler)
    if found is None:
        return
    with transaction.atomic():
        if mark_delivered(entry_id=entry_id, handler=handler, now=clock.now()):
            found.run(entry=Entry.objects.get(pk=entry_id), now=clock.now())
