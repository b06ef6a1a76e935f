"""Run the measurements of the spine: ``python -m bench.spine [--large] [--count N]``. Prints a table for each size."""

import argparse
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.spine.agency import LARGE, SMALL, Size, kept_home
from bench.spine.measures import measure
from bench.spine.table import Line, grown


def measured(size: Size, home: Path, count: int) -> dict[str, Line]:
    """Measure in a process of its own: settings, secret key included, belong to one agency."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        return own.submit(measure, size, home, count).result()


def main() -> None:
    """Measure at 10,000 tickets, and at 1,000,000 with ``--large``."""
    options = argparse.ArgumentParser(description=__doc__, prog="bench.spine")
    options.add_argument("--large", action="store_true", help="at 1,000,000 tickets too")
    options.add_argument("--count", type=int, default=100, help="requests of each kind")
    chosen = options.parse_known_args()[0]
    homes = {size: kept_home(size) for size in ((SMALL, LARGE) if chosen.large else (SMALL,))}
    small = measured(SMALL, homes[SMALL], chosen.count)
    if chosen.large:
        print(grown(small, measured(LARGE, homes[LARGE], chosen.count)))


if __name__ == "__main__":
    main()
