"""Run the measurements of the spine: ``python -m bench.spine [--large] [--count N]``. Prints a table for each size."""

import argparse

from bench.spine.agency import LARGE, SMALL, kept_home
from bench.spine.measures import measure
from bench.spine.table import grown


def main() -> None:
    """Measure at 10,000 tickets, and at 1,000,000 with ``--large``."""
    options = argparse.ArgumentParser(description=__doc__, prog="bench.spine")
    options.add_argument("--large", action="store_true", help="at 1,000,000 tickets too")
    options.add_argument("--count", type=int, default=100, help="requests of each kind")
    chosen = options.parse_known_args()[0]
    # Both homes before anything is measured: measuring sets the environment that they are found by.
    homes = {size: kept_home(size) for size in ((SMALL, LARGE) if chosen.large else (SMALL,))}
    small = measure(SMALL, homes[SMALL], chosen.count)
    if chosen.large:
        print(grown(small, measure(LARGE, homes[LARGE], chosen.count)))


if __name__ == "__main__":
    main()
