"""Progress of long work: one line that is written over at a terminal, a line for each kind of thing elsewhere."""

import sys
import time

SHOW_EVERY_SECONDS = 0.2


class Progress:
    """Call ``show`` as often as you like."""

    def __init__(self) -> None:
        """Begin quietly."""
        self._at_terminal = sys.stdout.isatty()
        self._what = ""
        self._shown_at = 0.0

    def show(self, what: str, done: int, total: int) -> None:
        """Say what is being made and how far it is."""
        now = time.monotonic()
        if what == self._what and (not self._at_terminal or (now - self._shown_at < SHOW_EVERY_SECONDS)):
            return
        if self._at_terminal:
            share = done / total if total else 1.0
            sys.stdout.write(f"\r\x1b[K{what}: {done:,} of {total:,} ({share:.0%})")
        else:
            sys.stdout.write(f"{what}: {total:,}\n")
        sys.stdout.flush()
        self._what, self._shown_at = what, now

    def end(self, sentence: str) -> None:
        """Close the line with what has come of it."""
        sys.stdout.write(f"\r\x1b[K{sentence}\n" if self._at_terminal else f"{sentence}\n")
        sys.stdout.flush()
