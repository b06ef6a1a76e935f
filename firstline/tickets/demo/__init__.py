"""The resolution codes of the demo agency, and its year of contacts and tickets."""

from firstline.kernel.demo import DemoRun
from firstline.tickets.demo.history import make_history
from firstline.tickets.demo.resolution import make_resolution_codes


def load(run: DemoRun) -> None:
    """Make the resolution codes, then the year."""
    make_resolution_codes()
    if run.tickets:
        make_history(run)
