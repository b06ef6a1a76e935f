"""The worker's part of this room: throwing out what was typed and is not needed any more."""

from procrastinate.contrib.django import app

from firstline.contacts.services.drafts import discard_old_drafts
from firstline.kernel import clock
from firstline.kernel.actor import SYSTEM


@app.periodic(cron="17 3 * * *")
@app.task(name="firstline.contacts.jobs.discard")
def discard(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it by name
    """Discard older states of drafts and drafts that were logged long ago, once a night."""
    discard_old_drafts(actor=SYSTEM, now=clock.now())
