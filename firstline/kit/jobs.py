"""The worker's part of this room: forgetting answers that programs will not ask for again."""

from procrastinate.contrib.django import app

from firstline.kernel import clock
from firstline.kernel.actor import SYSTEM
from firstline.kit.services import forget_answers


@app.periodic(cron="47 * * * *")
@app.task(name="firstline.kit.jobs.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it by name
    """Forget old answers, once an hour."""
    forget_answers(actor=SYSTEM, now=clock.now())
