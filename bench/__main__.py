"""Run every measurement one after the other: ``make bench``, or ``python -m bench``. One line a measurement."""

from bench import business_time, caller_lookup, working_order
from bench.spine import __main__ as spine

MEASUREMENTS = (
    ("Business time (docs/science/business-time.md)", business_time.main),
    ("Working order (docs/science/working-order.md)", working_order.main),
    ("Caller lookup at 50,000 people (docs/performance.md)", caller_lookup.main),
    ("The spine beside its floors (docs/performance.md)", spine.main),
)


def main() -> None:
    """Run all measurements, each under its title."""
    for title, measure in MEASUREMENTS:
        print(f"\n{title}")
        measure()


if __name__ == "__main__":
    main()
