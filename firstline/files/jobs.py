"""The worker's part of this room: throwing away uploads that were never sent."""

from procrastinate.contrib.django import app

from firstline.files.services import discard_old_uploads
from firstline.kernel import clock
from firstline.kernel.actor import SYSTEM


@app.periodic(cron="23 * * * *")
@app.task(name="firstline.files.jobs.discard")
def discard(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it by name
    """Discard old uploads once an hour."""
    discard_old_uploads(actor=SYSTEM, now=clock.now())
