"""The resolution codes of the demo agency, and its year of contacts and tickets."""

from firstline.kernel.demo import DemoRun
from firstline.tickets.demo.history import make_history
from firstline.tickets.demo.owed import owe_callbacks
from firstline.tickets.services.codes import start_desk


def load(run: DemoRun) -> None:
    """Make the resolution codes, then the year."""
    start_desk(desk_id=0)
    if run.tickets:
        make_history(run)
        owe_callbacks(run.now)
