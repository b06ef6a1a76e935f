"""The background worker: takes procrastinate jobs until it is told to stop, then finishes what it has begun."""

import asyncio
import os

import django
from procrastinate.contrib.django.django_connector import DjangoConnector

LONGEST_GOODBYE_SECONDS = 10.0
HEARTBEAT_SECONDS = 5.0
SILENT_WORKER_SECONDS = 20.0


async def work() -> None:
    """Run jobs until SIGTERM or SIGINT."""
    from procrastinate.contrib.django import app

    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(connector)
    with app.replace_connector(connector.get_worker_connector()) as own:
        async with own.open_async():
            await own.run_worker_async(
                concurrency=2,
                shutdown_graceful_timeout=LONGEST_GOODBYE_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=SILENT_WORKER_SECONDS,
                delete_jobs="successful",
            )


def main() -> None:
    """Set Django up and work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstline.config.settings")
    django.setup()
    asyncio.run(work())


if __name__ == "__main__":
    main()
