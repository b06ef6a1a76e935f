"""``firstline recompute-clocks``: promised times counted anew after a calendar was put right."""

import sys
from datetime import datetime

from firstline.cli.actor import command_line_actor, in_words
from firstline.cli.trouble import Trouble


def recompute(*, desk_code: str, now: datetime) -> None:
    """Count the clocks of the open tickets of a desk anew, batch by batch. *Raises* Trouble for an unknown desk."""
    from firstline.desks.selectors import unscoped_desks
    from firstline.tickets.services.promised.clocks import recompute_clocks

    desk = unscoped_desks().filter(code=desk_code).first()
    if desk is None:
        raise Trouble(f"There is no desk {desk_code}. Desks: {', '.join(d.code for d in unscoped_desks())}.")
    seen = changed = 0
    after_id: int | None = 0
    while after_id is not None:
        with in_words():
            done = recompute_clocks(actor=command_line_actor(), desk_id=desk.pk, now=now, after_id=after_id)
        seen, changed, after_id = seen + done.seen_count, changed + done.changed_count, done.last_id
    sys.stdout.write(f"{desk.name}: {seen:,} open tickets, the clocks of {changed:,} are counted anew.\n")
