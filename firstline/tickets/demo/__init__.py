"""The resolution codes of the demo agency, and its year of contacts and tickets."""

from firstline.kernel.demo import DemoRun
from firstline.tickets.demo.resolution import make_resolution_codes


def load(_run: DemoRun) -> None:
    """Make the resolution codes."""
    make_resolution_codes()
